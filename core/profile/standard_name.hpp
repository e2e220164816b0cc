// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dnslint::profile {

// The profile that is in force where none is named.
constexpr std::string_view standard_name = "standard";

}  // namespace dnslint::profile
