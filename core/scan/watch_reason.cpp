// SPDX-License-Identifier: Apache-2.0
#include "core/scan/watch_reason.hpp"

#include <unistd.h>

namespace dnslint::scan {

std::string_view text_of(watch_reason r) noexcept
{
   switch (r) {
      case watch_reason::none:
         return {};
      case watch_reason::lost_descriptor:
         return "a descriptor of the host closed";
      case watch_reason::ran_too_long:
         return "too much CPU time";
      case watch_reason::freed_twice:
         return "memory freed twice";
      case watch_reason::freed_no_block:
         return "something freed that is no block of memory";
      case watch_reason::written_beyond:
         return "memory written beyond its end";
      case watch_reason::written_when_free:
         return "memory written after it was freed";
      case watch_reason::changed_arithmetic:
         return "the settings of floating-point arithmetic changed";
      case watch_reason::changed_locale:
         return "the locale changed";
      case watch_reason::changed_environment:
         return "the environment changed";
      case watch_reason::changed_limit:
         return "a resource limit changed";
      case watch_reason::changed_signal_mask:
         return "the signal mask changed";
      case watch_reason::changed_signal_handler:
         return "the handling of a signal changed";
      case watch_reason::changed_folder:
         return "the working directory changed";
      case watch_reason::changed_creation_mask:
         return "the file creation mask changed";
      case watch_reason::changed_timer:
         return "a timer of the process changed";
      case watch_reason::changed_priority:
         return "the priority of the process changed";
   }
   return {};
}

void end_process(watch_reason r) noexcept
{
   _exit(static_cast<int>(r));
}

std::string_view reason_of_exit(int status) noexcept
{
   return text_of(static_cast<watch_reason>(status));
}

}  // namespace dnslint::scan
