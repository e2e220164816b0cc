// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace dnslint::bench {

// How often anything has been allocated so far, by the whole program.
std::uint64_t allocations() noexcept;

}  // namespace dnslint::bench
