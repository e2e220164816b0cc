// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report.hpp"
#include "core/scan/domain_list.hpp"
#include "core/scan/journal.hpp"
#include "core/scan/name_set.hpp"
#include "core/scan/results.hpp"
#include "tools/dnslint/options.hpp"
#include "tools/dnslint/output_file.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace dnslint::command {

// Where a scan writes: the report, and the journal. `-o FILE --format jsonl` is a journal and a
// report in one. While a journal is unfinished a file beside it says so (FILE.unfinished), so that
// nobody writes over what --resume could go on with.
class scan_output {
public:
   // Opens, and reads what an earlier run has left for --resume. The catalogue is borrowed.
   static base::result<std::unique_ptr<scan_output>> open(
      options const& o, report::run_info const& run, report::catalogue const& checks);
   scan_output(scan_output const&) = delete;
   scan_output& operator=(scan_output const&) = delete;
   ~scan_output();

   // Hands what the journal has already to `into`, and notes its domains in `done`.
   base::diagnostics take_over(scan::results& into, scan::name_set& done);
   // The same for the journal of --retry-unknown; gives the domains that are to be audited again.
   // What `done` names is left out.
   base::result<std::deque<scan::domain_input>> take_over_settled(
      scan::results& into, scan::name_set const& done);
   // That journal had lines that nobody can read.
   bool has_lost_domains() const noexcept { return lost_domains_; }

   scan::destinations destinations(bool ordered);
   bool is_failed();  // nothing more can be written to the report
   void tick();
   // Ends the report; what went wrong. That the reader of standard output has gone is nothing to
   // tell, though the report is not written. `is_whole`: the list has been audited to its end.
   base::diagnostics finish(report::summary const& s, bool is_whole);
   bool is_unwritten() const noexcept { return unwritten_; }
   bool has_journal() const noexcept { return !journal_path_.empty(); }
   std::size_t dropped() const noexcept { return dropped_; }  // damaged lines of the journal

private:
   scan_output(options const& o, report::run_info run, report::catalogue const& checks);
   base::diagnostics lock();
   void write_header();
   std::string marker() const { return journal_path_ + ".unfinished"; }

   options const& options_;
   report::run_info run_;
   report::catalogue const* checks_;
   std::string run_id_;
   std::string journal_path_;  // empty: none
   bool is_journal_only_;      // the report is the journal
   std::optional<output_file> file_;
   std::unique_ptr<report::writer> writer_;
   std::optional<scan::journal> journal_;
   std::size_t dropped_ = 0;
   bool unwritten_ = false;
   bool lost_domains_ = false;
   int marker_ = -1;             // locked while this lives
   bool is_new_marker_ = false;  // this run made it
   bool is_begun_ = false;       // the journal may be written
   bool is_whole_ = false;
};

}  // namespace dnslint::command
