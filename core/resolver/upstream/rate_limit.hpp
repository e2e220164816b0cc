// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"

#include <chrono>

namespace dnslint::resolver {

// A token bucket over the loop's clock that grants `per_second` tokens a second. It saves the
// tokens of a tenth of a second at most, and at least one token, so that saved tokens make no
// noticeable burst.
class token_bucket {
public:
   explicit token_bucket(unsigned per_second);

   // Takes the next token and returns how long the caller must wait for it.
   base::event_loop::duration take(base::event_loop::time_point now);

private:
   using fine = std::chrono::nanoseconds;

   fine interval_;
   fine saved_;
   fine next_{0};  // when the next token falls due
};

}  // namespace dnslint::resolver
