// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dnslint::cel {

// How CEL writes what other languages call `function`: "write size(x)" for "len". Empty for a word
// that none is known to use.
std::string_view hint_for_foreign_function(std::string_view function);

}  // namespace dnslint::cel
