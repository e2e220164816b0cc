// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/report/line.hpp"
#include "core/report/run_id.hpp"
#include "core/report/seek_table.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// What a file of checked lines holds, read once from its start. The file may be anybody's: a line
// that is not whole, too long or no domain's is passed over and counted.
struct journal_lines {
   std::function<void(std::string_view line, report::line_head const& head)> domain;
   std::function<void(std::string_view line)> header;  // of the run; may be empty
   // A line of a domain that a line above it was of, too; may be empty.
   std::function<void(report::line_head const& head)> repeated{};
   std::function<void(std::string_view line)> summary{};  // may be empty
   // A domain whose record rests on an upstream that was dropped; may be empty.
   std::function<void(std::string_view line, report::line_head const& head)> withdrawn{};
};
struct journal_extent {
   std::uint64_t keep = 0;    // bytes up to the end of the last whole line; a summary is behind it
   std::size_t domains = 0;   // whole lines of domains
   std::size_t repeated = 0;  // of domains that stand above them, beside those; passed over
   std::size_t damaged = 0;   // lines before that end that are not whole
   std::uint64_t torn = 0;    // bytes behind that end that are no whole line
   bool is_packed = false;    // lines are in compressed frames; then `damaged` counts frames, too
   report::packed_frames frames{};  // up to `keep`
   bool is_uncuttable = false;      // whole lines of domains are behind `keep`, within a frame
   // Of domains whose records rest on an upstream that was dropped; passed over.
   std::size_t withdrawn = 0;
   std::vector<report::dropped_upstream> dropped{};
};
base::result<journal_extent> read_journal(std::string const& path, journal_lines const& each);

// The same, for a file that the run `id` is to go on with: damaged, repeated and withdrawn lines
// are taken out of the file (a copy takes its name), a torn tail is left to journal::open() to cut.
// Where domains stand without the line of their run, the copy begins with `run_line`, which may be
// empty. An error when the file holds records of another run; it says in what that run differs. An
// absent file is an empty one.
base::result<journal_extent> recover_journal(
   std::string const& path,
   report::run_id const& id,
   journal_lines const& each,
   std::string_view run_line = {});

// The id that a line gives, null where it has none.
std::optional<report::run_id> run_of(report::line_head const& head);

}  // namespace dnslint::scan
