// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/base/yaml_document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::audit {

struct plan;

// A file that decides what a run finds: a profile, a rule pack or a plugin, as it was loaded.
struct locked_part {
   std::string kind;  // "profile", "pack", "plugin"
   std::string id;
   std::string version;  // empty for a profile
   std::string file;
   std::string sha256;
};

// What a run is made of (docs/profiles.md, "Locking").
struct lock {
   std::string engine;  // the version of dnslint
   std::vector<locked_part> parts;
};

lock lock_of(plan const& p, std::string engine);

// YAML.
std::string to_text(lock const& l);
base::result<lock> read_lock(base::yaml::document const& doc);
base::result<lock> load_lock(std::string const& file);

// What differs, one error for each part; empty when nothing does. Where a file is does not matter.
base::diagnostics differences(lock const& wanted, lock const& found, std::string const& lock_file);

}  // namespace dnslint::audit
