// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/address_order.hpp"

#include <algorithm>

namespace dnslint::hosts {

std::vector<host_address> in_order_of_tries(std::vector<host_address> all)
{
   std::ranges::sort(all);
   all.erase(std::unique(all.begin(), all.end()), all.end());
   auto const ipv6 = std::ranges::find_if_not(all, &host_address::is_ipv4);
   std::vector<host_address> chosen;
   auto a = all.begin();
   auto b = ipv6;
   while (chosen.size() != most_addresses_tried && (a != ipv6 || b != all.end())) {
      if (a != ipv6)
         chosen.push_back(*a++);
      if (b != all.end() && chosen.size() != most_addresses_tried)
         chosen.push_back(*b++);
   }
   return chosen;
}

}  // namespace dnslint::hosts
