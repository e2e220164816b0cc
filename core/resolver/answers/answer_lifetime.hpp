// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstddef>

namespace dnslint::resolver {

// Whether the question failed in a way that is worth remembering (RFC 9520 section 3.1): SERVFAIL,
// REFUSED, or nobody answered. What we withheld or could not read is not.
bool is_failure(answer const& a) noexcept;

// For how long others may have this answer; 0 when only those who asked may. Positive: the least
// TTL of its records and of the aliases that led to them, at most a day. Negative: the lesser of
// the SOA's TTL and its MINIMUM (RFC 2308 section 5), at most 3 hours. A failure: 5 seconds,
// doubled for each failure of the same question just before, at most 5 minutes (RFC 9520
// section 3.2).
base::event_loop::duration lifetime_of(answer const& a, unsigned failures_before = 0) noexcept;

// About how many bytes it takes, with all that it owns.
std::size_t footprint_of(answer const& a) noexcept;

}  // namespace dnslint::resolver
