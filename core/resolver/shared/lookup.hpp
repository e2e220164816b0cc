// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/question_hash.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/upstream/retry_policy.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// A question in flight: everybody who waits for it, and how far it has got. Stands in the
// resolver's table until it ends.
struct lookup {
   dns::question const* asked = nullptr;  // the table's
   on_answer waiting;                     // who asked first
   std::vector<on_answer> also_waiting;
   std::vector<exchange> exchanges;  // before the last one
   attempt current;
   std::optional<dns::question> chain_end;  // asked now, in place of `asked`
   std::vector<dns::record> chain;          // followed before it
   unsigned chain_steps = 0;
   bool secure = true;  // so far
   question_context by;
   std::optional<answer> at_hand;     // of the try before, which a further one is to better
   std::size_t refusals = 0;          // by upstreams in a row
   std::vector<std::uint8_t> silent;  // upstreams that did not answer, one for each such try

   dns::question const& open() const { return chain_end ? *chain_end : *asked; }
};

// Of the table of questions in flight.
struct keyed_hash {
   hash_key key;

   // Not noexcept, by which the table would take it for so cheap that it need not keep the hashes.
   std::size_t operator()(dns::question const& q) const { return hash_of(q, key); }
};

// The chain of the whole look-up, `last` being the answer to its last part.
std::vector<dns::record> joined_chain(lookup const& l, answer const& last);

// Whether the chain comes back to a name that it has left.
bool has_loop(answer const& a);

// Keeps those of an answer that another one follows.
void keep_exchanges(lookup& l, answer& a);

// Of the question alone, so that the order of questions does not matter.
std::uint64_t jitter_of(lookup const& l, answer const& got, std::uint64_t seed);

}  // namespace dnslint::resolver
