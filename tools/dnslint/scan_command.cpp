// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_audit.hpp"
#include "core/audit/plan.hpp"
#include "core/engine/list_input.hpp"
#include "core/engine/lock_check.hpp"
#include "core/engine/report_format.hpp"
#include "core/engine/report_outputs.hpp"
#include "core/engine/session.hpp"
#include "core/engine/stored_record.hpp"
#include "core/engine/world.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/dry_run_output.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/progress.hpp"
#include "tools/dnslint/scan_messages.hpp"
#include "tools/dnslint/scan_signals.hpp"
#include "tools/dnslint/scan_sinks.hpp"
#include "tools/dnslint/terminal.hpp"
#include "tools/dnslint/usual_measurement.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <iostream>
#include <iterator>
#include <random>

namespace dnslint::command {
namespace {

constexpr command_usage scan_usage{
   option_group::questions | option_group::selection | option_group::lists | option_group::output |
      option_group::locked,
   "Usage: dnslint scan [DOMAIN...] [-l FILE|-] [OPTIONS]\n\n"
   "Audits each domain and reports what was found. Names may be given as U-labels, URLs or\n"
   "e-mail addresses.\n",
   "\n"
   "Exit status: 0 done; 1 findings at or above --fail-on; 2 wrong usage or configuration;\n"
   "3 some domains could not be audited, or something that judges them broke; 4 stopped early;\n"
   "5 a gate of the profile does not hold.\n"};

// The audits of so many domains may be made twice. How long a list from a pipe is, nobody knows.
constexpr std::size_t most_rehearsed = 20;

// No file is written twice, and none is that is read.
base::diagnostics file_problems(engine::output_config const& to, std::string const& list)
{
   auto errors = engine::check_targets(to);
   std::vector<std::string> written;
   for (auto const& t : engine::targets_of(to)) {
      if (engine::is_same_file(to.journal, t.file))
         errors.push_back(base::error("--journal and -o name the same file"));
      written.push_back(t.file);
   }
   written.push_back(to.journal);
   for (auto const& read : {to.retry_unknown, list, to.baseline})
      if (std::ranges::any_of(written, [&](auto const& file) {
             return engine::is_same_file(read, file);
          }))
         errors.push_back(base::error_in(read, "a scan cannot write over the file that it reads"));
   return errors;
}

base::diagnostics scan_problems(options const& o)
{
   auto const& to = o.output;
   auto const& list = o.run.list;
   auto errors = engine::check_format(to);
   auto const has_list = !o.arguments.empty() || !list.file.empty();
   if (std::ranges::find(o.arguments, std::string{}) != o.arguments.end())
      errors.push_back(base::error(
         "an argument is empty, and no domain",
         "in a script, the variable that it came from has no value"));
   if (!has_list && to.retry_unknown.empty())
      errors.push_back(
         base::error("there is no domain to audit", "name one, or give a list with -l FILE"));
   if (has_list && !to.retry_unknown.empty())
      errors.push_back(base::error("--retry-unknown takes its domains from the journal alone"));
   if (!to.retry_unknown.empty() && list.shards != 1)
      errors.push_back(base::error("--retry-unknown excludes --shard"));
   std::ranges::move(file_problems(to, list.file), std::back_inserter(errors));
   if (o.dry_run && !to.also.empty())
      errors.push_back(base::error("--dry-run writes one report", "give -o once"));
   if (o.dry_run && to.format != "text" && to.format != "json")
      errors.push_back(
         base::error(fmt::format("--dry-run has no format {}", to.format), "it has text and json"));
   if (o.run.limits.workers.value_or(0) != 0 && !o.run.questions.record.empty())
      errors.push_back(base::error("--record records one process", "leave --workers out"));
   return errors;
}

int run_dry(options const& o, engine::run_config const& config, engine::run_input& input)
{
   if (auto const errors = engine::check_lock(config); !errors.empty())
      return wrong_usage(errors);
   auto const built = audit::build_plan(config.selection);
   if (!built)
      return wrong_usage(built.errors());
   tell(built->problems);
   auto const w = engine::make_world(config);
   if (!w)
      return wrong_usage(w.errors());
   auto const budget = audit::environment{}.budget.questions;
   engine::output_file file{o.output.file};
   dry_run_output out{
      file.stream(), o.output.format == "json", w->source, budget, measure_apart(config.selection)};
   while (auto const d = input.next())
      out.write(audit::plan_questions(*built->made, d->name, budget));
   out.end();
   auto const unwritten = file.finish();
   if (unwritten && !file.reader_gone())
      tell({*unwritten});
   auto const is_whole = !unwritten && !input.is_broken() && input.bad_lines() == 0;
   return is_whole && built->problems.empty() ? done : incomplete;
}

exit_status status_of(options const& o, engine::run_result const& r)
{
   auto const& t = r.totals;
   if ((t.stopped || r.can_resume) && !r.is_ended_by_gate)
      return stopped;
   if (r.is_ended_by_gate || std::ranges::any_of(r.gates, [](engine::gate_result const& g) {
          return g.state == engine::gate_state::fails;
       }))
      return gated;
   if (r.is_incomplete || t.summary.bad_lines != 0 || t.with_defects != 0 || t.unaudited != 0)
      return incomplete;
   auto const any = o.only_new_fail ? t.new_failures != 0 : t.any_failure;
   auto const worst = o.only_new_fail ? t.worst_new_failure : t.worst_failure;
   return o.fail_on && any && worst >= *o.fail_on ? findings : done;
}

void tell_end(
   options const& o, std::vector<std::string> const& arguments, engine::run_result const& r)
{
   if (o.output.verbose)
      tell_statistics(r.totals, r.workforce.counted);
   if (!o.quiet)
      tell_remarks(r.workforce.counted);
   tell_unaudited(r.totals);
   if (!o.quiet)
      tell_new_failures(o, r.totals);
   tell_gates(r, o.quiet);
   auto again = arguments;
   if (r.is_ended_by_gate)
      again.emplace_back("--keep-going");
   if (r.can_resume)
      tell_how_to_resume(again, o, r.totals.stopped);
   if (o.output.verbose)
      tell_upstreams(r.upstreams);
}

int run_scan(
   options const& o,
   engine::run_config config,
   engine::run_input& input,
   std::vector<std::string> const& arguments)
{
   auto const extent = engine::measure_list(o.arguments, config.list.file);
   config.list.digest = extent.digest;
   config.records.rehearsed =
      !o.no_rehearsal && extent.lines <= most_rehearsed && extent.lines != 0;
   listen_to_signals();
   progress shown{o.quiet, o.output.retry_unknown.empty() ? extent.lines : 0};
   auto sinks = sinks_beside(shown, o.quiet);
   sinks.output = report_output(o);
   sinks.is_verbose = o.output.verbose;
   // The last line of a file may have no end.
   if (extent.lines != 0 && o.output.retry_unknown.empty())
      sinks.most_domains = extent.lines + 1;
   auto const ended = engine::run(config, input, sinks);
   shown.end();
   if (!ended)
      return wrong_usage(ended.errors());
   tell_end(o, arguments, *ended);
   auto const status = status_of(o, *ended);
   if (ended->has_open_audits)
      std::_Exit(status);
   return status;
}

}  // namespace

int scan_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, scan_usage, o))
      return *ended;
   if (auto const errors = scan_problems(o); !errors.empty())
      return wrong_usage(errors);
   auto const config = installed_config(o);
   std::random_device entropy;
   scan::domain_intake intake{{entropy(), entropy()}, [&](base::diagnostic const& d) {
                                 if (is_wanted(d, o.quiet))
                                    tell({d});
                              }};
   engine::list_input input{o.arguments, config.list, intake, is_interrupted};
   if (!input.is_open())
      return wrong_usage({base::error_in(
         config.list.file, fmt::format("the list cannot be read: {}", std::strerror(errno)))});
   return o.dry_run ? run_dry(o, config, input) : run_scan(o, config, input, arguments);
}

}  // namespace dnslint::command
