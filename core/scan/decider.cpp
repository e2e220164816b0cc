// SPDX-License-Identifier: Apache-2.0
#include "core/scan/decider.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dnslint::scan {

decider::decider(rules const& r, std::vector<probe_entry> probes)
: rules_{r}
, probes_{std::move(probes)}
, dispatcher_{r.workers, r.each, probes_}
, staff_(r.workers)
{}

bool decider::wants_domains(bool is_full) const
{
   return !list_ended_ && !is_stopping() && dispatcher_.wants_more() && !is_full;
}

order_list decider::turn(time_point now)
{
   order_list orders;
   start_missing(orders);
   if (!is_stopping())
      hand_out(orders, now);
   dismiss_idle(orders);
   return orders;
}

void decider::start_missing(order_list& orders)
{
   if (is_stopping() || failure_ || dispatcher_.is_idle())
      return;
   for (std::size_t w = 0; w != staff_.size(); ++w)
      if (!staff_[w])
         orders.emplace_back(order::start{w});
}

void decider::started(std::size_t worker, time_point now)
{
   staff_[worker] = employee{now, 0, false, false, {}};
}

// A few domains to each worker in turn, so that a short list is shared.
void decider::hand_out(order_list& orders, time_point now)
{
   for (auto is_any = true; is_any;) {
      is_any = false;
      for (std::size_t w = 0; w != staff_.size(); ++w)
         is_any |= hand_some(w, orders, now);
   }
}

bool decider::hand_some(std::size_t worker, order_list& orders, time_point now)
{
   auto& e = staff_[worker];
   if (!e || !e->is_ready || !e->killed_for.empty())
      return false;
   auto some = dispatcher_.hand_out(worker, rules_.at_once);
   if (some.empty())
      return false;
   if (dispatcher_.in_flight(worker) == some.size())
      e->alive = now;
   orders.emplace_back(order::assign{worker, {std::move(some)}});
   return true;
}

// A worker that has nothing and will have nothing more.
void decider::dismiss_idle(order_list& orders)
{
   for (std::size_t w = 0; w != staff_.size(); ++w) {
      auto& e = staff_[w];
      auto const is_wanted = !needs_nobody() && !dispatcher_.is_retiring(w);
      if (!e || e->is_dismissed || is_wanted || dispatcher_.in_flight(w) != 0)
         continue;
      e->is_dismissed = true;
      orders.emplace_back(order::dismiss{w});
   }
}

void decider::heard(std::size_t worker, time_point now)
{
   staff_[worker]->alive = now;
}

void decider::ready(std::size_t worker)
{
   staff_[worker]->is_ready = true;
   failed_starts_ = 0;
}

decider::receipt decider::finished(std::size_t worker, std::uint64_t number)
{
   auto const r = dispatcher_.finished(worker, number);
   receipt made{r.is_kept, {}};
   if (r.follows.found)
      tell(r.follows, {}, made.orders);
   return made;
}

order_list decider::garbled(std::size_t worker)
{
   return end(worker, "it sent something that is no message");
}

// Before it is ready a worker reads zones, say, which takes what it takes; but the code that a
// plugin runs while it is loaded has a limit. Afterwards its loop turns while it has domains.
bool decider::may_be_quiet(std::size_t worker, sight const& s) const
{
   auto const& e = *staff_[worker];
   if (!e.is_ready)
      return s.phase != board::phase::loading;
   return !e.is_dismissed && dispatcher_.in_flight(worker) == 0;
}

order_list decider::seen(std::size_t worker, sight const& s, time_point now)
{
   auto& e = *staff_[worker];
   if (s.beats != e.beats || may_be_quiet(worker, s)) {
      e.beats = s.beats;
      e.alive = now;
   }
   if (now - e.alive < rules_.stuck_after)
      return {};
   auto const seconds = std::chrono::duration<double>(rules_.stuck_after).count();
   return end(worker, fmt::format("no return within {} s", seconds));
}

order_list decider::end(std::size_t worker, std::string why)
{
   auto& e = *staff_[worker];
   if (e.killed_for.empty())
      e.killed_for = std::move(why);
   return {order::kill{worker}};
}

death decider::death_of(employee const& e, process_end const& end, sight const& last)
{
   death d;
   auto const by_itself = end.reason.empty() ? std::string{"exit status 0"} : end.reason;
   d.reason = e.killed_for.empty() ? by_itself : e.killed_for;
   d.in_probe = last.phase == board::phase::probe;
   d.domain = last.domain;
   d.last = last.probe;
   // Of what a worker sent nobody knows whose code wrote it; that a probe does not return is seen.
   d.is_evident = e.killed_for.empty() ? end.is_evident : e.killed_for.starts_with("no return");
   return d;
}

order_list decider::ended(std::size_t worker, process_end const& end, sight const& last)
{
   auto const e = *std::exchange(staff_[worker], std::nullopt);
   order_list orders;
   if (end.reason.empty() && e.killed_for.empty() && dispatcher_.in_flight(worker) == 0) {
      dispatcher_.ended(worker);
      return orders;
   }
   ++restarts_;
   auto d = death_of(e, end, last);
   if (d.last && *d.last >= probes_.size())
      d.last.reset();  // the board is damaged
   auto const c = dispatcher_.lost(worker, d);
   tell(c, d.reason, orders);
   for (auto const& task : c.given_up)
      orders.emplace_back(order::give_up{task, d.reason});
   if (!e.is_ready && ++failed_starts_ == rules_.failed_starts)
      failure_ = base::error(
         fmt::format(
            "{} workers ended before they could begin, the last by {}", failed_starts_, d.reason),
         "--workers 0 audits without them; --verbose shows what they said");
   return orders;
}

std::string const& decider::name_of(std::uint32_t probe) const
{
   return probes_[probe].name;
}

void decider::tell(
   dispatcher::consequence const& c, std::string const& reason, order_list& orders) const
{
   if (c.is_suspicion)
      orders.emplace_back(order::announce{base::warning(
         fmt::format("a worker ended ({}); its domains are audited again", reason),
         "the domain that it was busy with is audited alone, to find out which probe is guilty")});
   if (c.found)
      orders.emplace_back(order::announce{base::warning(
         fmt::format(
            "the probe of {} ended the worker that audited {}: {}",
            name_of(c.found->probes.front()),
            c.domain,
            c.found->detail),
         c.found->is_proven ? "its checks are unknown for that domain; everything else goes on"
                            : "it is left out there, although the same happens without it")});
   for (auto const probe : c.switched_off)
      orders.emplace_back(order::announce{base::warning(
         fmt::format(
            "the probe of {} is switched off for the rest of this run: it ended the audits of {} "
            "domains",
            name_of(probe),
            rules_.each.strikes),
         fmt::format(
            "leave it out with --skip '{}/*'",
            name_of(probe).substr(0, name_of(probe).find(' '))))});
}

void decider::stop(time_point now)
{
   if (!give_up_at_)
      give_up_at_ = now + rules_.patience;
}

bool decider::nobody_works() const
{
   for (std::size_t w = 0; w != staff_.size(); ++w)
      if (staff_[w] && dispatcher_.in_flight(w) != 0)
         return false;
   return true;
}

bool decider::is_over(time_point now) const
{
   if (failure_ || (is_stopping() && (now >= *give_up_at_ || nobody_works())))
      return true;
   return list_ended_ && dispatcher_.is_idle() && std::ranges::none_of(staff_, [](auto const& e) {
             return e.has_value();
          });
}

std::map<std::string, unsigned> decider::crashes() const
{
   std::map<std::string, unsigned> all;
   for (auto const& [probe, strikes] : dispatcher_.strikes())
      all[name_of(probe)] = strikes;
   return all;
}

std::vector<std::string> decider::switched_off() const
{
   std::vector<std::string> all;
   for (auto const probe : dispatcher_.switched_off())
      all.push_back(name_of(probe));
   return all;
}

}  // namespace dnslint::scan
