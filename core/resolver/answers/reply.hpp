// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstdint>

namespace dnslint::resolver {

// How a question that was sent to an upstream ended.
enum class reply : std::uint8_t {
   answered,  // with whatever else than these two
   servfail,
   refused,
   none,      // nothing came within the timeout
   unproved,  // an absence without proof, or what no server should say: lame, malformed
   withdrawn  // nobody waits for it any more
};

// Of the last exchange of `got`.
reply reply_of(answer const& got);

}  // namespace dnslint::resolver
