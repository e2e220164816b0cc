// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/upstream_pool.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::resolver {

upstream_pool::member::member(upstream u)
: where{std::move(u.where)}
, tried{std::move(u.tried)}
, from{std::move(u.from)}
{
   if (u.limits)
      policies.emplace(*u.limits);
}

upstream_pool::upstream_pool(std::vector<upstream> all)
{
   members_.reserve(all.size());
   for (auto& u : all)
      members_.emplace_back(std::move(u));
}

bool upstream_pool::is_limited() const noexcept
{
   return !members_.empty() && members_.front().policies.has_value();
}

bool upstream_pool::is_full() const noexcept
{
   return std::ranges::any_of(members_, [](member const& m) {
      return !m.waiting.empty();
   });
}

std::size_t upstream_pool::first()
{
   if (size() < 2 || !is_limited())
      return 0;
   if (choice_.wants_look())
      choice_.look(reports());
   return choice_.next(
      size(), [this](std::size_t i) -> auto const& { return *members_[i].policies; });
}

std::optional<std::size_t> upstream_pool::better_than(std::size_t which) const
{
   if (members_[which].policies->is_heard())
      return std::nullopt;
   return choice_.heard(
      size(), [this](std::size_t i) -> auto const& { return *members_[i].policies; });
}

// An upstream of which nothing bad is known yet may be asked, too.
std::optional<std::size_t> upstream_pool::comparable(comparison const& so_far) const
{
   for (std::size_t i = 0; i != size(); ++i) {
      auto const& policies = *members_[i].policies;
      auto const& health = policies.health();
      auto const is_new = health.unanswered == 0 &&
                          health.breaker == circuit_breaker::condition::closed &&
                          !policies.is_dropped();
      if (!so_far.was_asked(i) && (policies.is_heard() || is_new))
         return i;
   }
   return std::nullopt;
}

void upstream_pool::drop(std::size_t which)
{
   auto const others_are_left = std::ranges::any_of(members_, [&](member const& m) {
      return &m != &members_[which] && !m.policies->is_dropped();
   });
   auto const& trust = members_[which].trust;
   members_[which].policies->drop(
      trust.has_failed_control() ? drop_reason::control : drop_reason::contradictions,
      others_are_left);
}

std::optional<waiting_lookup> upstream_pool::next_for(std::size_t which)
{
   auto const& to = members_[which];
   if (to.policies->in_flight() >= to.policies->window())
      return std::nullopt;
   auto const may_leave = [&](member const& m) {
      auto const is_worse = which == choice_.best() || !m.policies->is_heard();
      return !m.waiting.empty() && (&m == &to || (to.policies->is_heard() && is_worse));
   };
   auto const from = to.waiting.empty() ? std::ranges::find_if(members_, may_leave)
                                        : members_.begin() + static_cast<std::ptrdiff_t>(which);
   if (from == members_.end())
      return std::nullopt;
   auto const next = from->waiting.front();
   from->waiting.pop_front();
   return next;
}

void upstream_pool::leave_dead_alone(base::event_loop::time_point now)
{
   auto const is_well = [](member const& m) {
      return m.tried && m.tried->answered;
   };
   if (std::ranges::none_of(members_, is_well))
      return;
   for (auto& m : members_)
      if (m.policies && m.tried && !m.tried->answered)
         m.policies->take_for_dead(now);
}

std::vector<upstream_report> upstream_pool::reports() const
{
   std::vector<upstream_report> all;
   for (auto const& m : members_)
      if (m.policies)
         all.push_back({m.where, m.policies->health()});
   return all;
}

}  // namespace dnslint::resolver
