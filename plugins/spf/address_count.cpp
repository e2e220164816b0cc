// SPDX-License-Identifier: Apache-2.0
#include "address_count.hpp"

#include <algorithm>

namespace spf {

void address_count::add(address const& network, std::size_t prefix)
{
   if (network.is_ip6)
      return;
   std::uint64_t first = 0;
   for (std::size_t i = 0; i != 4; ++i)
      first = first << 8U | network.bytes[i];
   auto const size = std::uint64_t{1} << (32 - prefix);
   first -= first % size;
   ranges_.emplace_back(first, first + size);
}

std::uint64_t address_count::total() const
{
   auto sorted = ranges_;
   std::ranges::sort(sorted);
   std::uint64_t count = 0;
   std::uint64_t counted_to = 0;
   for (auto const& [first, end] : sorted) {
      auto const begin = std::max(first, counted_to);
      if (end > begin)
         count += end - begin;
      counted_to = std::max(counted_to, end);
   }
   return count;
}

}  // namespace spf
