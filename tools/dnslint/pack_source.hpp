// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/pack.hpp"
#include "tools/dnslint/options.hpp"

#include <string>
#include <vector>

namespace dnslint::command {

// The packs that a command for authors of rules was given, read as a scan would.
struct pack_source {
   std::vector<rules::pack> packs;
   base::diagnostics problems;  // of packs that do not load, and of plugins
   facts::schema facts;
   std::vector<std::string> controls;  // that plugins, core and packs use, sorted
};

// An error when nothing can be read at all: no path, a path that is not there.
base::result<pack_source> read_packs(options const& o);

}  // namespace dnslint::command
