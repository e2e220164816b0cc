// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::report {

// One line of a JSONL report or journal, with its newline. `run` is the run's id.
std::string line_of(std::string_view run, record const& d);
// The same for any members that are no domain's.
std::string checked_line(std::string_view members);

// The line, without its newline, is whole: it is an object that ends in the checksum of what stands
// before it.
bool is_whole_line(std::string_view line);

// What a line says about its domain without being parsed as JSON: the lines are written by us, and
// whole. Null for a line that is no domain's.
struct line_head {
   std::string_view run;
   std::string_view domain;
};
std::optional<line_head> head_of(std::string_view line);

}  // namespace dnslint::report
