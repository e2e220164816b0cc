// SPDX-License-Identifier: Apache-2.0
#include "core/engine/session.hpp"

#include "core/audit/plan.hpp"
#include "core/audit/plan_profile.hpp"
#include "core/engine/concurrency.hpp"
#include "core/engine/counters.hpp"
#include "core/engine/lock_check.hpp"
#include "core/engine/output.hpp"
#include "core/engine/run_description.hpp"
#include "core/engine/statistics.hpp"
#include "core/engine/trial_report.hpp"
#include "core/engine/workforce_plan.hpp"
#include "core/report/run_id.hpp"
#include "core/scan/outage_notice.hpp"
#include "core/scan/scan.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <random>

namespace dnslint::engine {
namespace {

using namespace std::chrono_literals;
using clock = std::chrono::steady_clock;

// For what is under way when somebody wants an end.
constexpr std::chrono::milliseconds patience = 5000ms;
constexpr std::chrono::milliseconds between_looks = 100ms;  // whether somebody wants an end

scan::digest_key random_key()
{
   std::random_device entropy;
   return {entropy(), entropy()};
}

bool has_errors(base::diagnostics const& all)
{
   return std::ranges::any_of(all, [](base::diagnostic const& d) {
      return d.level == base::diagnostic_level::error;
   });
}

// What a run in this process needs. Audits that are given up still refer to it.
struct local_audits {
   local_audits(audit::built_plan b, world made, std::size_t domains)
   : built{std::move(b)}
   , in{std::move(made)}
   , counters{in}
   , turns{most_of_one_server(domains)}
   , audits{audits_in(in, *built.made, counters)}
   {}

   audit::built_plan built;
   world in;
   run_counters counters;
   audit::server_turns turns;
   audit::environment audits;
};

std::vector<upstream_state> upstreams_of(world const& w)
{
   std::vector<upstream_state> all;
   auto reports = w.resolver->upstreams();
   for (std::size_t i = 0; i != reports.size(); ++i) {
      all.push_back({std::move(reports[i]), {}});
      if (i < w.datagrams.size() && w.datagrams[i])
         all.back().datagrams = *w.datagrams[i];
   }
   return all;
}

class session {
public:
   session(run_config const& c, run_input& input, run_sinks const& sinks)
   : config_{c}
   , input_{input}
   , sinks_{sinks}
   , done_{random_key()}
   {}

   base::result<run_result> run()
   {
      if (auto const errors = check_lock(config_); !errors.empty())
         return errors;
      for (auto const& d : output::dropped_before(sinks_.output))
         if (auto const why = resolver::drop_reason_from_text(d.reason))
            config_.questions.dropped.emplace_back(d.upstream, *why);
      workers_ = workers_for(config_, sinks_.output, input_);
      auto const errors = workers_ == 0 ? in_this_process() : with_workers();
      if (!errors.empty())
         return errors;
      return std::move(result_);
   }

private:
   base::diagnostics in_this_process()
   {
      auto built = audit::build_plan(config_.selection);
      if (!built)
         return built.errors();
      auto made = make_world(config_, trial_for(*built->made));
      if (!made)
         return made.errors();
      auto const in_flight = in_flight_of_each(config_.limits, 1);
      auto local = std::make_unique<local_audits>(std::move(*built), std::move(*made), in_flight);
      if (auto errors = prepare(local->in, local->built); !errors.empty())
         return errors;
      local_ = local.get();
      auto& audits = local->audits;
      if (sinks_.is_verbose)
         audits.log = sinks_.log;
      if (asks_network(config_))
         audits.turns = &local->turns;
      scan::window how{in_flight};
      how.rehearses = local->in.rehearses;
      if (asks_network(config_))
         how.between_looks = between_looks;
      auto const is_whole = scan::run(audits, traffic(), how, *results_);
      results_->stop_waiting();
      result_.workforce.counted = local->counters.take(nullptr, *local->built.made);
      auto const of_recording = finish_recording(local->in);
      tell(of_recording);
      result_.upstreams = upstreams_of(local->in);
      end(has_errors(of_recording) || !local->built.problems.empty());
      if (!is_whole) {
         result_.has_open_audits = true;
         static_cast<void>(local.release());
      }
      return {};
   }

   base::diagnostics with_workers()
   {
      auto workforce = workforce_for(config_, workers_);
      workforce.first.wants_log = sinks_.is_verbose && sinks_.log;
      auto const built = build_loadable(config_, workforce);
      if (!built)
         return built.errors();
      // The workers have worlds of their own; this one tells what they are like.
      auto w = make_world(config_, trial_for(*built->made));
      if (!w)
         return w.errors();
      auto const id =
         report::identify(describe_run(config_, *w, *built->made), make_catalogue(*built->made));
      instruct(workforce, config_, *w, id);
      if (auto errors = prepare(*w, *built); !errors.empty())
         return errors;
      w = base::error("nothing is asked by the supervisor");
      result_.workforce = scan::supervise(workforce, supervision(*built->made), *results_);
      results_->stop_waiting();
      auto const& failed = result_.workforce.failed;
      if (failed)
         tell({*failed});
      end(failed.has_value() || !built->problems.empty());
      return {};
   }

   // Tells about the plan, and opens the outputs. What has to be mended first.
   base::diagnostics prepare(world const& w, audit::built_plan const& built)
   {
      tell(built.problems);
      tell(built.notes);
      if (sinks_.wants_notes)
         tell(trial_notes(w, sinks_.is_verbose));
      tell(audit::expired_suppressions(*built.made, w.now));
      if (auto errors = check_lock(config_, *built.made); !errors.empty())
         return errors;
      if (sinks_.begins)
         sinks_.begins();
      catalogue_ = make_catalogue(*built.made);
      gates_.emplace(
         built.made->profile, gate_bounds{sinks_.most_domains, built.made->checks.size()});
      if (auto errors = gates_->check(!sinks_.output.baseline.empty()); !errors.empty())
         return errors;
      content_ = make_record_content(config_.records, *built.made);
      auto opened = output::open(
         sinks_.output, config_.list.file, describe_run(config_, w, *built.made), catalogue_);
      if (!opened)
         return opened.errors();
      out_ = std::move(*opened);
      return take_over(w);
   }

   // What an earlier run has done already.
   base::diagnostics take_over(world const& w)
   {
      auto to = out_->destinations();
      to.content = std::move(content_);
      to.upstreams = w.upstream_names;
      to.dropped = w.dropped;
      to.progress = [this](scan::totals const& t) {
         made_progress(t);
      };
      results_ = std::make_unique<scan::results>(std::move(to));
      if (auto errors = out_->take_over(*results_, done_); !errors.empty())
         return errors;
      if (sinks_.wants_notes)
         tell(out_->take_notes());
      if (sinks_.output.retry_unknown.empty())
         return {};
      auto again = out_->take_over_settled(*results_, done_);
      if (!again)
         return again.errors();
      again_ = std::move(*again);
      if (sinks_.wants_notes)
         tell(out_->take_notes());
      return {};
   }

   // Of the domains to audit again, or else of the input what the journal lacks.
   std::optional<scan::domain_input> next()
   {
      if (again_) {
         if (again_->empty())
            return std::nullopt;
         auto d = std::move(again_->front());
         again_->pop_front();
         return d;
      }
      for (;;) {
         auto d = input_.next();
         // An input that is interrupted ends, too.
         if (!d && is_stop_wanted())
            results_->so_far().stopped = true;
         if (!d || !done_.contains(d->name))
            return d;
      }
   }

   scan::traffic traffic()
   {
      return {
         [this] {
            out_->tick();
            return next();
         },
         [this] {
            return must_stop();
         },
         [this] {
            return gives_up();
         },
         [this] {
            return input_.is_ready();
         }};
   }

   scan::supervision supervision(audit::plan const& plan)
   {
      scan::supervision s;
      s.plan = &plan;
      s.catalogue = &catalogue_;
      s.next = [this] {
         return next();
      };
      s.has_input = [this] {
         return input_.is_ready();
      };
      s.input = input_.descriptor();
      s.stop = [this] {
         return must_stop();
      };
      s.patience = patience;
      s.tick = [this] {
         made_progress(results_->so_far());
      };
      if (sinks_.is_verbose && sinks_.log)
         s.log = [this](scan::log_line const& l) {
            sinks_.log(l.domain, l.text);
         };
      s.tell = sinks_.tell;
      return s;
   }

   bool is_stop_wanted() const { return sinks_.stop && sinks_.stop(); }
   bool must_stop() const
   {
      return is_stop_wanted() || out_->is_failed() || outage_.is_over_limit() ||
             result_.is_ended_by_gate;
   }

   bool gives_up()
   {
      auto& t = results_->so_far();
      t.silent = local_->in.resolver->outage().value_or(0ms);
      if (t.silent != 0ms || outage_.since())
         made_progress(t);
      auto const is_over = outage_.is_over_limit() || is_patience_over();
      t.stopped |= is_over;
      return is_over;
   }

   bool is_patience_over()
   {
      if (!is_stop_wanted())
         return false;
      if (!stop_seen_)
         stop_seen_ = clock::now();
      return clock::now() - *stop_seen_ >= patience;
   }

   void note_outage(scan::totals const& t)
   {
      auto const told = outage_.look(t.silent, std::chrono::system_clock::now());
      if (told && sinks_.wants_notes)
         sinks_.tell(*told);
   }

   void made_progress(scan::totals const& t)
   {
      out_->tick();
      if (local_ != nullptr)
         results_->so_far().cache_hits = local_->in.resolver->stats().cache_hits;
      note_outage(t);
      look_at_gates(t);
      if (sinks_.progress)
         sinks_.progress(t);
   }

   void look_at_gates(scan::totals const& t)
   {
      result_.is_ended_by_gate |= !sinks_.output.keep_going && gates_->is_lost(t);
   }

   // Ends the outputs, and says what became of the run.
   void end(bool is_incomplete)
   {
      auto& t = results_->so_far();
      if (outage_.is_over_limit())
         tell({outage_.end()});
      if (results_->has_lost())
         tell({base::error(
            "a finished domain that waited on the disk for an earlier one cannot be read again",
            "look at the disk of the report, or at that of temporary files")});
      t.summary.bad_lines = input_.bad_lines();
      t.stopped |= results_->broken();
      // What rests on a resolver that was dropped is done again, where there is a journal to go on
      // with.
      auto const is_devalued = t.summary.withdrawn != 0;
      tell_withdrawn(t);
      auto const is_whole = !t.stopped && !result_.workforce.failed && !input_.is_broken() &&
                            !(is_devalued && out_->has_journal());
      // Zones and recordings have no time of their own.
      if (asks_network(config_))
         t.summary.seconds = std::chrono::duration<double>{clock::now() - began_}.count();
      tell(out_->finish(t.summary, is_whole));
      result_.gates = gates_->judge(t, is_whole);
      result_.is_ended_by_gate &= t.stopped && !is_stop_wanted();
      auto const is_written = write_statistics();
      result_.totals = t;
      result_.can_resume = (t.stopped || is_devalued) && out_->has_journal();
      result_.is_incomplete = is_incomplete || is_devalued || out_->has_lost_domains() ||
                              results_->has_lost() || out_->is_unwritten() || !is_written ||
                              input_.is_broken();
      out_.reset();
   }

   void tell_withdrawn(scan::totals const& t) const
   {
      for (auto const& w : t.withdrawn)
         if (w.count != 0)
            sinks_.tell(base::warning(
               fmt::format(
                  "{} that were written rest on {}, which was dropped: {}{}",
                  w.count == 1 ? "1 domain" : fmt::format("{} domains", w.count),
                  w.upstream,
                  fmt::join(w.first_domains, ", "),
                  w.count > w.first_domains.size()
                     ? fmt::format(" and {} more", w.count - w.first_domains.size())
                     : ""),
               out_->has_journal() ? "--resume audits them again, without it"
                                   : "audit them again without it"));
   }

   bool write_statistics() const
   {
      auto const& path = sinks_.output.statistics;
      if (path.empty())
         return true;
      output_file file{path};
      file.stream() << statistics_json(
         results_->so_far(), result_.workforce, workers_, clock::now() - began_);
      auto const unwritten = file.finish();
      if (unwritten)
         tell({*unwritten});
      return !unwritten;
   }

   void tell(base::diagnostics const& all) const
   {
      for (auto const& d : all)
         sinks_.tell(d);
   }

   run_config config_;
   run_input& input_;
   run_sinks const& sinks_;
   scan::name_set done_;  // what the journal has already
   std::optional<std::deque<scan::domain_input>> again_;
   report::catalogue catalogue_;
   report::record_content content_;
   std::unique_ptr<output> out_;
   std::unique_ptr<scan::results> results_;
   local_audits* local_ = nullptr;  // null with workers
   std::size_t workers_ = 0;
   std::optional<clock::time_point> stop_seen_;
   std::optional<gate_watch> gates_;
   scan::outage_notice outage_{config_.limits.outage_limit};
   clock::time_point began_ = clock::now();
   run_result result_;
};

}  // namespace

base::result<run_result> run(run_config const& c, run_input& input, run_sinks const& sinks)
{
   return session{c, input, sinks}.run();
}

}  // namespace dnslint::engine
