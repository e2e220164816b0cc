// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_output.hpp"

#include "core/base/yaml.hpp"
#include "core/report/line.hpp"
#include "core/report/record_reader.hpp"
#include "core/report/run_id.hpp"
#include "core/report/run_json.hpp"
#include "core/scan/journal_recovery.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>
#include <utility>

namespace dnslint::command {
namespace {

namespace fs = std::filesystem;

bool wants_color(options const& o)
{
   auto const* no_color = std::getenv("NO_COLOR");
   return !o.no_color && o.output.empty() && (no_color == nullptr || *no_color == '\0') &&
          isatty(STDOUT_FILENO) != 0;
}

// What can be appended to and cut; /dev/null, say, cannot.
bool may_be_journal(std::string const& path)
{
   std::error_code failed;
   auto const there = fs::status(path, failed);
   return !path.empty() && (!fs::exists(there) || fs::is_regular_file(there));
}

std::string journal_of(options const& o)
{
   if (!o.journal.empty())
      return o.journal;
   return o.format == "jsonl" && may_be_journal(o.output) ? o.output : std::string{};
}

// The members of the line's domain, as a record has them: without schema, run and checksum.
std::optional<report::record> record_of(std::string_view line)
{
   auto const begin = line.find(R"("domain":)");
   auto const end = line.rfind(R"(,"crc32":")");
   auto const read = report::read_domain(line);
   if (!read || begin == std::string_view::npos || end == std::string_view::npos || end < begin)
      return std::nullopt;
   return report::record{std::string{line.substr(begin, end - begin)}, report::count(*read)};
}

bool is_transient(report::record const& r)
{
   return std::ranges::any_of(r.counts.unknown, [](auto const& cause) {
      return cause.first.starts_with("transient");
   });
}

}  // namespace

std::unique_ptr<report::writer> make_writer(options const& o, std::ostream& out)
{
   if (o.format == "json")
      return report::make_json_writer(out);
   if (o.format == "jsonl")
      return report::make_jsonl_writer(out);
   report::text_options how;
   how.color = wants_color(o);
   how.verbose = o.verbose;
   how.show = o.show;
   return report::make_text_writer(out, how);
}

base::diagnostics check_format(options const& o)
{
   if (o.format == "text" || o.format == "json" || o.format == "jsonl")
      return {};
   return {base::error(
      fmt::format("--format {}: there is no such format", o.format),
      base::yaml::suggestion(o.format, {"text", "json", "jsonl"}))};
}

scan_output::scan_output(options const& o, report::run_info run, report::catalogue const& checks)
: options_{o}
, run_{std::move(run)}
, checks_{&checks}
, run_id_{to_text(report::identify(run_, checks))}
, journal_path_{journal_of(o)}
, is_journal_only_{!journal_path_.empty() && o.journal.empty()}
{}

base::result<std::unique_ptr<scan_output>> scan_output::open(
   options const& o, report::run_info const& run, report::catalogue const& checks)
{
   std::unique_ptr<scan_output> out{new scan_output{o, run, checks}};
   if (o.resume && !out->has_journal())
      return base::error(
         "--resume: there is no journal to go on with",
         "name it: --journal FILE, or --format jsonl -o FILE");
   if (out->has_journal() && !o.resume && fs::exists(out->marker()))
      return base::error_in(
         out->journal_path_,
         "this is the journal of a run that has not come to its end",
         fmt::format(
            "go on with it: --resume; or begin again: remove it and {}", out->marker()));
   if (!out->is_journal_only_) {
      out->file_.emplace(o.output);
      out->writer_ = make_writer(o, out->file_->stream());
      out->writer_->begin(out->run_, checks);
   }
   return out;
}

base::diagnostics scan_output::take_over(scan::results& into, scan::name_set& done)
{
   scan::journal_extent extent;
   if (options_.resume) {
      auto const id = report::identify(run_, *checks_);
      auto const found = scan::recover_journal(
         journal_path_,
         id,
         {[&](std::string_view line, report::line_head const& head) {
             auto const name = dns::name::from_text(head.domain);
             auto record = record_of(line);
             if (name && record && done.add(*name))
                into.resumed(*record);
          },
          {}});
      if (!found)
         return found.errors();
      extent = *found;
      dropped_ = extent.damaged + (extent.torn != 0 ? 1 : 0);
   }
   if (!has_journal())
      return {};
   auto opened = scan::journal::open(journal_path_, extent.keep);
   if (!opened)
      return opened.errors();
   journal_.emplace(std::move(*opened));
   into.keep_in(*journal_);
   std::ofstream{marker()} << "dnslint is writing " << journal_path_ << ", run " << run_id_ << "\n";
   if (!is_journal_only_ && extent.keep == 0)
      write_header();
   return {};
}

void scan_output::write_header()
{
   journal_->append(report::checked_line(fmt::format(
      R"("schema":"{}","run":{},"catalogue":{})",
      scan::journal_schema,
      report::run_json(run_, run_id_),
      report::catalogue_json(*checks_))));
}

base::result<std::deque<scan::domain_input>> scan_output::take_over_settled(scan::results& into)
{
   std::deque<scan::domain_input> again;
   std::size_t number = 0;
   auto const read = scan::read_journal(
      options_.retry_unknown,
      {[&](std::string_view line, report::line_head const& head) {
          auto const name = dns::name::from_text(head.domain);
          auto record = record_of(line);
          if (!name || !record)
             return;
          if (is_transient(*record)) {
             auto const d = report::read_domain(line);
             again.push_back({*name, d->input, d->line});
          } else {
             into.taken_over(*record);
          }
          ++number;
       },
       {}});
   if (!read)
      return read.errors();
   if (number == 0)
      return base::error_in(options_.retry_unknown, "this journal has no domains");
   return again;
}

scan::destinations scan_output::destinations(bool ordered)
{
   return {
      checks_, writer_.get(), nullptr, run_id_, ordered, {}};
}

bool scan_output::is_failed()
{
   return file_ && !file_->stream();
}

void scan_output::tick()
{
   if (journal_)
      journal_->tick(scan::journal::clock::now());
}

base::diagnostics scan_output::finish(report::summary const& s, bool is_whole)
{
   base::diagnostics wrong;
   if (journal_) {
      journal_->flush();
      if (journal_->failure())
         wrong.push_back(*journal_->failure());
   }
   if (writer_)
      writer_->end(s);
   if (file_)
      if (auto const unwritten = file_->finish()) {
         unwritten_ = true;
         if (!file_->reader_gone())
            wrong.push_back(*unwritten);
      }
   unwritten_ |= !wrong.empty();
   if (has_journal() && is_whole && !unwritten_)
      std::remove(marker().c_str());
   return wrong;
}

}  // namespace dnslint::command
