// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/report/line.hpp"
#include "core/report/run_id.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::scan {

constexpr std::string_view journal_schema = "dnslint-journal/1";

// What a file of checked lines holds, read once from its start. The file may be anybody's: a line
// that is not whole, too long or no domain's is passed over and counted.
struct journal_lines {
   std::function<void(std::string_view line, report::line_head const& head)> domain;
   std::function<void(std::string_view line)> header;  // of a journal; may be empty
   // A line of a domain that a line above it was of, too; may be empty.
   std::function<void(report::line_head const& head)> repeated{};
};
struct journal_extent {
   std::uint64_t keep = 0;    // bytes up to the end of the last whole line
   std::size_t domains = 0;   // whole lines of domains
   std::size_t repeated = 0;  // of domains that stand above them, beside those; passed over
   std::size_t damaged = 0;   // lines before that end that are not whole
   std::uint64_t torn = 0;    // bytes behind that end
};
base::result<journal_extent> read_journal(std::string const& path, journal_lines const& each);

// The same, for a file that the run `id` is to go on with: damaged and repeated lines are taken out
// of the file (a copy takes its name), a torn tail is left to journal::open() to cut. An error when
// the file holds records of another run; it says in what that run differs. An absent file is an
// empty one.
base::result<journal_extent> recover_journal(
   std::string const& path, report::run_id const& id, journal_lines const& each);

// The id that a line gives, null where it has none.
std::optional<report::run_id> run_of(report::line_head const& head);

}  // namespace dnslint::scan
