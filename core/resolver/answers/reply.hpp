// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <cstdint>

namespace dnslint::resolver {

// How a question that was sent to an upstream ended.
enum class reply : std::uint8_t {
   answered,  // with an answer that is none of the following
   servfail,
   refused,
   none,      // nothing came within the timeout
   unproved,  // an absence without proof, or a lame or malformed answer
   withdrawn  // the asker stopped waiting
};

// How the last exchange of `got` ended.
reply reply_of(answer const& got);

}  // namespace dnslint::resolver
