// SPDX-License-Identifier: Apache-2.0
#include "core/engine/file_lock.hpp"
#include "core/engine/list_input.hpp"
#include "core/engine/stored_record.hpp"
#include "core/report/line.hpp"
#include "core/report/run_id.hpp"
#include "core/report/run_reader.hpp"
#include "core/scan/journal.hpp"
#include "core/scan/journal_recovery.hpp"
#include "core/scan/name_set.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/scan_messages.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <random>
#include <set>

namespace dnslint::command {
namespace {

constexpr command_usage merge_usage{
   option_group::journals | option_group::output,
   "Usage: dnslint merge JOURNAL... -o FILE [-l LIST]\n\n"
   "Joins the journals or JSONL reports of a list's shards into one JSONL report. Shards and\n"
   "domains that are missing or there twice are told; then the exit status is 3.\n"};

// Joins journals into one file. What is wrong with them as parts of one list is told, and counted.
class merge {
public:
   merge(scan::digest_key const& key, scan::journal& to)
   : seen_{key}
   , to_{&to}
   {}

   base::diagnostics add(std::string const& path)
   {
      base::diagnostics wrong;
      auto const read = scan::read_journal(
         path,
         {[&](std::string_view line, report::line_head const& head) {
             if (wrong.empty())
                wrong = take(path, line, head);
          },
          [&](std::string_view line) {
             note_header(line);
          },
          {},
          [&](std::string_view line) {
             bad_lines_ = std::max(bad_lines_, report::bad_lines_of(line));
          }});
      if (!read)
         return read.errors();
      damaged_ += read->damaged + (read->torn != 0 ? 1 : 0);
      if (read->repeated != 0)
         problem(fmt::format(
            "{}: {} lines are of domains that stand above them, and are left out",
            path,
            read->repeated));
      if (read->withdrawn != 0)
         problem(fmt::format(
            "{}: {} records rest on a resolver that was dropped, and are left out",
            path,
            read->withdrawn));
      if (read->domains == 0)
         problem(fmt::format("{} has no domains", path));
      return wrong;
   }

   void look_for_gaps()
   {
      if (!run_)
         return problem("there is nothing to join");
      std::vector<std::uint32_t> missing;
      for (std::uint32_t k = 1; k <= run_->shards; ++k)
         if (!shards_.contains(k))
            missing.push_back(k);
      if (!missing.empty())
         problem(fmt::format(
            "of {} shards these are missing: {}", run_->shards, fmt::join(missing, ", ")));
      if (damaged_ != 0)
         problem(fmt::format("{} damaged lines are left out", damaged_));
      if (twice_ != 0)
         problem(fmt::format("{} domains are in more than one journal; the first counts", twice_));
   }

   void look_for_gaps(engine::list_input& list)
   {
      std::size_t missing = 0;
      std::string first;
      while (auto const d = list.next()) {
         if (seen_.contains(d->name))
            continue;
         if (missing++ == 0)
            first = d->name.to_text();
      }
      if (missing != 0)
         problem(fmt::format(
            "{} domains of the list are in no journal, the first is {}", missing, first));
   }

   // The summary, if the parts are whole and say what they were made with.
   void end()
   {
      if (!header_ || !is_whole())
         return;
      summary_.bad_lines = bad_lines_;
      to_->append(report::summary_line(whole_id(), summary_));
      to_->end();
   }

   bool is_whole() const { return problems_ == 0; }
   std::size_t domains() const { return seen_.size(); }

private:
   base::diagnostics take(
      std::string const& path, std::string_view line, report::line_head const& head)
   {
      auto const id = *scan::run_of(head);
      shards_.insert(id.shard);
      auto const name = dns::name::from_text(head.domain);
      if (!run_)
         run_ = id;
      auto comparable = id;
      comparable.shard = run_->shard;
      if (auto const in = report::differences(comparable, *run_); !in.empty())
         return {base::error_in(
            path, fmt::format("this journal is of another run: {} differ", fmt::join(in, ", ")))};
      if (!name || !seen_.add(*name)) {
         ++twice_;
         return {};
      }
      keep(line);
      return {};
   }

   std::string whole_id() const
   {
      auto whole = *run_;
      whole.shard = whole.shards = 1;
      return to_text(whole);
   }

   void keep(std::string_view line)
   {
      auto const record = engine::stored_record(line);
      if (!record)
         return problem("a domain's record cannot be read, and is left out");
      if (header_ && !is_begun_)
         to_->append(report::run_line(header_->about, whole_id(), header_->checks));
      is_begun_ = true;
      to_->append(report::line_of(whole_id(), *record));
      if (header_)
         summary_.add(record->counts, header_->checks);
   }

   void note_header(std::string_view line)
   {
      if (header_)
         return;
      if (auto read = report::read_header(line))
         header_ = std::move(*read);
   }

   void problem(std::string text)
   {
      ++problems_;
      tell({base::warning(std::move(text))});
   }

   scan::name_set seen_;
   scan::journal* to_;
   std::optional<report::run_id> run_;
   std::optional<report::journal_header> header_;  // of the first journal that has one
   bool is_begun_ = false;
   report::summary summary_;
   std::size_t bad_lines_ = 0;  // every shard reads the whole list
   std::set<std::uint32_t> shards_;
   std::size_t twice_ = 0;
   std::size_t damaged_ = 0;
   std::size_t problems_ = 0;
};

int run_merge(options const& o)
{
   std::random_device entropy;
   scan::digest_key const key{entropy(), entropy()};
   auto const lock = engine::file_lock::take(o.output.file);
   if (!lock)
      return wrong_usage(lock.errors());
   if (!*lock)
      return wrong_usage({base::error_in(o.output.file, "another dnslint is writing this file")});
   auto to = o.output.packed ? scan::journal::open_packed(o.output.file, 0, {})
                             : scan::journal::open(o.output.file, 0);
   if (!to)
      return wrong_usage(to.errors());
   merge joined{key, *to};
   for (auto const& path : o.arguments)
      if (auto const errors = joined.add(path); !errors.empty())
         return wrong_usage(errors);
   joined.look_for_gaps();
   if (!o.run.list.file.empty()) {
      scan::domain_intake intake{key, [](base::diagnostic const& d) {
                                    if (d.level == base::diagnostic_level::error)
                                       tell({d});
                                 }};
      engine::list_input in{{}, o.run.list, intake};
      if (!in.is_open())
         return wrong_usage({base::error_in(o.run.list.file, "the list cannot be read")});
      joined.look_for_gaps(in);
      if (in.is_broken() || intake.bad_lines() != 0)
         return incomplete;
   }
   joined.end();
   to->flush();
   if (to->failure())
      return wrong_usage({*to->failure()});
   if (!o.quiet)
      fmt::print(stderr, "{} domains\n", joined.domains());
   return joined.is_whole() ? done : incomplete;
}

}  // namespace

int merge_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, merge_usage, o))
      return *ended;
   if (o.arguments.empty())
      return wrong_usage(
         {base::error("name the journals", "dnslint merge 1.jsonl 2.jsonl -o all.jsonl")});
   if (!o.output.also.empty())
      return wrong_usage({base::error("merge writes one report", "give -o once")});
   if (o.output.file.empty())
      return wrong_usage({base::error("say where to: -o FILE")});
   if (std::ranges::any_of(o.arguments, [&](auto const& path) {
          return engine::is_same_file(path, o.output.file);
       }))
      return wrong_usage(
         {base::error("a journal cannot be joined into itself", "name another -o FILE")});
   return run_merge(o);
}

}  // namespace dnslint::command
