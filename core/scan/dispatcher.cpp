// SPDX-License-Identifier: Apache-2.0
#include "core/scan/dispatcher.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr auto switched_off_code = base::causes::plugin_switched_off.code;

void add_unless_left_out(std::vector<left_out_probe>& all, left_out_probe one)
{
   if (!is_left_out(all, one.probe))
      all.push_back(std::move(one));
}

}  // namespace

dispatcher::dispatcher(
   std::size_t workers, limits const& bounds, std::vector<probe_entry> const& probes)
: bounds_{bounds}
, probes_{&probes}
, workers_(workers)
{}

void dispatcher::add(domain_input d)
{
   fresh_.push_back({{next_number_++, std::move(d), {}}, inquiry{*probes_}});
}

void dispatcher::add_again(std::uint64_t number, domain_input d)
{
   again_.push_back({{number, std::move(d), {}}, inquiry{*probes_}});
}

assignment dispatcher::give(std::size_t worker, pending p)
{
   for (auto const probe : switched_off_)
      add_unless_left_out(
         p.task.left_out, {probe, std::string{switched_off_code}, last_detail_[probe]});
   p.task.alone = p.alone;
   auto task = p.task;
   for (auto& one : p.cause_of_end.left_out())
      add_unless_left_out(task.left_out, std::move(one));
   auto& to = workers_[worker];
   ++to.given;
   to.has_shared |= !p.alone;
   to.has.emplace(task.number, std::move(p));
   return task;
}

// A process that has audited several domains at once may be damaged. One in which every audit alone
// was completed is used again, but not when a worker ended in it: then the domain gets a new one.
std::vector<assignment> dispatcher::give_one_alone(std::size_t worker)
{
   auto& w = workers_[worker];
   if (!w.has.empty())
      return {};
   auto const& next = alone_.front();
   auto const needs_new =
      next.needs_new_process || next.cause_of_end.at() != inquiry::stage::all_probes;
   if (w.has_shared || (w.given != 0 && needs_new)) {
      w.retiring = true;
      return {};
   }
   auto p = std::move(alone_.front());
   alone_.pop_front();
   p.alone = true;
   return {give(worker, std::move(p))};
}

bool dispatcher::takes_trials(std::size_t worker) const
{
   return worker == trial_worker && !(alone_.empty() && together_.empty());
}

// The watch of the new process is careful, so that the first harm is seen where it is done.
std::vector<assignment> dispatcher::give_together(std::size_t worker)
{
   auto& w = workers_[worker];
   if (!w.has.empty())
      return {};
   if (w.given != 0) {
      w.retiring = true;
      return {};
   }
   std::vector<assignment> all;
   for (auto& p : together_.front()) {
      p.alone = true;
      all.push_back(give(worker, std::move(p)));
   }
   together_.pop_front();
   return all;
}

// One worker finds out what is guilty, the others go on.
std::vector<assignment> dispatcher::hand_out(std::size_t worker, std::size_t count)
{
   auto const& w = workers_[worker];
   std::vector<assignment> all;
   auto const is_busy_alone = std::ranges::any_of(w.has, [](auto const& entry) {
      return entry.second.alone;
   });
   if (w.retiring || is_busy_alone)
      return all;
   if (takes_trials(worker))
      return alone_.empty() ? give_together(worker) : give_one_alone(worker);
   for (auto* const from : {&again_, &fresh_})
      while (!from->empty() && w.has.size() < bounds_.in_flight && all.size() < count) {
         auto p = std::move(from->front());
         from->pop_front();
         p.alone = false;
         all.push_back(give(worker, std::move(p)));
      }
   return all;
}

// Somebody was found guilty: the others are audited as always.
void dispatcher::give_back(pending& p)
{
   for (auto& other : std::exchange(p.company, {}))
      again_.push_back(std::move(other));
}

void dispatcher::go_on_searching(std::vector<pending> company, bool was_watched)
{
   if (company.empty())
      return;
   if (!was_watched)
      return together_.push_back(std::move(company));
   for (auto& p : company)
      alone_.push_back(std::move(p));
}

void dispatcher::try_again(pending p)
{
   alone_.push_front(std::move(p));
}

void dispatcher::leave_out(pending& p, verdict v, consequence& c)
{
   for (auto const probe : v.probes) {
      add_unless_left_out(p.task.left_out, {probe, std::string{crashed_code}, v.detail});
      last_detail_[probe] = v.detail;
      if (v.is_proven && ++strikes_[probe] == bounds_.strikes && switched_off_.insert(probe).second)
         c.switched_off.push_back(probe);
   }
   c.domain = p.task.about.text;
   c.found = std::move(v);
   give_back(p);
   p.cause_of_end = inquiry{*probes_};
   p.needs_new_process = false;
   p.deaths = 0;
}

dispatcher::receipt dispatcher::finished(std::size_t worker, std::uint64_t number)
{
   receipt r;
   auto const entry = workers_[worker].has.extract(number);
   if (entry.empty())
      return r;
   auto& p = entry.mapped();
   r.is_kept = p.cause_of_end.at() != inquiry::stage::named_only;
   if (auto v = p.cause_of_end.completed(p.task.left_out))
      leave_out(p, std::move(*v), r.follows);
   if (r.is_kept)
      go_on_searching(std::move(p.company), p.was_watched);
   else
      try_again(std::move(p));
   return r;
}

void dispatcher::lost_alone(pending p, death const& d, bool was_new_process, consequence& c)
{
   auto const is_named =
      d.last && d.domain == p.task.number && !is_left_out(p.task.left_out, *d.last);
   p.needs_new_process = !was_new_process;
   if (is_named && (was_new_process || (d.is_evident && d.in_probe))) {
      if (auto v = p.cause_of_end.ended(d, p.task.left_out))
         leave_out(p, std::move(*v), c);
   } else if (was_new_process && ++p.deaths == bounds_.deaths) {
      go_on_searching(std::move(p.company), p.was_watched);
      c.given_up.push_back(std::move(p.task));
      return;
   }
   try_again(std::move(p));
}

void dispatcher::lost_shared(std::map<std::uint64_t, pending> had, death const& d, consequence& c)
{
   c.is_suspicion = true;
   auto suspect = d.last ? had.extract(d.domain) : decltype(had)::node_type{};
   std::vector<pending> others;
   auto was_watched = !suspect.empty() && suspect.mapped().alone;
   for (auto& [number, p] : had) {
      was_watched |= p.alone;
      others.push_back(std::move(p));
   }
   if (suspect.empty())
      return go_on_searching(std::move(others), was_watched);
   suspect.mapped().company = std::move(others);
   suspect.mapped().was_watched = was_watched;
   try_again(std::move(suspect.mapped()));
}

dispatcher::consequence dispatcher::lost(std::size_t worker, death const& d)
{
   consequence c;
   auto gone = std::exchange(workers_[worker], {});
   auto& had = gone.has;
   if (had.size() == 1 && had.begin()->second.alone)
      lost_alone(std::move(had.begin()->second), d, gone.given == 1, c);
   else
      lost_shared(std::move(had), d, c);
   return c;
}

bool dispatcher::is_idle() const
{
   return fresh_.empty() && again_.empty() && alone_.empty() && together_.empty() &&
          std::ranges::all_of(workers_, [](worker const& w) {
             return w.has.empty();
          });
}

}  // namespace dnslint::scan
