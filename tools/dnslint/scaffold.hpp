// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::command {

// Why `name` can be neither a plugin's nor a pack's: these are lower-case words with hyphens, since
// checks, files, build targets and facts are called after them. Null when it can.
std::optional<base::diagnostic> wrong_name(std::string_view name);

// A template with the name put in: @NAME@ is the name, @FACTS@ the name as facts have it, with `_`.
std::string filled(std::string_view text, std::string_view name);

// A new folder of files, or a single file, made from folders of templates.
struct scaffold {
   std::vector<std::filesystem::path> templates;  // folders; NAME in their files' names is replaced
   std::filesystem::path target;                  // the folder that the files go to
   bool makes_folder = true;                      // the target itself is new
   std::string name;
};

// Writes all files or none, and overwrites nothing. Their paths, sorted.
base::result<std::vector<std::filesystem::path>> write_scaffold(scaffold const& s);

}  // namespace dnslint::command
