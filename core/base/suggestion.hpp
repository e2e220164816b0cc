// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::base {

// A hint for an unknown word: "did you mean 'x'?", or the list of what is allowed when it is short.
std::string suggestion(std::string_view word, std::vector<std::string> const& allowed);

}  // namespace dnslint::base
