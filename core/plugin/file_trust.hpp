// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <optional>
#include <string>

namespace dnslint::plugin {

// Why code from this file must not be run: another user could have put it there. Null if only this
// user and root can decide what the path leads to. The check covers the file, all folders above it,
// and the same for each symbolic link on the way.
std::optional<base::diagnostic> distrust(std::string const& path);

}  // namespace dnslint::plugin
