// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <chrono>

namespace dnslint::resolver {

// A token bucket over the loop's clock: `per_second` tokens a second, at most a tenth of a second's
// worth saved up (and at least one), so that what was saved makes no burst worth the name.
class token_bucket {
public:
   explicit token_bucket(unsigned per_second);

   // Takes the next token, which may lie in the future; gives how long to wait for it.
   base::event_loop::duration take(base::event_loop::time_point now);

private:
   using fine = std::chrono::nanoseconds;

   fine interval_;
   fine saved_;
   fine next_{0};  // when the next token falls due
};

}  // namespace dnslint::resolver
