// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/profile/profile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace dnslint::profile {

// The name of a project's file, which stands beside the lists that it is for.
constexpr std::string_view project_file_name = "dnslint.yaml";

// What a project says about its scans.
struct project {
   std::string file;
   std::optional<placed<std::string>> profile;  // a name, or a path
   std::vector<placed<std::string>> resolvers;
   struct profile additions;  // its packs, variables and suppressions, for that profile
};

// docs/project-file.md. Paths in it are meant from its folder.
base::result<project> read_project(base::yaml::document const& doc);
base::result<project> load_project(std::string const& file);
// The file of the folder, or of the nearest one above it that has one; empty: there is none.
std::string find_project(std::string const& folder);
// A profile with what the project adds to it.
profile with_additions(profile p, project const& of);
// JSON Schema, draft 07.
std::string project_schema();

}  // namespace dnslint::profile
