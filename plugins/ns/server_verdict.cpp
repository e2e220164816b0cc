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

verdict is_reachable(server_list const& servers)
{
   std::optional<dnslint::cause> open = servers.rest;
   for (auto const& s : servers.known)
      for (auto const* lookup : {&s.ipv4, &s.ipv6}) {
         for (auto const& a : lookup->addresses)
            if (a.use.empty())
               return passed();
         if (lookup->unknown)
            open = lookup->unknown;
      }
   return open ? not_known(*open)
               : failed("no name server has an address that the Internet can reach");
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
