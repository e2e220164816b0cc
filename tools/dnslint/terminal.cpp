// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/terminal.hpp"

#include <cstdlib>
#include <unistd.h>

namespace dnslint::command {

engine::output_config report_output(options const& o)
{
   auto const* no_color = std::getenv("NO_COLOR");
   auto to = o.output;
   to.color = !o.no_color && to.file.empty() && (no_color == nullptr || *no_color == '\0') &&
              isatty(STDOUT_FILENO) != 0;
   return to;
}

}  // namespace dnslint::command
