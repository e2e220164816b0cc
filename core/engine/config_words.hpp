// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::resolver {
enum class send_mode : std::uint8_t;
}

// Values of a run configuration as the words that options and JSON have for them.
namespace dnslint::engine {

// RFC 3339 in UTC, "2026-01-31T12:00:00Z"; a date alone is read, too.
std::string time_text(std::chrono::sys_seconds when);
std::optional<std::chrono::sys_seconds> time_from_text(std::string_view text);

// "spread", "offload"
std::string_view to_text(resolver::send_mode mode);
std::optional<resolver::send_mode> send_mode_from_text(std::string_view text);

}  // namespace dnslint::engine
