// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/engine/run_config.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::command {

base::result<std::int64_t> integer_value(
   std::string_view option, std::string_view text, engine::number_range const& allowed);
base::result<std::chrono::milliseconds> duration_value(
   std::string_view option, std::string_view text, std::chrono::milliseconds least);
// "0.05" or "5%"; from 0 to 1.
base::result<double> share_value(std::string_view option, std::string_view text);
// RFC 3339 in UTC ("2026-01-31T12:00:00Z") or a date alone.
base::result<std::chrono::sys_seconds> time_value(std::string_view option, std::string_view text);

base::result<resolver::send_mode> send_mode_value(std::string_view text);

// "2/5": the second of five parts.
base::result<std::pair<std::uint32_t, std::uint32_t>> shard_value(std::string_view text);

std::vector<std::string> comma_list(std::string_view text);

}  // namespace dnslint::command
