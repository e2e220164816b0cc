// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace soa {

// How a zone's serial seems to be made: "zero", "date" (YYYYMMDDnn, RFC 1912 section 2.2),
// "unix-time" (of the twenty years before `now`, or a day after it), else "counter". A guess by the
// value alone.
std::string_view serial_form(std::int64_t serial, std::chrono::sys_seconds now);

}  // namespace soa
