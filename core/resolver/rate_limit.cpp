// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/rate_limit.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;

class rate_limited final : public source {
public:
   rate_limited(base::event_loop& loop, std::unique_ptr<source> inner, unsigned per_second)
   : loop_{&loop}
   , inner_{std::move(inner)}
   , bucket_{per_second}
   {}

   void ask(request const& r, done on_done) override
   {
      auto const wait = bucket_.take(loop_->now());
      if (wait == 0ms)
         return inner_->ask(r, std::move(on_done));
      loop_->run_after(wait, [weak = std::weak_ptr{inner_}, r, on_done = std::move(on_done)] {
         if (auto const inner = weak.lock())
            inner->ask(r, on_done);
      });
   }

private:
   base::event_loop* loop_;
   std::shared_ptr<source> inner_;
   token_bucket bucket_;
};

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

std::unique_ptr<source> make_rate_limited(
   base::event_loop& loop, std::unique_ptr<source> inner, unsigned per_second)
{
   return std::make_unique<rate_limited>(loop, std::move(inner), per_second);
}

}  // namespace dnslint::resolver
