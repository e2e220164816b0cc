// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <optional>
#include <string>

namespace dnslint::plugin {

// Why code from this file must not be run: somebody else could have put it there. Null when only
// this user and root can decide what the path leads to. Looked at are the file, its folder, every
// folder above it, and the same for each symbolic link on the way.
std::optional<base::diagnostic> distrust(std::string const& path);

}  // namespace dnslint::plugin
