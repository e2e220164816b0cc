// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <string>

namespace dnslint::command {

// On standard error.
void tell(base::diagnostics const& all);
// Tells the errors; the exit status of wrong usage.
int wrong_usage(base::diagnostics const& errors);

// "file:line:column", safe to print.
std::string place_text(base::location const& where);

}  // namespace dnslint::command
