// SPDX-License-Identifier: Apache-2.0
#include "core/engine/output.hpp"

#include "core/engine/report_format.hpp"
#include "core/engine/stored_record.hpp"
#include "core/report/line.hpp"
#include "core/report/record_reader.hpp"
#include "core/report/run_id.hpp"
#include "core/report/run_reader.hpp"
#include "core/scan/journal_recovery.hpp"
#include "core/scan/record_input.hpp"
#include "core/scan/withdrawals.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>
#include <unistd.h>
#include <utility>

namespace dnslint::engine {
namespace {

namespace fs = std::filesystem;

// What can be appended to and cut; /dev/null, say, cannot.
bool may_be_journal(std::string const& path)
{
   std::error_code failed;
   auto const there = fs::status(path, failed);
   return !path.empty() && (!fs::exists(there) || fs::is_regular_file(there));
}

std::string journal_of(output_config const& c)
{
   if (!c.journal.empty())
      return c.journal;
   return c.format == "jsonl" && may_be_journal(c.file) ? c.file : std::string{};
}

// Where what does not fit in memory waits: beside a file that is written, which has the room that
// the result needs.
std::string folder_beside(std::string const& file)
{
   if (!may_be_journal(file))
      return fs::temp_directory_path().string();
   auto const folder = fs::path{file}.parent_path();
   return folder.empty() ? "." : folder.string();
}

// Beside the file itself, by whatever name it is given.
std::string marker_of(std::string const& journal)
{
   std::error_code failed;
   auto const file = fs::is_symlink(journal, failed) ? fs::canonical(journal, failed) : fs::path{};
   return (file.empty() || failed ? journal : file.string()) + ".unfinished";
}

// What asking again may settle.
bool is_transient(report::record const& r)
{
   return std::ranges::any_of(r.counts.unknown, [](auto const& cause) {
      return cause.first.starts_with("transient") || cause.first == "withheld: rate-limited";
   });
}

}  // namespace

output::output(output_config const& c, report::run_info run, report::catalogue const& checks)
: config_{c}
, run_{std::move(run)}
, checks_{&checks}
, run_id_{to_text(report::identify(run_, checks))}
, journal_path_{journal_of(c)}
, marker_{marker_of(journal_path_)}
, is_journal_only_{!journal_path_.empty() && c.journal.empty()}
{}

base::result<std::unique_ptr<output>> output::open(
   output_config const& c,
   std::string const& list,
   report::run_info const& run,
   report::catalogue const& checks)
{
   if (auto const unknown = check_format(c); !unknown.empty())
      return unknown;
   std::unique_ptr<output> out{new output{c, run, checks}};
   if (!c.baseline.empty()) {
      auto known = report::read_known_failures(c.baseline);
      if (!known)
         return known.errors();
      out->known_ = *std::move(known);
   }
   if (c.resume && !out->has_journal())
      return base::error(
         "--resume: there is no journal to go on with",
         "name it: --journal FILE, or --format jsonl -o FILE");
   if (out->has_journal()) {
      if (auto const busy = out->lock(); !busy.empty())
         return busy;
      if (auto const unfinished = out->mark(); !unfinished.empty())
         return unfinished;
   }
   out->reports_ = std::make_unique<report_outputs>(c, list, !out->is_journal_only_);
   out->reports_->begin(out->run_, checks);
   return out;
}

std::vector<report::dropped_upstream> output::dropped_before(output_config const& c)
{
   auto const journal = journal_of(c);
   if (!c.resume || journal.empty())
      return {};
   auto const read = scan::withdrawals::read(journal);
   return read ? read->dropped() : std::vector<report::dropped_upstream>{};
}

base::diagnostics output::take_over(scan::results& into, scan::name_set& done)
{
   scan::journal_extent extent;
   auto foreign_header = false;
   if (config_.resume) {
      auto const id = report::identify(run_, *checks_);
      auto const found = scan::recover_journal(
         journal_path_,
         id,
         {[&](std::string_view line, report::line_head const& head) {
             auto const name = dns::name::from_text(head.domain);
             auto record = stored_record(line);
             if (name && record && done.add(*name))
                into.resumed(*record);
          },
          [&](std::string_view line) {
             auto const header = report::read_header(line);
             foreign_header = !header || header->about.id != run_id_;
          }},
         report::run_line(run_, run_id_, *checks_));
      if (!found)
         return found.errors();
      if (foreign_header)
         return {base::error_in(
            journal_path_,
            "this is the journal of another run: it begins with other plugins, rules or options",
            "write to another file without --resume")};
      extent = *found;
      into.begin_behind(extent.domains);
      note_left_out(extent);
      // The repaired copy that has taken the journal's name is not locked yet.
      if (!lock_->is_of(journal_path_))
         if (auto busy = lock(); !busy.empty())
            return busy;
   }
   if (!has_journal())
      return {};
   // A file that is gone on with keeps its form.
   auto const is_packed = extent.keep != 0 ? extent.is_packed : config_.packed;
   auto opened = is_packed ? scan::journal::open_packed(journal_path_, extent.keep, extent.frames)
                           : scan::journal::open(journal_path_, extent.keep);
   if (!opened)
      return opened.errors();
   journal_.emplace(std::move(*opened));
   into.keep_in(*journal_);
   is_begun_ = true;
   if (extent.keep == 0)
      journal_->append(report::run_line(run_, run_id_, *checks_));
   return {};
}

void output::note_left_out(scan::journal_extent const& extent)
{
   if (extent.withdrawn != 0)
      notes_.push_back(base::warning(fmt::format(
         "{} records of the journal rest on a resolver that was dropped; their domains are audited "
         "again",
         extent.withdrawn)));
   auto const damaged = extent.damaged + (extent.torn != 0 ? 1 : 0);
   if (damaged != 0)
      notes_.push_back(base::warning(fmt::format(
         "{} damaged {} of the journal were dropped; their domains are audited again",
         damaged,
         extent.is_packed ? "frames" : "lines")));
   note_repeated(journal_path_, extent);
}

void output::note_repeated(std::string const& path, scan::journal_extent const& extent)
{
   if (extent.repeated != 0)
      notes_.push_back(base::warning(fmt::format(
         "{}: {} lines are of domains that stand above them, and were dropped",
         path,
         extent.repeated)));
}

base::result<std::deque<scan::domain_input>> output::take_over_settled(
   scan::results& into, scan::name_set const& done)
{
   auto const id = report::identify(run_, *checks_);
   auto is_other = false;
   std::deque<scan::domain_input> again;
   std::size_t number = 0;
   auto const read = scan::read_journal(
      config_.retry_unknown,
      {[&](std::string_view line, report::line_head const& head) {
          auto const name = dns::name::from_text(head.domain);
          auto record = stored_record(line);
          auto const of = scan::run_of(head);
          is_other |= of->plugins != id.plugins || of->rules != id.rules;
          ++number;
          if (!name || !record || done.contains(*name))
             return;
          if (is_transient(*record)) {
             again.push_back(scan::input_of(*record));
          } else {
             into.taken_over(*record);
          }
       },
       {},
       {},
       {},
       [&](std::string_view line, report::line_head const& head) {
          auto const name = dns::name::from_text(head.domain);
          if (auto const record = stored_record(line); name && record && !done.contains(*name))
             again.push_back(scan::input_of(*record));
       }});
   if (!read)
      return read.errors();
   if (is_other)
      return base::error_in(
         config_.retry_unknown,
         "this journal was made with other plugins or rules",
         "give the same, or audit the list again");
   lost_domains_ = read->damaged != 0 || read->torn != 0;
   note_repeated(config_.retry_unknown, *read);
   if (number == 0)
      return base::error_in(config_.retry_unknown, "this journal has no domains");
   return again;
}

scan::destinations output::destinations()
{
   auto* const writer = reports_->is_empty() ? nullptr : reports_.get();
   scan::destinations to{checks_, writer, nullptr, run_id_, config_.ordered, {}};
   to.waiting_in = folder_beside(journal_path_.empty() ? config_.file : journal_path_);
   to.most_unknown = config_.most_unknown;
   to.known = known_ ? &*known_ : nullptr;
   return to;
}

// Two that write one journal would write over each other.
base::diagnostics output::lock()
{
   auto taken = file_lock::take(journal_path_);
   if (!taken)
      return taken.errors();
   if (!*taken)
      return {base::error_in(journal_path_, "another dnslint is writing this journal")};
   lock_ = std::move(*taken);
   return {};
}

base::diagnostics output::mark()
{
   is_new_marker_ = !fs::exists(marker_);
   if (!is_new_marker_)
      return look_at_marker();
   auto const made = ::open(marker_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
   if (made < 0)
      return {base::error_in(
         journal_path_,
         fmt::format("{} cannot be written: {}", marker_, std::strerror(errno)),
         "look at the folder's permissions and the room on its disk")};
   ::close(made);
   return {};
}

// A run before this one has not come to its end.
base::diagnostics output::look_at_marker()
{
   auto const is_lost = lock_->made_file();
   if (config_.resume) {
      if (is_lost)
         notes_.push_back(base::warning(
            fmt::format("{}: this journal was removed before its run ended", journal_path_),
            "everything is audited again"));
      return {};
   }
   if (is_lost)
      return {base::error_in(
         marker_,
         fmt::format(
            "this file says that {} is unfinished, but there is no such journal any more",
            journal_path_),
         "remove this file to begin again, or put the journal back and give --resume")};
   return {base::error_in(
      journal_path_,
      "this is the journal of a run that has not come to its end",
      fmt::format("go on with it: --resume; or begin again: remove it and {}", marker_))};
}

output::~output()
{
   if (lock_ && lock_->made_file() && !is_begun_)
      std::remove(journal_path_.c_str());
   if (is_whole_ || (is_new_marker_ && !is_begun_))
      std::remove(marker_.c_str());
}

bool output::is_failed()
{
   return reports_->is_failed();
}

void output::tick()
{
   if (journal_)
      journal_->tick(scan::journal::clock::now());
}

base::diagnostics output::finish(report::summary s, bool is_whole)
{
   base::diagnostics wrong;
   s.is_cut = !is_whole;
   if (journal_) {
      if (is_whole) {
         journal_->append(report::summary_line(run_id_, s));
         journal_->end();
      }
      journal_->flush();
      if (journal_->failure())
         wrong.push_back(*journal_->failure());
   }
   reports_->end(s);
   auto unwritten = reports_->finish();
   std::ranges::move(unwritten, std::back_inserter(wrong));
   unwritten_ |= reports_->is_unwritten() || !wrong.empty();
   if (has_journal() && is_whole && !unwritten_)
      is_whole_ = true;
   return wrong;
}

}  // namespace dnslint::engine
