// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/engine/report_format.hpp"
#include "core/engine/report_outputs.hpp"
#include "core/engine/run_description.hpp"
#include "core/engine/stored_record.hpp"
#include "core/engine/version.hpp"
#include "core/report/record_reader.hpp"
#include "core/report/run_id.hpp"
#include "core/report/run_reader.hpp"
#include "core/scan/journal_recovery.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/installed_plan.hpp"
#include "tools/dnslint/scan_messages.hpp"
#include "tools/dnslint/terminal.hpp"

#include <fmt/format.h>
#include <optional>

namespace dnslint::command {
namespace {

constexpr command_usage report_usage{
   option_group::journals | option_group::selection | option_group::output,
   "Usage: dnslint report JOURNAL [--format NAME] [-o [FORMAT=]FILE]...\n\n"
   "Writes a report from the journal of a scan (--journal FILE), or from a JSONL report, without\n"
   "asking anything.\n"};

// What a JSONL report does not carry, from the plugins and packs that are here: they must be those
// that made it.
base::result<report::journal_header> rebuilt_header(options const& o, std::string_view run)
{
   auto const built = plan_without_code(o);
   if (!built)
      return built.errors();
   report::journal_header header;
   header.about.id = run;
   header.about.engine_version = engine::version();
   header.about.score_algorithm = score::algorithm;
   header.about.plugins = engine::plugin_parts(*built->made);
   header.about.packs = engine::pack_parts(*built->made);
   header.about.profiles = engine::profile_parts(*built->made);
   header.checks = engine::make_catalogue(*built->made);
   auto const here = report::identify(header.about, header.checks);
   auto const there = report::run_id_from_text(run);
   if (!there || here.plugins != there->plugins || here.rules != there->rules)
      return base::error(
         "the report was made with other plugins or rules than those that are here, and does not "
         "carry their texts",
         "give the same --plugins, --rules, --checks and --skip, or scan with --journal FILE, "
         "which "
         "keeps them");
   return header;
}

// The first line that says what the run was: of a journal, or rebuilt for a JSONL report.
base::result<report::journal_header> header_of(options const& o, std::string const& path)
{
   std::optional<base::result<report::journal_header>> found;
   std::string run;
   auto const read = scan::read_journal(
      path,
      {[&](std::string_view, report::line_head const& head) {
          if (run.empty())
             run = head.run;
       },
       [&](std::string_view line) {
          if (!found)
             found = report::read_header(line);
       }});
   if (!read)
      return read.errors();
   if (found)
      return *found;
   if (run.empty())
      return base::error_in(
         path, "this is no journal, and no JSONL report that ends in whole lines");
   return rebuilt_header(o, run);
}

int write_report(options const& o, std::string const& path, report::journal_header const& header)
{
   engine::report_outputs out{report_output(o), o.run.list.file};
   out.begin(header.about, header.checks);
   report::summary sum;
   bool has_run = false;
   bool has_summary = false;
   auto const read = scan::read_journal(
      path,
      {[&](std::string_view line, report::line_head const&) {
          if (auto const record = engine::stored_record(line)) {
             out.domain(*record);
             sum.add(record->counts, header.checks);
          }
       },
       [&](std::string_view line) {
          has_run |= !report::is_of_earlier_version(line);
       },
       {},
       [&](std::string_view line) {
          has_summary = true;
          sum.bad_lines = report::bad_lines_of(line);
       }});
   // Journals of the earlier version have no summary.
   sum.is_cut = has_run && !has_summary;
   out.end(sum);
   tell(out.finish());
   auto const damaged = read ? read->damaged + (read->torn != 0 ? 1 : 0) : 0;
   if (damaged != 0)
      tell({base::warning(
         fmt::format("{} lines of {} are damaged and left out", damaged, path),
         "`dnslint scan ... --resume` audits their domains again")});
   if (read && read->repeated != 0)
      tell({base::warning(fmt::format(
         "{}: {} lines are of domains that stand above them, and are left out",
         path,
         read->repeated))});
   auto const withdrawn = read ? read->withdrawn : 0;
   if (withdrawn != 0)
      tell({base::warning(
         fmt::format(
            "{} records of {} rest on a resolver that was dropped, and are left out",
            withdrawn,
            path),
         "`dnslint scan ... --resume` audits their domains again")});
   if (!read)
      tell(read.errors());
   return out.is_unwritten() || withdrawn != 0 || damaged != 0 || !read ? incomplete : done;
}

}  // namespace

int report_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, report_usage, o))
      return *ended;
   if (auto const errors = engine::check_format(o.output); !errors.empty())
      return wrong_usage(errors);
   if (auto const errors = engine::check_targets(o.output); !errors.empty())
      return wrong_usage(errors);
   if (o.arguments.size() != 1)
      return wrong_usage(
         {base::error("name one journal", "dnslint report run.journal --format json")});
   auto const& path = o.arguments.front();
   auto const header = header_of(o, path);
   return header ? write_report(o, path, *header) : wrong_usage(header.errors());
}

}  // namespace dnslint::command
