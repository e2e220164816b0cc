// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <array>
#include <cstdint>

namespace dnslint::resolver {

using hash_key = std::array<std::uint64_t, 2>;

// For tables of questions, whose names strangers choose: who does not know the key cannot fill one
// place of a table. A few nanoseconds; not for anything that is stored or shown.
std::uint64_t hash_of(dns::question const& q, hash_key const& chosen) noexcept;

}  // namespace dnslint::resolver
