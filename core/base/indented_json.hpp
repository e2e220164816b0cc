// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dnslint::base {

// JSON without blanks, laid out for people: three spaces a level. `json` is of our own making.
std::string indented_json(std::string_view json);

}  // namespace dnslint::base
