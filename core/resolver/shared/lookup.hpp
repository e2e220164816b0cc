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

// A question in flight, and everybody who waits for it. Stands in the resolver's table until it
// ends.
struct lookup {
   on_answer waiting;  // who asked first
   std::vector<on_answer> also_waiting;
   question_context context;
   dns::question const* asked = nullptr;  // the table's
   std::optional<lookup_steps> steps;
   base::task<> work;
   std::optional<comparison> compared;
   std::vector<std::uint8_t> silent;  // upstreams that did not answer, one for each such attempt
};

// Of the table of questions in flight.
struct keyed_hash {
   hash_key key;

   // Not noexcept, by which the table would take it for so cheap that it need not keep the hashes.
   std::size_t operator()(dns::question const& q) const { return hash_of(q, key); }
};

// A number that depends on the question and the attempt alone, so that the order of questions does
// not matter.
std::uint64_t jitter_of(lookup_steps const& steps, answer const& got, std::uint64_t seed);

}  // namespace dnslint::resolver
