// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "address.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace spf {

// A set of IPv4 networks that may overlap.
class address_count {
public:
   // Others than IPv4 are ignored. `prefix`: 0 to 32.
   void add(address const& network, std::size_t prefix);
   // Addresses in the union: 0 to 2^32.
   std::uint64_t total() const;

private:
   std::vector<std::pair<std::uint64_t, std::uint64_t>> ranges_;  // first, behind the last
};

}  // namespace spf
