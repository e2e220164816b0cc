// SPDX-License-Identifier: Apache-2.0
#include "server_verdict.hpp"

namespace ns {

using dnslint::failed;
using dnslint::not_known;
using dnslint::passed;
using dnslint::verdict;

verdict has_address(name_server const& s)
{
   if (!s.ipv4.addresses.empty() || !s.ipv6.addresses.empty())
      return passed();
   for (auto const* lookup : {&s.ipv4, &s.ipv6})
      if (lookup->unknown)
         return not_known(*lookup->unknown);
   return failed(s.name + " has neither A nor AAAA records");
}

verdict is_no_alias(name_server const& s)
{
   if (!s.alias_of.empty())
      return failed(s.name + " is an alias of " + s.alias_of);
   if (s.ipv4.unknown && s.ipv6.unknown)
      return not_known(*s.ipv4.unknown);
   return passed();
}

}  // namespace ns
