// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <array>
#include <cstdint>

namespace dnslint::resolver {

using hash_key = std::array<std::uint64_t, 2>;

// A hash for tables of questions. Strangers choose the names, and without the key they cannot make
// many names collide. It takes a few nanoseconds. The value must not be stored or shown, since the
// key differs between runs.
std::uint64_t hash_of(dns::question const& q, hash_key const& chosen) noexcept;

}  // namespace dnslint::resolver
