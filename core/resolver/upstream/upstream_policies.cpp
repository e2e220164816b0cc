// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_policies.hpp"

#include <algorithm>

namespace dnslint::resolver {

using verdict = admission::verdict;

upstream_policies::upstream_policies(upstream_limits const& limits)
: window_{limits.window}
, breaker_{limits.breaker}
, retries_{limits.retries}
, pace_{limits.refusals}
{
   if (limits.per_second)
      rate_.emplace(*limits.per_second);
}

admission upstream_policies::admit(time_point now) noexcept
{
   if (auto const refused = refusal())
      return *refused;
   retries_.earned();
   return send(now);
}

admission upstream_policies::admit_retry(time_point now) noexcept
{
   // At a slowed pace a retry only waits for its turn and does not add to the upstream's load, so
   // it needs no budget.
   if (!retries_.has_any() && !pace_.is_slowed())
      return {verdict::spent};
   if (auto const refused = refusal())
      return *refused;
   retries_.take();
   ++health_.retries;
   return send(now);
}

std::optional<admission> upstream_policies::refusal() const noexcept
{
   if (is_dropped_ || !breaker_.admits())
      return admission{verdict::open};
   if (!window_.has_room())
      return admission{verdict::full};
   return std::nullopt;
}

void upstream_policies::lost(time_point now) noexcept
{
   window_.lost(now);
   ++health_.lost;
}

void upstream_policies::take_for_dead(time_point now) noexcept
{
   breaker_.take_for_dead(now);
   health_.breaker = breaker_.state();
}

bool upstream_policies::wants_trial(time_point now) noexcept
{
   auto const wanted = !is_dropped_ && breaker_.wants_trial(now);
   health_.breaker = breaker_.state();
   return wanted;
}

void upstream_policies::trial_ended(bool answered, time_point now) noexcept
{
   if (answered)
      breaker_.trial_answered();
   else
      breaker_.trial_unanswered(now);
   health_.breaker = breaker_.state();
}

admission upstream_policies::send(time_point now) noexcept
{
   window_.sent();
   ++health_.sent;
   health_.breaker = breaker_.state();
   return {verdict::send, std::max(rate_ ? rate_->take(now) : time_point{0}, pace_.take(now))};
}

void upstream_policies::settled(settlement const& s, time_point now) noexcept
{
   auto const is_reply = s.result != reply::none && s.result != reply::withdrawn;
   auto const sent = now - std::chrono::ceil<time_point>(s.rtt);
   if (is_reply && pace_.replied(s.result == reply::refused, sent, now)) {
      window_.refused(now);
      health_.times_slowed = pace_.times_slowed();
   }
   switch (s.result) {
      case reply::answered:
         window_.answered(s.rtt, now);
         if (s.retried)
            retries_.paid_off();
         breaker_.answered();
         break;
      case reply::servfail:
      case reply::refused:
      case reply::unproved:
         window_.failed();
         breaker_.answered();
         break;
      case reply::none:
         window_.unanswered();
         breaker_.unanswered(s.domain_key, now);
         break;
      case reply::withdrawn:
         window_.withdrawn();
         break;
   }
   health_.note(s.result, s.rtt);
   health_.breaker = breaker_.state();
}

}  // namespace dnslint::resolver
