// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan_packs.hpp"

#include "core/base/suggestion.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::audit {
namespace {

namespace fs = std::filesystem;

void append(base::diagnostics& to, base::diagnostics const& from)
{
   std::ranges::copy(from, std::back_inserter(to));
}

std::vector<std::string> names_in(std::string const& folder)
{
   std::vector<std::string> names;
   if (auto const files = rules::pack_files(folder))
      for (auto const& file : *files)
         names.push_back(fs::path{file}.stem().string());
   return names;
}

class pack_loader {
public:
   pack_loader(plan& into, selection const& wanted)
   : p_{&into}
   , wanted_{&wanted}
   {}

   base::diagnostics load()
   {
      for (auto const& path : wanted_->rule_paths)
         if (path == wanted_->shipped_packs)
            shipped(path);
         else
            all_in(path);
      for (auto const& pack : p_->profile.packs)
         if (profile::is_path(pack.value))
            named(pack.value, pack);
      return std::move(errors_);
   }

private:
   void shipped(std::string const& folder)
   {
      for (auto const& pack : p_->profile.packs)
         if (!profile::is_path(pack.value))
            named((fs::path{folder} / (pack.value + ".yaml")).string(), pack);
   }

   void named(std::string const& file, profile::placed<std::string> const& pack)
   {
      std::error_code ignored;
      if (fs::exists(file, ignored))
         return all_in(file);
      errors_.push_back(
         {base::diagnostic_level::error,
          pack.where,
          fmt::format("there is no rule pack {}", pack.value),
          profile::is_path(pack.value)
             ? std::string{}
             : base::suggestion(pack.value, names_in(wanted_->shipped_packs))});
   }

   void all_in(std::string const& path)
   {
      auto const files = rules::pack_files(path);
      if (!files)
         return append(errors_, files.errors());
      for (auto const& file : *files)
         one(file);
   }

   void one(std::string const& file)
   {
      std::error_code ignored;
      if (!loaded_.insert(fs::weakly_canonical(file, ignored).string()).second)
         return;
      auto pack = rules::load_pack(file, p_->plugins.facts);
      if (pack)
         p_->packs.push_back(std::move(*pack));
      else
         append(errors_, pack.errors());
   }

   plan* p_;
   selection const* wanted_;
   std::set<std::string> loaded_;
   base::diagnostics errors_;
};

}  // namespace

base::diagnostics load_packs(plan& p, selection const& wanted)
{
   return pack_loader{p, wanted}.load();
}

}  // namespace dnslint::audit
