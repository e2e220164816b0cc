// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace dnslint::cel {

// Ends a compilation. Thrown by lexer, parser and binder, caught in expression.cpp, which knows
// the place in the file.
struct compile_error {
   std::size_t offset = 0;  // bytes into the source
   std::string message;
   std::string hint;
};

}  // namespace dnslint::cel
