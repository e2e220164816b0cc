// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::report {

// The members of a domain as this version writes them, from those of dnslint-report/1, which has
// all checks in one array. Numbers and texts stay as they are written. Null if there is no such
// array.
std::optional<std::string> from_earlier(std::string_view members);

}  // namespace dnslint::report
