// SPDX-License-Identifier: Apache-2.0
#include "core/report/run_id.hpp"
#include "core/scan/board_watch.hpp"
#include "core/scan/worker.hpp"
#include "core/scan/worker_process.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/rules_lock.hpp"
#include "tools/dnslint/scan_counters.hpp"
#include "tools/dnslint/scan_options.hpp"
#include "tools/dnslint/scan_surroundings.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

namespace dnslint::command {
namespace {

int failed(base::diagnostics const& why)
{
   fmt::print(stderr, "{}", base::to_text(why));
   return usage;
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

int audit_what_comes(options const& o, scan::worker_link& link, scan::board& board)
{
   auto const first = wait_for_setup(link);
   if (!first)
      return usage;
   auto told = o;
   told.list.clear();  // the supervisor reads it
   told.now = std::chrono::sys_seconds{std::chrono::seconds{first->now}};
   told.sharing = std::max(1U, first->workers);
   scan::board_watch watch{board};
   watch.limit(o.stuck_after);
   auto wanted = with_defaults(told);
   wanted.hooks.left_out = first->left_out;
   wanted.hooks.loading = [&](std::string const& file) {
      watch.loading(file);
   };
   auto const built = audit::build_plan(wanted);
   watch.loaded();
   if (!built)
      return failed(built.errors());
   if (auto const unlocked = check_lock(o, *built->made); !unlocked.empty())
      return failed(unlocked);
   watch.has_probes(built->made->probes.size());
   auto w = make_world(told, trial_extent::none, first->trials);
   if (!w)
      return failed(w.errors());
   auto const checks = make_catalogue(*built->made);
   auto const id = report::identify(describe_run(told, *w, *built->made), checks);
   if (first->plugins != 0 && (id.plugins != first->plugins || id.rules != first->rules))
      return failed({base::error("the plugins or the rules have changed since the run began")});
   watch.note_descriptors();
   link.send(scan::ready{by_file(built->problems)});
   scan_counters counted{*w};
   auto around = environment_of(*w, *built->made, counted);
   around.watch = &watch;
   if (o.verbose)
      around.log = [&](std::string_view domain, std::string_view text) {
         link.send(scan::log_line{std::string{domain}, std::string{text}});
      };
   scan::worker_limits most;
   most.in_flight = in_flight_of_each(o, first->workers);
   audit::server_turns turns{of_one_server(most.in_flight)};
   if (asks_servers(o))
      around.turns = &turns;
   scan::worker at_work{around, checks, link, board, watch, most, [&] {
                           return counted.take(&watch, *built->made);
                        }};
   // Code of plugins is not run again, by destructors of what they left behind.
   _exit(at_work.run() ? done : stopped);
}

}  // namespace

int worker_command(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, scan_option_groups);
   if (!o)
      return failed(o.errors());
   auto board = scan::shared_board::open(scan::worker_board_descriptor);
   if (!board)
      return failed({base::error("a worker is started by `dnslint scan`, not by hand")});
   scan::worker_link link{scan::worker_link_descriptor};
   return audit_what_comes(*o, link, **board);
}

}  // namespace dnslint::command
