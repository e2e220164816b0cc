// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstddef>

namespace dnslint::resolver {

// Whether the question failed in a way that is worth remembering (RFC 9520 section 3.1): SERVFAIL,
// REFUSED, or no answer at all. Questions that were withheld and answers that could not be read are
// not worth remembering.
bool is_failure(answer const& a) noexcept;

// How long the answer may be given to others; 0 means only to those who already asked. For records
// it is the least TTL of the records and of the aliases that led to them, at most a day. For an
// absence it is the lesser of the SOA record's TTL and MINIMUM (RFC 2308 section 5), at most 3
// hours. For a failure it is 5 seconds, doubled for each failure of the same question just before,
// at most 5 minutes (RFC 9520 section 3.2).
base::event_loop::duration lifetime_of(answer const& a, unsigned failures_before = 0) noexcept;

// About how many bytes the answer takes in memory, including everything that it owns.
std::size_t footprint_of(answer const& a) noexcept;

}  // namespace dnslint::resolver
