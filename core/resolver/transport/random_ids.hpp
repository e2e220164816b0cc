// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace dnslint::resolver {

// Message ids from the kernel's random generator (RFC 5452 section 9.2), fetched many at a time.
// The ids that c-ares makes are far from uniform.
class random_ids {
public:
   std::uint16_t next();

private:
   std::array<std::uint16_t, 512> ids_{};
   std::size_t used_ = ids_.size();
};

}  // namespace dnslint::resolver
