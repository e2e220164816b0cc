// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/rate_limit.hpp"

#include <algorithm>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;

}  // namespace

token_bucket::token_bucket(unsigned per_second)
: interval_{fine{1s} / std::max(per_second, 1U)}
, saved_{std::max(fine{100ms}, interval_)}
{}

base::event_loop::duration token_bucket::take(base::event_loop::time_point now)
{
   next_ = std::max(next_, fine{now} - saved_ + interval_);
   auto const wait = next_ - fine{now};
   next_ += interval_;
   return std::chrono::ceil<base::event_loop::duration>(std::max(wait, fine{0}));
}

}  // namespace dnslint::resolver
