// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/messages.hpp"

#include "core/base/escape.hpp"
#include "tools/dnslint/exit_status.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {

void tell(base::diagnostics const& all)
{
   fmt::print(stderr, "{}", base::to_text(all));
}

int wrong_usage(base::diagnostics const& errors)
{
   tell(errors);
   return usage;
}

std::string place_text(base::location const& where)
{
   return fmt::format("{}:{}:{}", base::terminal_text(where.file), where.line, where.column);
}

}  // namespace dnslint::command
