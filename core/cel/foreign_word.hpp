// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dnslint::cel {

// How CEL writes what other languages call `function`: "write size(x)" for "len". Empty for a word
// that none is known to use.
std::string_view hint_for_foreign_function(std::string_view function);

// The same of a name, such as None, and of what stands between two values, such as "contains".
// Upper and lower case are the same.
std::string_view hint_for_foreign_name(std::string_view name);
std::string_view hint_for_foreign_operator(std::string_view word);

}  // namespace dnslint::cel
