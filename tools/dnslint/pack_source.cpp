// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/pack_source.hpp"

#include "core/base/yaml.hpp"
#include "core/score/score.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/exit_status.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::command {
namespace {

// The facts of all plugins.
base::result<facts::schema> known_facts(options const& o, base::diagnostics& problems)
{
   auto look = with_defaults(o);
   look.rule_paths.clear();
   look.with_code = plugin::load_code::no;
   auto const built = audit::build_plan(look);
   if (!built)
      return built.errors();
   problems = built->problems;
   return built->made->plugins.facts;
}

std::vector<std::string> known_controls()
{
   std::vector<std::string> all;
   for (auto const& [name, how] : score::standard_weights().controls)
      all.push_back(name);
   return all;
}

}  // namespace

base::result<pack_source> read_packs(options const& o)
{
   if (o.arguments.empty())
      return base::error("there is nothing to read", "name a file or a folder");
   pack_source made;
   auto facts = known_facts(o, made.problems);
   if (!facts)
      return facts.errors();
   made.facts = std::move(*facts);
   made.controls = known_controls();
   for (auto const& path : o.arguments) {
      auto const files = rules::pack_files(path);
      if (!files)
         return files.errors();
      for (auto const& file : *files)
         if (auto pack = rules::load_pack(file, made.facts))
            made.packs.push_back(std::move(*pack));
         else
            std::ranges::copy(pack.errors(), std::back_inserter(made.problems));
   }
   return made;
}

base::diagnostics wrong_format(options const& o, std::vector<std::string> const& known)
{
   if (std::ranges::find(known, o.format) != known.end())
      return {};
   return {base::error(
      fmt::format("--format {}: there is no such format", o.format),
      base::yaml::suggestion(o.format, known))};
}

int wrong_usage(base::diagnostics const& errors)
{
   fmt::print(stderr, "{}", base::to_text(errors));
   return usage;
}

}  // namespace dnslint::command
