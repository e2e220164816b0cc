// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/resolver/answers/question_hash.hpp"

#include <cstddef>
#include <optional>

namespace dnslint::resolver {

// How much memory the answers that domains share may take.
struct cache_limits {
   std::size_t entries = 65'536;
   std::size_t bytes = std::size_t{64} << 20U;  // approximately
};

// How often and how long one question is tried.
struct policy {
   unsigned tries = 3;                        // per question, 1 to 10 over all upstreams
   base::event_loop::duration timeout{2000};  // of each try
   // The wait before the second try. It doubles for each further try, with jitter.
   base::event_loop::duration back_off{200};
   unsigned most_chain_steps = 8;  // CNAME targets that are asked for after the first answer
   // How many unanswered tries mark a name as dead when the source has no limits and therefore no
   // loss estimate.
   unsigned silence_tells = 2;
   // Whether questions that go unanswered in an outage wait until an upstream answers again,
   // however long that takes. Only for upstreams with limits.
   bool waits_out_outages = false;
   // Whether the answers of several upstreams are compared: all until an upstream is trusted, then
   // samples.
   bool compares = false;
   // Whether silence is followed by one more try over TCP: a path that loses datagrams may carry a
   // connection.
   bool tcp_after_silence = false;
   std::optional<cache_limits> cache{};  // for answers that domains share; null: no cache
   hash_key cache_key{};                 // random where strangers choose the names
};

}  // namespace dnslint::resolver
