// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/audit/plan.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <unistd.h>

namespace dnslint::audit::test {

// A file of its own, removed at the end: a rule pack or a profile.
class scratch_file {
public:
   explicit scratch_file(std::string const& text)
   : path_{(std::filesystem::temp_directory_path() / unique()).string()}
   {
      std::ofstream{path_} << text;
   }
   scratch_file(scratch_file const&) = delete;
   scratch_file& operator=(scratch_file const&) = delete;
   ~scratch_file() { std::filesystem::remove(path_); }

   std::string const& path() const noexcept { return path_; }

private:
   static std::string unique()
   {
      static int count = 0;
      return "dnslint-audit-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".yaml";
   }
   std::string path_;
};

// The plan of one rule pack, beside what `wanted` names.
inline std::unique_ptr<plan> plan_of(std::string const& pack, selection wanted = {})
{
   scratch_file const file{pack};
   wanted.rule_paths.push_back(file.path());
   auto built = build_plan(wanted);
   if (built)
      return std::move(built->made);
   ADD_FAILURE() << base::to_text(built.errors());
   return nullptr;
}

inline finding const* find(std::vector<finding> const& all, std::string_view id)
{
   for (auto const& f : all)
      if (f.id == id)
         return &f;
   return nullptr;
}

}  // namespace dnslint::audit::test
