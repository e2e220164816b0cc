// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::report {

// The lines of a JSONL report or journal: first the run with its catalogue, then its domains, among
// them which upstreams were dropped, last the summary, without which the file is visibly cut.
enum class line_kind : std::uint8_t { none, run, domain, dropped, summary };

// Lines with their newlines. `id` is the run's.
std::string run_line(run_info const& run, std::string_view id, catalogue const& checks);
std::string line_of(std::string_view id, record const& d);
std::string summary_line(std::string_view id, summary const& s);

// An upstream that the run has dropped. Records that stand above the line and rest on its answers
// are withdrawn.
struct dropped_upstream {
   std::string upstream;        // "192.0.2.1:53"
   std::string reason;          // "control", "contradictions"
   std::string run{};           // its id
   std::uint64_t records = 0;   // that stand above the line
   std::string withdrawn_bits;  // a bit for each of them, from the lowest one of the first byte on

   bool withdraws(std::uint64_t record) const noexcept;
};
std::string dropped_line(dropped_upstream const& d);
// From a whole line of that kind; null when it cannot be read.
std::optional<dropped_upstream> read_dropped(std::string_view line);

// Of any members.
std::string checked_line(std::string_view members);

// The line, without its newline, is whole: it is an object that ends in the checksum of what stands
// before it.
bool is_whole_line(std::string_view line);

// Of a whole line, also of the earlier version; read from its beginning alone.
line_kind kind_of(std::string_view line);
bool is_of_earlier_version(std::string_view line);

// What a line says about its domain without being parsed as JSON: the lines are written by us, and
// whole. Null for a line that is no domain's.
struct line_head {
   std::string_view run;
   std::string_view domain;
};
std::optional<line_head> head_of(std::string_view line);

// The record in a whole line of a domain, whichever version wrote it; null when it cannot be read.
// Its counts are left empty.
std::optional<record> record_of(std::string_view line);

}  // namespace dnslint::report
