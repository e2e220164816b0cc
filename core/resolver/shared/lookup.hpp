// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/task.hpp"
#include "core/resolver/answers/question_hash.hpp"
#include "core/resolver/shared/lookup_steps.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/upstream/comparison.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace dnslint::resolver {

// A question in flight, with everybody who waits for it. It stands in the resolver's table until it
// ends.
struct lookup {
   on_answer waiting;  // who asked first
   std::vector<on_answer> also_waiting;
   question_context context;
   dns::question const* asked = nullptr;  // owned by the table
   std::optional<lookup_steps> steps;
   base::task<> work;
   std::optional<comparison> compared;
   // The upstream of each attempt that went unanswered.
   std::vector<std::uint8_t> silent;
   upstream_set upstreams = 0;  // upstreams that have answered while they were believed
};

// The hash of the table of questions in flight.
struct keyed_hash {
   hash_key key;

   // It is not noexcept: libstdc++ would then take it for cheap and not store the hashes.
   std::size_t operator()(dns::question const& q) const { return hash_of(q, key); }
};

// A number that depends only on the question, the attempt and the seed, so that the order of
// questions does not matter.
std::uint64_t jitter_of(lookup_steps const& steps, answer const& got, std::uint64_t seed);

}  // namespace dnslint::resolver
