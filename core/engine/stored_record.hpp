// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::engine {

// The record in a whole line of a journal or a JSONL report; null when it is no domain's.
std::optional<report::record> stored_record(std::string_view line);

// Both name one file, however they are spelt.
bool is_same_file(std::string const& a, std::string const& b);

}  // namespace dnslint::engine
