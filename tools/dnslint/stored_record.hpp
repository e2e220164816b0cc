// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"

#include <optional>
#include <string_view>

namespace dnslint::command {

// The record in a whole line of a journal or a JSONL report; null when it is no domain's.
std::optional<report::record> stored_record(std::string_view line);

}  // namespace dnslint::command
