// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/file_lock.hpp"
#include "core/engine/output_config.hpp"
#include "core/engine/report_outputs.hpp"
#include "core/report/report.hpp"
#include "core/scan/domain_list.hpp"
#include "core/scan/journal.hpp"
#include "core/scan/journal_recovery.hpp"
#include "core/scan/name_set.hpp"
#include "core/scan/results.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace dnslint::engine {

// Where a run writes: the reports, and the journal. If the first report is in JSONL and goes to a
// file, it is a journal and a report in one. While a journal is unfinished a file beside it says so
// (FILE.unfinished), so that nobody writes over what a run could resume.
class output {
public:
   // Opens and locks the files. Configuration and catalogue are borrowed; `list` is the path of the
   // audited list, for formats that point at it.
   static base::result<std::unique_ptr<output>> open(
      output_config const& c,
      std::string const& list,
      report::run_info const& run,
      report::catalogue const& checks);
   output(output const&) = delete;
   output& operator=(output const&) = delete;
   ~output();

   // Hands the records that the journal to resume has already to `into`, and notes their domains in
   // `done`.
   base::diagnostics take_over(scan::results& into, scan::name_set& done);
   // The same for the journal whose unknowns are audited again. Returns the domains to audit,
   // without those in `done`.
   base::result<std::deque<scan::domain_input>> take_over_settled(
      scan::results& into, scan::name_set const& done);
   // Whether that journal had lines that cannot be read.
   bool has_lost_domains() const noexcept { return lost_domains_; }

   scan::destinations destinations();
   bool is_failed();  // nothing more can be written to the report
   void tick();
   // What the journal to resume says of upstreams that its runs have dropped. Reads it before it is
   // opened; nothing that is wrong with it is told yet.
   static std::vector<report::dropped_upstream> dropped_before(output_config const& c);

   // Ends the report, and returns what went wrong. If the reader of standard output has gone, the
   // report is unwritten, but nothing is told. `is_whole`: the list has been audited to its end.
   base::diagnostics finish(report::summary s, bool is_whole);
   bool is_unwritten() const noexcept { return unwritten_; }
   bool has_journal() const noexcept { return !journal_path_.empty(); }
   // Returns the warnings on journals that were taken over since the last call.
   base::diagnostics take_notes() { return std::exchange(notes_, {}); }

private:
   output(output_config const& c, report::run_info run, report::catalogue const& checks);
   base::diagnostics lock();
   base::diagnostics mark();
   base::diagnostics look_at_marker();
   void note_left_out(scan::journal_extent const& extent);
   void note_repeated(std::string const& path, scan::journal_extent const& extent);

   output_config const& config_;
   report::run_info run_;
   report::catalogue const* checks_;
   std::string run_id_;
   std::string journal_path_;  // empty: none
   std::string marker_;        // the file that says that the journal is unfinished
   bool is_journal_only_;      // the first report is the journal
   std::unique_ptr<report_outputs> reports_;
   std::optional<scan::journal> journal_;
   base::diagnostics notes_;
   bool unwritten_ = false;
   bool lost_domains_ = false;
   std::optional<report::known_failures> known_;  // of the baseline
   std::optional<file_lock> lock_;                // of the journal
   bool is_new_marker_ = false;                   // this run made it
   bool is_begun_ = false;                        // the journal may be written
   bool is_whole_ = false;
};

}  // namespace dnslint::engine
