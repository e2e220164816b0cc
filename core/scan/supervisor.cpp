// SPDX-License-Identifier: Apache-2.0
#include "core/scan/supervisor.hpp"

#include "core/audit/domain_audit.hpp"
#include "core/base/escape.hpp"
#include "core/report/domain_json.hpp"
#include "core/scan/board_watch.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <memory>
#include <poll.h>
#include <utility>

namespace dnslint::scan {
namespace {

using clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds turn{100};
constexpr unsigned most_failed_starts = 5;  // one after the other

// A worker and what its supervisor remembers of it.
struct employee {
   worker_process process;
   clock::time_point alive;  // when its last sign of life was seen
   std::uint64_t beats = 0;  // as they were then
   statistics counted;       // its last
   bool is_ready = false;
   bool was_told_the_end = false;  // that there is no more
   std::string killed_for;         // by us, and why
};

void add(statistics& to, statistics const& more)
{
   for (auto const& [name, count] : more.counters)
      to.counters[name] += count;
   to.remarks.insert(to.remarks.end(), more.remarks.begin(), more.remarks.end());
}

// "acme" or "acme (second)": the probe as users know it.
std::string name_of(audit::plan const& what, std::uint32_t probe)
{
   if (probe >= what.probes.size())
      return "an unknown probe";
   auto const& p = what.probes[probe];
   auto const& plugin = p.owner->manifest;
   auto const& id = plugin.probes[p.which].id;
   return id == plugin.id ? id : fmt::format("{} ({})", plugin.id, id);
}

class supervising {
public:
   supervising(workforce const& with, supervision const& around, results& into)
   : with_{with}
   , around_{around}
   , into_{into}
   , json_{*around.catalogue}
   , out_{with.workers, with.each}
   , staff_(with.workers)
   {}

   workforce_report run()
   {
      while (!is_over()) {
         read_list();
         for (std::size_t w = 0; w != staff_.size(); ++w)
            employ(w);
         hand_out();
         for (std::size_t w = 0; w != staff_.size(); ++w)
            let_go(w);
         wait();
         for (std::size_t w = 0; w != staff_.size(); ++w)
            look_after(w);
         if (around_.tick)
            around_.tick();
         notice_stop();
      }
      for (auto& e : staff_)
         dismiss(e);
      for (auto const& [probe, strikes] : out_.strikes())
         report_.crashes[name_of(*around_.what, probe)] = strikes;
      for (auto const probe : out_.switched_off())
         report_.switched_off.push_back(name_of(*around_.what, probe));
      return std::move(report_);
   }

private:
   bool has_ended_list() const { return list_ended_ || stopping_; }

   bool is_over() const
   {
      if (report_.failed || into_.broken())
         return true;
      if (stopping_ && (clock::now() >= give_up_at_ || nobody_works()))
         return true;
      return list_ended_ && out_.is_idle() && std::ranges::none_of(staff_, [](auto const& e) {
                return e.has_value();
             });
   }

   bool nobody_works() const
   {
      for (std::size_t w = 0; w != staff_.size(); ++w)
         if (staff_[w] && out_.in_flight(w) != 0)
            return false;
      return true;
   }

   bool wants_domains() const
   {
      return !has_ended_list() && out_.wants_more() && into_.waiting() < most_waiting;
   }

   bool can_read() const { return wants_domains() && (!around_.has_input || around_.has_input()); }

   void read_list()
   {
      for (std::size_t read = 0; read != most_read_at_once && can_read(); ++read) {
         auto d = around_.next();
         if (d)
            out_.add(std::move(*d));
         else
            list_ended_ = true;
      }
   }

   void notice_stop()
   {
      if (stopping_ || !around_.stop || !around_.stop())
         return;
      stopping_ = true;
      into_.so_far().stopped = true;
      give_up_at_ = clock::now() + around_.patience;
   }

   void employ(std::size_t w)
   {
      if (!staff_[w] && !stopping_ && !report_.failed && !out_.is_idle())
         start(w);
   }

   // A few to each in turn, so that a short list is shared.
   void hand_out()
   {
      for (auto is_any = !stopping_; is_any;) {
         is_any = false;
         for (std::size_t w = 0; w != staff_.size(); ++w)
            is_any |= give_some(w);
      }
   }

   bool give_some(std::size_t w)
   {
      auto& e = staff_[w];
      if (!e || !e->is_ready || !e->killed_for.empty())
         return false;
      auto all = out_.hand_out(w, most_at_once);
      if (all.empty())
         return false;
      if (out_.in_flight(w) == all.size())
         e->alive = clock::now();
      e->process.send(assignments{std::move(all)});
      return true;
   }

   // Who has nothing and will have nothing more.
   void let_go(std::size_t w)
   {
      auto& e = staff_[w];
      auto const is_wanted = !(has_ended_list() && out_.is_idle()) && !out_.is_retiring(w);
      if (!e || e->was_told_the_end || is_wanted || out_.in_flight(w) != 0)
         return;
      e->process.send(no_more{});
      e->was_told_the_end = true;
   }

   void start(std::size_t w)
   {
      auto process = worker_process::start(with_.program, with_.arguments, with_.most);
      if (!process) {
         report_.failed = process.errors().front();
         return;
      }
      staff_[w].emplace(employee{std::move(*process), clock::now(), 0, {}, false, false, {}});
      staff_[w]->process.send(with_.first);
   }

   void wait()
   {
      std::vector<pollfd> all;
      for (auto& e : staff_)
         if (e) {
            auto const writing = e->process.wants_to_write() ? POLLOUT : 0;
            all.push_back({e->process.link(), static_cast<short>(POLLIN | writing), 0});
            all.push_back({e->process.output(), POLLIN, 0});
            all.push_back({e->process.process(), POLLIN, 0});
         }
      if (wants_domains() && around_.input >= 0)
         all.push_back({around_.input, POLLIN, 0});
      poll(all.data(), all.size(), static_cast<int>(turn.count()));
   }

   void look_after(std::size_t w)
   {
      auto& e = staff_[w];
      if (!e)
         return;
      e->process.write_some();
      e->process.read_some();
      while (auto const m = e->process.take())
         received(w, *m);
      tell_output(*e);
      if (e->process.is_garbled())
         end(*e, "it sent something that is no message");
      watch(w, *e);
      if (auto const how = e->process.ended())
         ended(w, *how);
   }

   void received(std::size_t w, message const& m)
   {
      auto& e = *staff_[w];
      e.alive = clock::now();
      if (auto const* const done = std::get_if<finished_domain>(&m)) {
         if (out_.finished(w, done->number))
            into_.finished(done->number, done->result);
      } else if (auto const* const line = std::get_if<log_line>(&m)) {
         if (around_.log)
            around_.log(*line);
      } else if (auto const* const counted = std::get_if<statistics>(&m)) {
         e.counted = *counted;
         into_.so_far().cache_hits = cache_hits();
      } else if (std::holds_alternative<retiring>(m)) {
         out_.retire(w);
      } else if (std::holds_alternative<ready>(m)) {
         e.is_ready = true;
         failed_starts_ = 0;
      }
   }

   // Of those who are here, and of those who have gone.
   std::uint64_t cache_hits() const
   {
      auto const of = [](statistics const& s) {
         auto const found = s.counters.find(statistics::cache_hits);
         return found == s.counters.end() ? 0 : found->second;
      };
      auto all = of(report_.counted);
      for (auto const& e : staff_)
         all += e ? of(e->counted) : 0;
      return all;
   }

   // A worker whose loop does not turn is inside code that does not return.
   void watch(std::size_t w, employee& e)
   {
      auto const beats = e.process.seen().beats.load(std::memory_order_relaxed);
      auto const now = clock::now();
      // Before it is ready it reads zones, say, which takes what it takes.
      auto const loads_code = e.process.seen().now.load() == board::phase::loading;
      auto const may_be_quiet =
         e.is_ready ? !e.was_told_the_end && out_.in_flight(w) == 0 : !loads_code;
      if (beats != e.beats || may_be_quiet) {
         e.beats = beats;
         e.alive = now;
      }
      if (now - e.alive >= with_.stuck_after)
         end(
            e,
            fmt::format(
               "no return within {} s", std::chrono::duration<double>(with_.stuck_after).count()));
   }

   static void end(employee& e, std::string why)
   {
      if (e.killed_for.empty())
         e.killed_for = std::move(why);
      e.process.kill();
   }

   death death_of(employee const& e, std::string const& how) const
   {
      auto const& seen = e.process.seen();
      death d;
      d.how = !e.killed_for.empty() ? e.killed_for : how.empty() ? "exit status 0" : how;
      d.in_probe = seen.now.load() == board::phase::probe;
      d.domain = seen.domain.load();
      if (seen.entries.load() != 0 && seen.probe.load() < around_.what->probes.size())
         d.last = seen.probe.load();
      return d;
   }

   void ended(std::size_t w, std::string const& how)
   {
      staff_[w]->process.read_some();
      while (auto const m = staff_[w]->process.take())
         received(w, *m);
      auto e = std::exchange(staff_[w], std::nullopt);
      add(report_.counted, e->counted);
      if (how.empty() && e->killed_for.empty() && out_.in_flight(w) == 0)
         return out_.ended(w);
      ++report_.restarts;
      auto const d = death_of(*e, how);
      auto const blame = d.last ? name_of(*around_.what, *d.last) : std::string{};
      auto const c = out_.lost(w, d, blame);
      tell_death(d, c, blame);
      for (auto const& a : c.given_up)
         give_up(a, d);
      if (!e->is_ready && ++failed_starts_ == most_failed_starts)
         report_.failed = base::error(
            fmt::format(
               "{} workers ended before they could begin, the last by {}", failed_starts_, d.how),
            "--workers 0 audits without them; --verbose shows what they said");
   }

   void tell_death(death const& d, dispatcher::consequence const& c, std::string const& blame)
   {
      if (c.switched_off)
         around_.tell(base::warning(
            fmt::format(
               "the probe of {} is switched off for the rest of this run: it ended {} workers, the "
               "last by {}",
               blame,
               with_.each.strikes,
               d.how),
            fmt::format("leave it out with --skip '{}/*'", blame.substr(0, blame.find(' ')))));
      else if (c.blamed)
         around_.tell(base::warning(
            fmt::format("a worker ended within the probe of {}: {}", blame, d.how),
            "its checks are unknown for that domain; everything else goes on"));
      else
         around_.tell(base::warning(fmt::format(
            "a worker ended by {}, not within a probe; its domains are audited again", d.how)));
   }

   void give_up(assignment const& a, death const& d)
   {
      audit::subject about{a.about.name, a.about.text, a.about.line, a.about.columns};
      auto const why = base::internal("worker-died", "workers that audited it ended by " + d.how);
      into_.finished(a.number, json_.made(audit::give_up(*around_.what, std::move(about), why)));
   }

   void tell_output(employee& e)
   {
      auto const text = e.process.take_output();
      if (!text.empty() && around_.log)
         around_.log({"worker", text});
   }

   void dismiss(std::optional<employee>& e)
   {
      if (!e)
         return;
      add(report_.counted, e->counted);
      e.reset();
   }

   static constexpr std::size_t most_waiting = 2000;  // finished, behind one that is not
   static constexpr std::size_t most_at_once =
      16;  // domains to a worker, before the next has its turn
   static constexpr std::size_t most_read_at_once = 1000;

   workforce const& with_;
   supervision const& around_;
   results& into_;
   report::domain_json json_;
   dispatcher out_;
   std::vector<std::optional<employee>> staff_;
   workforce_report report_;
   unsigned failed_starts_ = 0;
   bool list_ended_ = false;
   bool stopping_ = false;
   clock::time_point give_up_at_;
};

// The plugin file that was being loaded.
std::string file_of(board const& seen, audit::plan const& what)
{
   auto const digest = seen.file.load();
   for (auto const& p : what.plugins.plugins)
      if (digest_of_file(p.file) == digest)
         return p.file;
   return {};
}

}  // namespace

workforce_report supervise(workforce const& with, supervision const& around, results& into)
{
   return supervising{with, around, into}.run();
}

std::map<std::string, std::string> try_loading(workforce const& with, audit::plan const& what)
{
   auto started = worker_process::start(with.program, with.arguments, with.most);
   if (!started)
      return {};  // which supervise() meets again, and tells
   auto& process = *started;
   process.send(with.first);
   auto const deadline = clock::now() + with.stuck_after;
   for (;;) {
      std::array<pollfd, 2> all{{{process.link(), POLLIN, 0}, {process.process(), POLLIN, 0}}};
      poll(all.data(), all.size(), static_cast<int>(turn.count()));
      process.read_some();
      if (auto const m = process.take())
         return std::holds_alternative<ready>(*m) ? std::get<ready>(*m).refused
                                                  : std::map<std::string, std::string>{};
      auto how = process.ended();
      if (!how && clock::now() < deadline)
         continue;
      auto const is_loading = process.seen().now.load() == board::phase::loading;
      auto file = is_loading ? file_of(process.seen(), what) : std::string{};
      if (file.empty())
         return {};
      return {
         {std::move(file),
          fmt::format(
             "the plugin is left out of this run: loading its code ended the process ({})",
             how ? *how : "no return")}};
   }
}

}  // namespace dnslint::scan
