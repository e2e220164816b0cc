// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream_policies.hpp"

namespace dnslint::resolver {

using verdict = admission::verdict;

upstream_policies::upstream_policies(upstream_limits const& how)
: window_{how.window}
, breaker_{how.breaker}
, retries_{how.retries}
{
   if (how.per_second)
      rate_.emplace(*how.per_second);
}

admission upstream_policies::admit(time_point now) noexcept
{
   if (auto const refused = refusal(now))
      return *refused;
   retries_.earned();
   return send(now);
}

admission upstream_policies::admit_retry(time_point now) noexcept
{
   if (!retries_.has_any())
      return {verdict::spent};
   if (auto const refused = refusal(now))
      return *refused;
   retries_.take();
   ++health_.retries;
   return send(now);
}

// Last the breaker, since what it admits may be its trial.
std::optional<admission> upstream_policies::refusal(time_point now) noexcept
{
   auto const closed = breaker_.state() == circuit_breaker::condition::closed;
   if (!window_.has_room())
      return admission{closed ? verdict::full : verdict::open};
   if (breaker_.admits(now))
      return std::nullopt;
   return admission{verdict::open};
}

admission upstream_policies::send(time_point now) noexcept
{
   window_.sent();
   ++health_.sent;
   health_.breaker = breaker_.state();
   return {verdict::send, rate_ ? rate_->take(now) : time_point{0}};
}

void upstream_policies::settled(settlement const& s, time_point now) noexcept
{
   switch (s.how) {
      case reply::answered:
         window_.answered(s.rtt, now);
         breaker_.answered(now);
         break;
      case reply::servfail:
      case reply::refused:
         window_.failed();
         breaker_.answered(now);
         break;
      case reply::none:
         window_.unanswered(now);
         breaker_.unanswered(s.domain_key, now);
         break;
      case reply::withdrawn:
         window_.withdrawn();
         break;
   }
   health_.note(s.how, s.rtt);
   health_.breaker = breaker_.state();
}

}  // namespace dnslint::resolver
