// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "address.hpp"

#include <compare>
#include <cstdint>
#include <map>

namespace spf {

// An address as a number of 128 bits; that of an IPv4 address fits into the lower 32.
struct address_number {
   std::uint64_t high = 0;
   std::uint64_t low = 0;

   auto operator<=>(address_number const&) const = default;
};

// A set of addresses of one family, kept as disjoint ranges.
class network_set {
public:
   // All addresses of the network; its host bits may be set.
   void add(address const& network, std::size_t prefix);
   void add(network_set const& other);

   // The addresses of this set that `other` does not have.
   network_set without(network_set const& other) const;

   bool empty() const { return ranges_.empty(); }
   std::size_t ranges() const { return ranges_.size(); }
   // How many addresses it has; of all 2^128 one less, since those have no number of 128 bits.
   address_number size() const;

   bool operator==(network_set const&) const = default;

private:
   void add(address_number first, address_number last);

   std::map<address_number, address_number> ranges_;  // first address: last address
};

// The prefix length of the smallest single network that has as many addresses: 32 for one IPv4
// address, 31 for two, 30 for three. `bits`: 32 or 128. `bits` + 1 for an empty set.
std::size_t width_of(network_set const& set, std::size_t bits);

}  // namespace spf
