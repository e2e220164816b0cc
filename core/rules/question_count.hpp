// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace dnslint::rules {

struct check;
struct lookup;
struct pack;

// How many questions the rules of a pack ask about a domain at most. Lookups that are written
// alike, and whose names depend on nothing but the domain and facts, are one question.
std::size_t most_questions(pack const& p);
std::size_t most_questions(check const& c);
std::size_t most_questions(lookup const& l);

}  // namespace dnslint::rules
