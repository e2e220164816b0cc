// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/terminal.hpp"

#include "core/engine/report_outputs.hpp"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace dnslint::command {

engine::output_config report_output(options const& o)
{
   auto const* no_color = std::getenv("NO_COLOR");
   auto to = o.output;
   auto const targets = engine::targets_of(to);
   auto const is_shown = std::ranges::any_of(targets, [](engine::report_target const& t) {
      return t.file.empty();
   });
   to.color = !o.no_color && is_shown && (no_color == nullptr || *no_color == '\0') &&
              isatty(STDOUT_FILENO) != 0;
   return to;
}

}  // namespace dnslint::command
