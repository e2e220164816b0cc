// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dnslint::scan {

// What a worker's watch ends its process for. Each is an exit status that plugins are not likely to
// choose, by which the supervisor knows it.
enum class watch_reason : int {
   none = 0,
   lost_descriptor = 100,
   ran_too_long,
   freed_twice,
   freed_no_block,
   written_beyond,
   written_when_free,
   changed_arithmetic,
   changed_locale,
   changed_environment,
   changed_limit,
   changed_signal_mask,
   changed_signal_handler,
   changed_folder,
   changed_creation_mask,
   changed_timer,
   changed_priority
};

// "the locale changed"; "" for none and for what is no reason.
std::string_view text_of(watch_reason r) noexcept;

// Ends this process for that reason.
[[noreturn]] void end_process(watch_reason r) noexcept;

// What the watch ended a process for, by its exit status; "" for another status.
std::string_view reason_of_exit(int status) noexcept;

}  // namespace dnslint::scan
