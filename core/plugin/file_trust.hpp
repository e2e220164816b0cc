// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <optional>
#include <string>

namespace dnslint::plugin {

// Why code from this file must not be run: anyone may write to it or to the folder it is in, or it
// is no regular file. Null when there is no such reason. Symbolic links are followed.
std::optional<base::diagnostic> distrust(std::string const& path);

}  // namespace dnslint::plugin
