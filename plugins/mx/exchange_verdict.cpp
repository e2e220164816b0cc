// SPDX-License-Identifier: Apache-2.0
#include "exchange_verdict.hpp"

#include <dnslint/host_name.hpp>

namespace mx {
namespace {

using dnslint::failed;
using dnslint::not_known;
using dnslint::passed;
using dnslint::verdict;

std::optional<dnslint::cause> const& first_unknown(exchange const& e)
{
   return e.ipv4.unknown ? e.ipv4.unknown : e.ipv6.unknown;
}

}  // namespace

verdict has_address(exchange const& e)
{
   if (!e.ipv4.addresses.empty() || !e.ipv6.addresses.empty())
      return passed();
   if (auto const& cause = first_unknown(e))
      return not_known(*cause);
   return failed(e.name + " has neither A nor AAAA records");
}

verdict has_public_address(exchange const& e)
{
   for (auto const* lookup : {&e.ipv4, &e.ipv6})
      for (auto const& a : lookup->addresses)
         if (a.use.empty())
            return passed();
   if (auto const& cause = first_unknown(e))
      return not_known(*cause);
   return failed(e.name + " has no address that the Internet can reach");
}

verdict is_no_alias(exchange const& e)
{
   if (!e.alias_of.empty())
      return failed(e.name + " is an alias of " + e.alias_of);
   if (e.ipv4.unknown && e.ipv6.unknown)
      return not_known(*e.ipv4.unknown);
   return passed();
}

verdict is_named_as_host(exchange const& e)
{
   return dnslint::require(dnslint::is_host_name(e.name), e.name + " is no host name");
}

verdict is_public(exchange const& e)
{
   for (auto const* lookup : {&e.ipv4, &e.ipv6})
      for (auto const& a : lookup->addresses)
         if (!a.use.empty())
            return failed(e.name + " has the address " + a.text + ": " + std::string{a.use});
   if (auto const& cause = first_unknown(e))
      return not_known(*cause);
   return passed();
}

}  // namespace mx
