// SPDX-License-Identifier: Apache-2.0
#include "core/engine/work.hpp"

#include "core/audit/plan.hpp"
#include "core/engine/concurrency.hpp"
#include "core/engine/counters.hpp"
#include "core/engine/lock_check.hpp"
#include "core/engine/run_description.hpp"
#include "core/report/run_id.hpp"
#include "core/scan/board_watch.hpp"
#include "core/scan/worker.hpp"
#include "core/scan/worker_process.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <sys/prctl.h>
#include <unistd.h>

namespace dnslint::engine {
namespace {

constexpr int refused = 2;
constexpr int abandoned = 4;  // the supervisor has gone

int refuse(base::diagnostics const& errors)
{
   fmt::print(stderr, "{}", base::to_text(errors));
   return refused;
}

std::optional<scan::setup> wait_for_setup(scan::worker_link& link)
{
   for (;;) {
      if (auto m = link.take())
         return std::holds_alternative<scan::setup>(*m)
                   ? std::optional{std::get<scan::setup>(std::move(*m))}
                   : std::nullopt;
      if (!link.wait())
         return std::nullopt;
   }
}

std::map<std::string, std::string> by_file(base::diagnostics const& problems)
{
   std::map<std::string, std::string> files;
   for (auto const& d : problems)
      files.emplace(d.where.file, d.message);
   return files;
}

base::result<audit::built_plan> load_plan(
   run_config const& c, scan::setup const& first, scan::board_watch& watch)
{
   if (auto errors = check_lock(c); !errors.empty())
      return errors;
   plugin::file_hooks hooks;
   hooks.left_out = first.left_out;
   hooks.loading = [&](std::string const& file) {
      watch.loading(file);
   };
   auto built = audit::build_plan(c.selection, plugin::load_code::yes, hooks);
   watch.loaded();
   if (built)
      if (auto errors = check_lock(c, *built->made); !errors.empty())
         return errors;
   return built;
}

// The supervisor's plan, of the same bytes?
bool is_as_expected(scan::setup const& first, report::run_id const& id)
{
   return first.plugins == 0 || (id.plugins == first.plugins && id.rules == first.rules);
}

int audit_with(
   run_config const& c,
   scan::setup const& first,
   scan::worker_link& link,
   scan::board& board,
   scan::board_watch& watch)
{
   auto const built = load_plan(c, first, watch);
   if (!built)
      return refuse(built.errors());
   auto const& plan = *built->made;
   watch.has_probes(plan.probes.size());
   auto w = make_world(c, trial_extent::none, first.trials);
   if (!w)
      return refuse(w.errors());
   auto const checks = make_catalogue(plan);
   if (!is_as_expected(first, report::identify(describe_run(c, *w, plan), checks)))
      return refuse({base::error("the plugins or the rules have changed since the run began")});
   watch.note_descriptors();
   link.send(scan::ready{by_file(built->problems)});
   run_counters counters{*w};
   auto audits = audits_in(*w, plan, counters);
   audits.watch = &watch;
   if (first.wants_log)
      audits.log = [&](std::string_view domain, std::string_view text) {
         link.send(scan::log_line{std::string{domain}, std::string{text}});
      };
   scan::worker_limits limits;
   limits.in_flight = in_flight_of_each(c.limits, c.limits.sharing);
   limits.rehearses = w->rehearses;
   audit::server_turns turns{most_of_one_server(limits.in_flight)};
   if (asks_network(c))
      audits.turns = &turns;
   report::domain_json const records{checks, make_record_content(c.records, plan)};
   scan::worker worker{audits, records, link, board, watch, limits, [&] {
                          return counters.take(&watch, plan);
                       }};
   // Code of plugins is not run again, by destructors of what they left behind.
   _exit(worker.run() ? 0 : abandoned);
}

}  // namespace

int work()
{
   prctl(PR_SET_NAME, "dnslint-worker");
   auto board = scan::shared_board::open(scan::worker_board_descriptor);
   if (!board)
      return refuse({base::error("a worker is started by `dnslint scan`, not by hand")});
   scan::worker_link link{scan::worker_link_descriptor};
   auto const first = wait_for_setup(link);
   if (!first)
      return refused;
   auto const c = run_config_from_json(first->config);
   if (!c)
      return refuse(c.errors());
   scan::board_watch watch{**board};
   watch.limit(c->limits.stuck_after);
   return audit_with(*c, *first, link, **board, watch);
}

}  // namespace dnslint::engine
