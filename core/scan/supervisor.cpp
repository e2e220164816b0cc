// SPDX-License-Identifier: Apache-2.0
#include "core/scan/supervisor.hpp"

#include "core/audit/domain_audit.hpp"
#include "core/audit/plan.hpp"
#include "core/base/causes.hpp"
#include "core/report/domain_json.hpp"
#include "core/scan/board_watch.hpp"
#include "core/scan/decider.hpp"
#include "core/scan/orphan_reaper.hpp"

#include <array>
#include <fmt/format.h>
#include <memory>
#include <poll.h>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::chrono::milliseconds longest_wait{100};
constexpr std::size_t most_read_at_once = 1000;

// A worker's process, and the last that it counted.
struct employee {
   worker_process process;
   statistics counted;
};

void add(statistics& to, statistics const& more)
{
   for (auto const& [name, count] : more.counters)
      to.counters[name] += count;
   to.remarks.insert(to.remarks.end(), more.remarks.begin(), more.remarks.end());
}

sight sight_of(board const& seen)
{
   sight s;
   s.beats = seen.beats.load(std::memory_order_relaxed);
   s.phase = seen.now.load();
   s.domain = seen.domain.load();
   if (seen.entries.load() != 0)
      s.probe = seen.probe.load();
   return s;
}

decider::rules rules_for(workforce const& staffing, supervision const& around)
{
   decider::rules r;
   r.workers = staffing.workers;
   r.each = staffing.each;
   r.stuck_after = staffing.stuck_after;
   r.patience = around.patience;
   return r;
}

// Obeys the decider: has the processes, their sockets and the results.
class supervising {
public:
   supervising(workforce const& staffing, supervision const& around, results& into)
   : staffing_{staffing}
   , around_{around}
   , into_{into}
   , json_{*around.catalogue, into.content()}
   , decider_{rules_for(staffing, around), entries_of(*around.plan)}
   , staff_(staffing.workers)
   {}

   workforce_report run()
   {
      orphan_reaper const reaper;
      while (!into_.broken() && !decider_.is_over(now())) {
         read_list();
         obey(decider_.turn(now()));
         wait();
         for (std::size_t w = 0; w != staff_.size(); ++w)
            look_after(w);
         if (around_.tick)
            around_.tick();
         notice_stop();
      }
      for (auto& e : staff_)
         dismiss(e);
      report_.restarts = decider_.restarts();
      report_.crashes = decider_.crashes();
      report_.switched_off = decider_.switched_off();
      report_.failed = decider_.failure();
      return std::move(report_);
   }

private:
   decider::time_point now() const { return around_.clock(); }

   bool can_read() const
   {
      return decider_.wants_domains(into_.is_full()) && (!around_.has_input || around_.has_input());
   }

   void read_list()
   {
      for (std::size_t read = 0; read != most_read_at_once && can_read(); ++read) {
         auto d = around_.next();
         if (d)
            decider_.add(std::move(*d));
         else
            decider_.list_ended();
      }
   }

   void notice_stop()
   {
      if (decider_.is_stopping() || !around_.stop || !around_.stop())
         return;
      into_.so_far().stopped = true;
      decider_.stop(now());
   }

   void obey(order_list orders)
   {
      for (auto& o : orders)
         std::visit(
            [this](auto& one) {
               carry_out(one);
            },
            o);
   }

   void carry_out(order::start const& o)
   {
      if (decider_.failure())
         return;
      auto process =
         worker_process::start(staffing_.program, staffing_.arguments, staffing_.bounds);
      if (!process)
         return decider_.not_started(process.errors().front());
      staff_[o.worker].emplace(employee{std::move(*process), {}});
      staff_[o.worker]->process.send(staffing_.first);
      if (!into_.dropped().empty())
         staff_[o.worker]->process.send(dropped_upstreams{into_.dropped()});
      decider_.started(o.worker, now());
   }

   void carry_out(order::assign& o) { staff_[o.worker]->process.send(std::move(o.task)); }
   void carry_out(order::dismiss const& o) { staff_[o.worker]->process.send(no_more{}); }
   void carry_out(order::kill const& o) { staff_[o.worker]->process.kill(); }
   void carry_out(order::announce const& o) { around_.tell(o.text); }

   void carry_out(order::give_up const& o)
   {
      auto const& from = o.task.about;
      audit::subject about{from.name, from.text, from.line, from.columns};
      auto const why =
         base::because(base::causes::worker_died, "workers that audited it ended by " + o.reason);
      into_.finished(
         o.task.number, json_.made(audit::give_up(*around_.plan, std::move(about), why)));
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
      if (decider_.wants_domains(into_.is_full()) && around_.input >= 0)
         all.push_back({around_.input, POLLIN, 0});
      poll(all.data(), all.size(), static_cast<int>(longest_wait.count()));
   }

   void look_after(std::size_t w)
   {
      auto& e = staff_[w];
      if (!e)
         return;
      e->process.write_some();
      take_messages(w);
      tell_output(*e);
      if (e->process.is_garbled())
         obey(decider_.garbled(w));
      obey(decider_.seen(w, sight_of(e->process.seen()), now()));
      if (auto const end = e->process.ended())
         ended(w, *end);
   }

   void take_messages(std::size_t w)
   {
      auto& process = staff_[w]->process;
      process.read_some();
      while (auto m = process.take()) {
         decider_.heard(w, now());
         received(w, *m);
      }
   }

   void received(std::size_t w, message& m)
   {
      if (auto* const done = std::get_if<finished_domain>(&m)) {
         auto r = decider_.finished(w, done->number);
         if (r.is_kept)
            into_.finished(done->number, std::move(done->result));
         begin_anew();
         obey(std::move(r.orders));
      } else if (auto const* const line = std::get_if<log_line>(&m)) {
         if (around_.log)
            around_.log(*line);
      } else if (auto* const counted = std::get_if<statistics>(&m)) {
         staff_[w]->counted = std::move(*counted);
         into_.so_far().cache_hits = cache_hits();
         into_.so_far().silent = longest_silence();
      } else if (auto const* const drops = std::get_if<dropped_upstreams>(&m)) {
         dropped(*drops);
      } else if (std::holds_alternative<retiring>(m)) {
         decider_.retiring(w);
      } else if (std::holds_alternative<ready>(m)) {
         decider_.ready(w);
      }
   }

   // What one worker has found out holds for all.
   void dropped(dropped_upstreams const& m)
   {
      if (!into_.drop(m.all))
         return;
      for (auto& e : staff_)
         if (e)
            e->process.send(dropped_upstreams{into_.dropped()});
      begin_anew();
   }

   void begin_anew()
   {
      for (auto& d : into_.take_devalued())
         decider_.add_again(d.number, std::move(d.about));
   }

   // Of the workers that are here, and of those that have gone.
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

   // Of those who are here: they notice an outage one after the other.
   std::chrono::milliseconds longest_silence() const
   {
      std::uint64_t longest = 0;
      for (auto const& e : staff_) {
         if (!e)
            continue;
         auto const found = e->counted.counters.find(statistics::silent);
         if (found != e->counted.counters.end())
            longest = std::max(longest, found->second);
      }
      return std::chrono::milliseconds{longest};
   }

   void ended(std::size_t w, process_end const& end)
   {
      take_messages(w);
      auto const last = sight_of(staff_[w]->process.seen());
      dismiss(staff_[w]);
      obey(decider_.ended(w, end, last));
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

   workforce const& staffing_;
   supervision const& around_;
   results& into_;
   report::domain_json json_;
   decider decider_;
   std::vector<std::optional<employee>> staff_;
   workforce_report report_;
};

// The plugin file that was being loaded.
std::string file_of(board const& seen, audit::plan const& plan)
{
   auto const digest = seen.file.load();
   for (auto const& p : plan.plugins.plugins)
      if (digest_of_file(p.file) == digest)
         return p.file;
   return {};
}

}  // namespace

workforce_report supervise(workforce const& staffing, supervision const& around, results& into)
{
   return supervising{staffing, around, into}.run();
}

std::vector<probe_entry> entries_of(audit::plan const& plan)
{
   std::map<plugin::plugin const*, std::uint32_t> numbers;
   std::vector<probe_entry> all;
   for (auto const& p : plan.probes) {
      auto const& plugin = p.owner->manifest;
      auto const& id = plugin.probes[p.which].id;
      probe_entry entry;
      entry.name = id == plugin.id ? id : fmt::format("{} ({})", plugin.id, id);
      entry.plugin = numbers.try_emplace(p.owner, numbers.size()).first->second;
      entry.needs.assign(p.after.begin(), p.after.end());
      all.push_back(std::move(entry));
   }
   return all;
}

std::map<std::string, std::string> try_loading(workforce const& staffing, audit::plan const& plan)
{
   auto started = worker_process::start(staffing.program, staffing.arguments, staffing.bounds);
   if (!started)
      return {};  // supervise() meets the same failure, and tells it
   auto& process = *started;
   process.send(staffing.first);
   auto const deadline = std::chrono::steady_clock::now() + staffing.stuck_after;
   for (;;) {
      std::array<pollfd, 2> all{{{process.link(), POLLIN, 0}, {process.process(), POLLIN, 0}}};
      poll(all.data(), all.size(), static_cast<int>(longest_wait.count()));
      process.read_some();
      if (auto const m = process.take())
         return std::holds_alternative<ready>(*m) ? std::get<ready>(*m).refused
                                                  : std::map<std::string, std::string>{};
      auto const end = process.ended();
      if (!end && std::chrono::steady_clock::now() < deadline)
         continue;
      auto const is_loading = process.seen().now.load() == board::phase::loading;
      auto file = is_loading ? file_of(process.seen(), plan) : std::string{};
      if (file.empty())
         return {};
      return {
         {std::move(file),
          fmt::format(
             "the plugin is left out of this run: loading its code ended the process ({})",
             !end                  ? "no return"
             : end->reason.empty() ? "exit status 0"
                                   : end->reason)}};
   }
}

}  // namespace dnslint::scan
