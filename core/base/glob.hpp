// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dnslint::base {

// Shell globs with * and ?, over the whole text.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace dnslint::base
