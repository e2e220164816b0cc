// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/belief.hpp"

#include "core/base/causes.hpp"

#include <utility>

namespace dnslint::resolver {

namespace {

void disbelieve(answer& got, std::optional<base::cause> why)
{
   if (!why)
      return;
   got.state = status::unknown;
   got.why = *std::move(why);
}

// Why the answer may be a rewritten NXDOMAIN; null if it cannot be one.
std::optional<base::cause> doubt_of_rewritten(answer const& got, knowledge const& known)
{
   auto const rewrites = known.trial != nullptr && known.trial->nxdomain == trial_verdict::bad;
   auto const is_placed = known.seen != nullptr && known.seen->has_zone();
   if (!rewrites || got.state != status::absent || got.secure || is_placed)
      return std::nullopt;
   return base::because(
      base::causes::nxdomain_rewritten,
      "this resolver gives addresses to names that do not exist, and may not say so of this one");
}

std::optional<base::cause> doubt_of_dropped(answer const& got, knowledge const& known)
{
   if (!known.is_dropped || got.state == status::unknown)
      return std::nullopt;
   return base::because(base::causes::control_failed, "this resolver stood against others");
}

}  // namespace

void judge_belief(answer& got, knowledge const& known)
{
   disbelieve(got, doubt_of_dropped(got, known));
   disbelieve(got, doubt_of_rewritten(got, known));
   if (known.trial != nullptr)
      disbelieve(got, doubt(*known.trial, got));
   if (known.at_hand != nullptr && agree_on_absence(*known.at_hand, got)) {
      got.state = status::absent;
      got.why = {};
   }
   if (known.seen != nullptr)
      disbelieve(got, known.seen->contradiction(got));
}

}  // namespace dnslint::resolver
