// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_audit.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/dry_run_output.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/output_file.hpp"
#include "tools/dnslint/report_format.hpp"
#include "tools/dnslint/rules_lock.hpp"
#include "tools/dnslint/scan_input.hpp"
#include "tools/dnslint/scan_messages.hpp"
#include "tools/dnslint/scan_options.hpp"
#include "tools/dnslint/scan_output.hpp"
#include "tools/dnslint/scan_run.hpp"
#include "tools/dnslint/scan_signals.hpp"
#include "tools/dnslint/stored_record.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <iostream>
#include <random>
#include <thread>

namespace dnslint::command {
namespace {

int wrong(base::diagnostics const& errors)
{
   tell(errors);
   return usage;
}

base::diagnostics check_usage(options const& o)
{
   auto errors = check_format(o);
   auto const has_list = !o.arguments.empty() || !o.list.empty();
   if (!has_list && o.retry_unknown.empty())
      errors.push_back(
         base::error("there is no domain to audit", "name one, or give a list with -l FILE"));
   if (has_list && !o.retry_unknown.empty())
      errors.push_back(base::error("--retry-unknown takes its domains from the journal alone"));
   if (!o.retry_unknown.empty() && o.shards != 1)
      errors.push_back(base::error("--retry-unknown excludes --shard"));
   for (auto const& read : {o.retry_unknown, o.list})
      if (is_same_file(read, o.output) || is_same_file(read, o.journal))
         errors.push_back(base::error_in(read, "a scan cannot write over the file that it reads"));
   if (is_same_file(o.journal, o.output))
      errors.push_back(base::error("--journal and -o name the same file"));
   if (o.dry_run && o.format != "text" && o.format != "json")
      errors.push_back(
         base::error(fmt::format("--dry-run has no format {}", o.format), "it has text and json"));
   if (o.workers.value_or(0) != 0 && !o.record.empty())
      errors.push_back(base::error("--record records one process", "leave --workers out"));
   return errors;
}

// So many that each has a share of what all of them may do together.
std::size_t most_sharing(options const& o)
{
   constexpr unsigned usual_rate = 100;
   constexpr unsigned usual_server_rate = 20;
   auto const share = [](unsigned rate) {
      return rate == 0 ? std::size_t{64} : std::size_t{rate};
   };
   return std::min(
      {share(o.rate.value_or(usual_rate)),
       share(o.server_rate.value_or(usual_server_rate)),
       o.in_flight.value_or(64)});
}

// A handful of names is audited before workers could start.
std::size_t workers_for(options const& o, scan_input& in)
{
   constexpr std::size_t handful = 16;
   if (o.workers)
      return std::min(*o.workers, most_sharing(o));
   if (!o.record.empty())
      return 0;
   auto const is_list = !o.list.empty() || !o.retry_unknown.empty();
   if (!is_list || (o.retry_unknown.empty() && in.is_at_most(handful)))
      return 0;
   return std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), most_sharing(o));
}

int run_dry(options const& o, scan_input& in, scan::domain_intake const& intake)
{
   auto const built = audit::build_plan(with_defaults(o));
   if (!built)
      return wrong(built.errors());
   tell(built->problems);
   auto const w = make_world(o);
   if (!w)
      return wrong(w.errors());
   auto const budget = audit::environment{}.budget.questions;
   output_file file{o.output};
   dry_run_output out{file.stream(), o.format == "json", w->source, budget};
   while (auto const d = in.next())
      out.write(audit::plan_questions(*built->made, d->name, budget));
   out.end();
   auto const unwritten = file.finish();
   if (unwritten && !file.reader_gone())
      tell({*unwritten});
   return unwritten || in.broken() || intake.bad_lines() != 0 || !built->problems.empty()
             ? incomplete
             : done;
}

void print_help()
{
   fmt::print(
      "Usage: dnslint scan [DOMAIN...] [-l FILE|-] [OPTIONS]\n\n"
      "Audits each domain and reports what was found. Names may be given as U-labels, URLs or\n"
      "e-mail addresses.\n\n{}\n"
      "Exit status: 0 done; 1 findings at or above --fail-on; 2 wrong usage or configuration;\n"
      "3 some domains could not be audited, or something that judges them broke; 4 stopped "
      "early.\n",
      describe_options(scan_option_groups));
}

}  // namespace

int scan_command(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, scan_option_groups);
   if (!o)
      return wrong(o.errors());
   if (o->help) {
      print_help();
      return done;
   }
   if (auto const errors = check_usage(*o); !errors.empty())
      return wrong(errors);
   if (auto const errors = check_lock(*o); !errors.empty())
      return wrong(errors);
   std::ios::sync_with_stdio(false);  // else nobody can tell what of a pipe is read already
   std::random_device entropy;
   scan::digest_key const key{entropy(), entropy()};
   scan::domain_intake intake{key, [&](base::diagnostic const& d) {
                                 if (d.level == base::diagnostic_level::error || !o->quiet)
                                    tell({d});
                              }};
   scan_input in{*o, intake};
   if (!in.opened())
      return wrong({base::error_in(
         o->list, fmt::format("the list cannot be read: {}", std::strerror(errno)))});
   if (o->dry_run)
      return run_dry(*o, in, intake);
   listen_to_signals();
   scan_run run{*o, arguments, in, intake, key};
   auto const workers = workers_for(*o, in);
   return workers == 0 ? run.in_this_process() : run.with_workers(workers);
}

}  // namespace dnslint::command
