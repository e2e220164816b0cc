// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/overlay/zone_changes.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::overlay {

constexpr std::size_t most_overlay_bytes = std::size_t{4} << 20U;

// The first line of a file of which plain records are added, and do not replace their RRsets.
constexpr std::string_view fix_marker = "; dnslint fix";

// Changes in the form of a master file (docs/rehearsal.md): a plain record is part of an RRset that
// takes the place of the published one; "+ RECORD" is added to what is published, "- RECORD" and
// (after the marker) "; - RECORD" are taken from it, "- NAME TYPE" takes the whole RRset. Names
// without a trailing dot are absolute where no $ORIGIN says otherwise. Errors name the file and the
// line.
base::result<zone_changes> read_changes(std::string_view text, std::string const& file);

// All of the files in one.
base::result<zone_changes> load_changes(std::vector<std::string> const& files);

}  // namespace dnslint::overlay
