// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_run.hpp"

#include "core/audit/plan_profile.hpp"
#include "core/report/run_id.hpp"
#include "core/scan/scan.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/rules_lock.hpp"
#include "tools/dnslint/scan_messages.hpp"
#include "tools/dnslint/scan_options.hpp"
#include "tools/dnslint/scan_signals.hpp"
#include "tools/dnslint/scan_surroundings.hpp"
#include "tools/dnslint/statistics_file.hpp"
#include "tools/dnslint/trial_report.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 5000ms;  // for what is under way when somebody wants an end

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t most_memory = 0;  // the sanitizer's shadow is larger than any limit
#else
constexpr std::size_t most_memory = std::size_t{4} << 30U;  // of address space, of a worker
#endif

bool has_errors(base::diagnostics const& all)
{
   return std::ranges::any_of(all, [](base::diagnostic const& d) {
      return d.level == base::diagnostic_level::error;
   });
}

scan::workforce workforce_for(
   options const& o, std::vector<std::string> const& arguments, std::size_t workers)
{
   scan::workforce with;
   // The same program, whatever has taken its name meanwhile.
   with.command = {"/proc/self/exe", "worker"};
   with.command.insert(with.command.end(), arguments.begin(), arguments.end());
   with.workers = workers;
   auto const each = in_flight_of_each(o, workers);
   // What waits for a turn with its name servers must not keep a worker from the rest.
   with.each.in_flight =
      asks_servers(o) ? audit::most_open(each) : each + std::max<std::size_t>(16, each / 2);
   with.most.memory = most_memory;
   with.stuck_after = o.stuck_after;
   with.first.workers = static_cast<std::uint32_t>(workers);
   return with;
}

// A plan without code, of the plugins whose code can be loaded: each that cannot is found by a
// worker that tries.
base::result<audit::built_plan> build_loadable(options const& o, scan::workforce& with)
{
   auto wanted = with_defaults(o);
   wanted.with_code = plugin::load_code::no;
   for (;;) {
      wanted.hooks.left_out = with.first.left_out;
      auto built = audit::build_plan(wanted);
      if (!built)
         return built;
      auto refused = scan::try_loading(with, *built->made);
      for (auto const& d : built->problems)
         refused.erase(d.where.file);
      if (refused.empty())
         return built;
      with.first.left_out.merge(refused);
   }
}

}  // namespace

scan_run::scan_run(
   options const& o,
   std::vector<std::string> const& arguments,
   scan_input& in,
   scan::domain_intake const& intake,
   scan::digest_key const& key)
: options_{o}
, arguments_{arguments}
, in_{in}
, intake_{intake}
, done_{key}
, shown_{o.quiet, o.retry_unknown.empty() ? measure_list(o).lines : 0}
{}

// Tells what the plan lacks; false when it is not what --locked names.
bool scan_run::is_as_told(world const& w, audit::built_plan const& built) const
{
   tell(built.problems);
   tell(built.notes);
   if (!options_.quiet)
      tell(trial_notes(w, options_.verbose));
   tell(audit::expired_suppressions(*built.made, w.now));
   auto const unlocked = check_lock(options_, *built.made);
   tell(unlocked);
   return unlocked.empty();
}

std::unique_ptr<scan_output> scan_run::open(world const& w, audit::built_plan const& built)
{
   catalogue_ = make_catalogue(*built.made);
   auto opened = scan_output::open(options_, describe_run(options_, w, *built.made), catalogue_);
   if (!opened) {
      tell(opened.errors());
      return nullptr;
   }
   auto& out = **opened;
   auto to = out.destinations(!options_.unordered);
   to.progress = [this, &out](scan::totals const& t) {
      out.tick();
      if (cache_hits_)
         results_->so_far().cache_hits = cache_hits_();
      show_progress(t);
   };
   results_ = std::make_unique<scan::results>(std::move(to));
   if (auto const errors = out.take_over(*results_, done_); !errors.empty()) {
      tell(errors);
      return nullptr;
   }
   if (options_.resume)
      in_.leave_out(&done_);
   if (out.dropped() != 0 && !options_.quiet)
      tell({base::warning(fmt::format(
         "{} damaged lines of the journal were dropped; their domains are audited again",
         out.dropped()))});
   if (options_.retry_unknown.empty())
      return std::move(*opened);
   auto again = out.take_over_settled(*results_, done_);
   if (!again) {
      tell(again.errors());
      return nullptr;
   }
   in_.use(std::move(*again));
   return std::move(*opened);
}

void scan_run::show_progress(scan::totals const& t)
{
   shown_.show(t);
   if (take_look())
      shown_.show_now(t);
}

bool scan_run::must_stop(scan_output& out) const
{
   return is_interrupted() || out.is_failed();
}

int scan_run::in_this_process()
{
   auto built = audit::build_plan(with_defaults(options_));
   if (!built) {
      tell(built.errors());
      return usage;
   }
   auto w = make_world(options_, trial_for(*built->made));
   if (!w) {
      tell(w.errors());
      return usage;
   }
   if (!is_as_told(*w, *built))
      return usage;
   cache_hits_ = [&w] {
      return w->resolver->stats().cache_hits;
   };
   auto const out = open(*w, *built);
   if (!out)
      return usage;
   scan_counters counted{*w};
   auto around = environment_of(*w, *built->made, counted);
   if (options_.verbose)
      around.log = tell_log;
   scan::traffic const list{
      [&] {
         out->tick();
         return in_.next();
      },
      [&] {
         return must_stop(*out);
      },
      [] {
         return is_interrupted_for(patience);
      },
      [&] {
         return in_.is_ready();
      }};
   scan::window const how{in_flight_of_each(options_, 1)};
   audit::server_turns turns{of_one_server(how.in_flight)};
   if (asks_servers(options_))
      around.turns = &turns;
   auto const is_whole = scan::run(around, list, how, *results_);
   if (!is_whole)
      results_->stop_waiting();
   scan::workforce_report by;
   by.counted = counted.take(nullptr, *built->made);
   auto const of_recording = finish_recording(*w);
   tell(of_recording);
   auto const ended = end(*out, by, has_errors(of_recording) || !built->problems.empty());
   if (options_.verbose)
      tell_upstreams(*w);
   // Audits that were given up still refer to all this.
   if (!is_whole)
      std::_Exit(ended);
   return ended;
}

int scan_run::with_workers(std::size_t workers)
{
   workers_ = workers;
   auto with = workforce_for(options_, arguments_, workers);
   auto const built = build_loadable(options_, with);
   if (!built) {
      tell(built.errors());
      return usage;
   }
   auto w = make_world(options_, trial_for(*built->made));
   if (!w) {
      tell(w.errors());
      return usage;
   }
   with.first.now = w->now.time_since_epoch().count();
   with.first.trials = w->trials;
   auto const id =
      report::identify(describe_run(options_, *w, *built->made), make_catalogue(*built->made));
   with.first.plugins = id.plugins;
   with.first.rules = id.rules;
   if (!is_as_told(*w, *built))
      return usage;
   auto const out = open(*w, *built);
   if (!out)
      return usage;
   w = base::error("the workers have worlds of their own");
   scan::supervision around;
   around.what = built->made.get();
   around.catalogue = &catalogue_;
   around.next = [&] {
      return in_.next();
   };
   around.has_input = [&] {
      return in_.is_ready();
   };
   around.input = in_.descriptor();
   around.stop = [&] {
      return must_stop(*out);
   };
   around.patience = patience;
   around.tick = [&] {
      out->tick();
      show_progress(results_->so_far());
   };
   if (options_.verbose)
      around.log = [](scan::log_line const& l) {
         tell_log(l.domain, l.text);
      };
   around.tell = [](base::diagnostic const& d) {
      tell({d});
   };
   auto const by = scan::supervise(with, around, *results_);
   results_->stop_waiting();
   if (by.failed)
      tell({*by.failed});
   return end(*out, by, by.failed.has_value() || !built->problems.empty());
}

int scan_run::end(scan_output& out, scan::workforce_report const& by, bool is_incomplete)
{
   auto& t = results_->so_far();
   t.summary.bad_lines = intake_.bad_lines();
   t.stopped |= results_->broken();
   shown_.end();
   tell(out.finish(t.summary, !t.stopped && !by.failed && !in_.broken()));
   if (options_.verbose)
      tell_statistics(t, by.counted);
   if (!options_.quiet)
      tell_remarks(by.counted);
   auto const is_written = write_statistics(by);
   if (t.stopped && out.has_journal())
      tell_how_to_resume(arguments_, options_);
   return status(
      is_incomplete || out.has_lost_domains() || out.is_unwritten() || !is_written || in_.broken());
}

bool scan_run::write_statistics(scan::workforce_report const& by) const
{
   if (options_.statistics.empty())
      return true;
   output_file file{options_.statistics};
   file.stream() << statistics_json(results_->so_far(), by, workers_, clock::now() - began_);
   auto const unwritten = file.finish();
   if (unwritten)
      tell({*unwritten});
   return !unwritten;
}

int scan_run::status(bool is_incomplete) const
{
   auto const& t = results_->so_far();
   if (t.stopped)
      return stopped;
   if (is_incomplete || t.summary.bad_lines != 0 || t.with_defects != 0)
      return incomplete;
   return options_.fail_on && t.any_failure && t.worst_failure >= *options_.fail_on ? findings
                                                                                    : done;
}

}  // namespace dnslint::command
