// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/pack_source.hpp"

#include "core/audit/plan.hpp"
#include "core/profile/profile.hpp"
#include "tools/dnslint/installation.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <iterator>
#include <set>

namespace dnslint::command {
namespace {

// The facts of all plugins.
base::result<facts::schema> known_facts(options const& o, base::diagnostics& problems)
{
   auto look = installed_selection(o);
   look.rule_paths.clear();
   auto const built = audit::build_plan(look, plugin::load_code::no);
   if (!built)
      return built.errors();
   problems = built->problems;
   return built->made->plugins.facts;
}

// Of the profiles that ship, and of the one that is named.
std::vector<std::string> known_controls(options const& o)
{
   std::set<std::string> names;
   std::vector<std::string> profiles{o.run.selection.profile};
   for (auto const& one : profile::shipped_profiles())
      profiles.emplace_back(one.name);
   for (auto const& wanted : profiles)
      if (auto const made = profile::load_profile(wanted))
         for (auto const& [name, how] : made->controls)
            names.insert(name);
   return {names.begin(), names.end()};
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
   made.controls = known_controls(o);
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

}  // namespace dnslint::command
