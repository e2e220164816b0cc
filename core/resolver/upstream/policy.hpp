// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/resolver/answers/question_hash.hpp"

#include <cstddef>
#include <optional>

namespace dnslint::resolver {

// What the answers that domains share may take in memory.
struct cache_limits {
   std::size_t entries = 65'536;
   std::size_t bytes = std::size_t{64} << 20U;  // about
};

// How often and how long one question is tried.
struct policy {
   unsigned tries = 3;                        // 1 to 10, over all upstreams
   base::event_loop::duration timeout{2000};  // of each try
   base::event_loop::duration back_off{200};  // before the second try; doubles, with jitter
   unsigned most_chain_steps = 8;             // CNAME targets asked for after the first answer
   // How many unanswered tries mark a name as dead when the source has no limits and therefore no
   // loss estimate.
   unsigned silence_tells = 2;
   // Questions that go unanswered while nothing is heard of any upstream wait until one is, however
   // long that takes. Only for upstreams with limits.
   bool waits_out_outages = false;
   // Answers of several upstreams are compared until they are known to be true, and a few later.
   bool compares = false;
   bool tcp_after_silence = false;  // one try more: what loses datagrams may carry a connection
   std::optional<cache_limits> cache{};  // of answers that domains share; without it none
   hash_key cache_key{};                 // random, where strangers choose the names
};

}  // namespace dnslint::resolver
