// SPDX-License-Identifier: Apache-2.0
#include "core/scan/dispatcher.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::string_view crashed = "plugin-crashed";
constexpr std::string_view off = "plugin-switched-off";

bool is_left_out(assignment const& a, std::uint32_t probe)
{
   return std::ranges::find(a.left_out, probe, &left_out_probe::probe) != a.left_out.end();
}

}  // namespace

dispatcher::dispatcher(std::size_t workers, limits const& most)
: most_{most}
, workers_(workers)
{}

void dispatcher::add(domain_input d)
{
   fresh_.push_back({{next_number_++, std::move(d), {}}, 0, false});
}

// One worker at a time looks for what is guilty, the others go on.
bool dispatcher::takes_alone(std::size_t worker) const
{
   if (alone_.empty())
      return false;
   auto const first = std::ranges::find(workers_, false, &worker::retiring);
   return static_cast<std::size_t>(first - workers_.begin()) == worker;
}

assignment dispatcher::give(std::size_t worker, pending p)
{
   for (auto const probe : switched_off_)
      if (!is_left_out(p.what, probe))
         p.what.left_out.push_back({probe, std::string{off}, last_detail_[probe]});
   auto const what = p.what;
   workers_[worker].has.emplace(what.number, std::move(p));
   return what;
}

std::vector<assignment> dispatcher::hand_out(std::size_t worker, std::size_t most)
{
   auto const& w = workers_[worker];
   std::vector<assignment> all;
   auto const is_busy_alone = std::ranges::any_of(w.has, [](auto const& entry) {
      return entry.second.alone;
   });
   if (w.retiring || is_busy_alone)
      return all;
   if (takes_alone(worker)) {
      if (!w.has.empty())
         return all;
      auto p = std::move(alone_.front());
      alone_.pop_front();
      p.alone = true;
      all.push_back(give(worker, std::move(p)));
      return all;
   }
   for (auto* const from : {&again_, &fresh_})
      while (!from->empty() && w.has.size() < most_.in_flight && all.size() < most) {
         auto p = std::move(from->front());
         from->pop_front();
         all.push_back(give(worker, std::move(p)));
      }
   return all;
}

bool dispatcher::finished(std::size_t worker, std::uint64_t number)
{
   return workers_[worker].has.erase(number) != 0;
}

void dispatcher::again(pending p, bool alone)
{
   p.alone = false;
   (alone ? alone_ : again_).push_back(std::move(p));
}

void dispatcher::blame(
   pending& p, std::uint32_t probe, death const& d, std::string const& detail, consequence& c)
{
   auto const text = d.how + " in " + detail;
   if (!is_left_out(p.what, probe))
      p.what.left_out.push_back({probe, std::string{crashed}, text});
   c.blamed = probe;
   last_detail_[probe] = text;
   if (++strikes_[probe] == most_.strikes)
      c.switched_off = switched_off_.insert(probe).second;
}

dispatcher::consequence dispatcher::lost(
   std::size_t worker, death const& d, std::string const& detail)
{
   consequence c;
   auto had = std::exchange(workers_[worker], {}).has;
   auto const suspect = d.last ? had.find(d.domain) : had.end();
   auto const was_alone = had.size() == 1 && had.begin()->second.alone;
   // A probe that was left out cannot have run, so what the board says is damaged.
   auto const is_told = suspect != had.end() && (d.in_probe || was_alone) &&
                        !is_left_out(suspect->second.what, *d.last);
   if (is_told)
      blame(suspect->second, *d.last, d, detail, c);
   for (auto& [number, p] : had) {
      if (!is_told && was_alone && ++p.deaths == most_.deaths) {
         c.given_up.push_back(std::move(p.what));
         continue;
      }
      again(std::move(p), !is_told || was_alone);
   }
   return c;
}

bool dispatcher::is_idle() const
{
   return fresh_.empty() && again_.empty() && alone_.empty() &&
          std::ranges::all_of(workers_, [](worker const& w) {
             return w.has.empty();
          });
}

}  // namespace dnslint::scan
