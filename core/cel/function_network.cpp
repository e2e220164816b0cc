// SPDX-License-Identifier: Apache-2.0
#include "core/cel/function.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

ip_address const& address(arguments given)
{
   return given[0].get<ip_address>();
}

ip_network const& network(arguments given)
{
   return given[0].get<ip_network>();
}

// Of an address or the text of one.
std::optional<ip_address> address_in(value const& v)
{
   return v.is(kind::address) ? std::optional{v.get<ip_address>()}
                              : address_from_text(v.characters());
}

value no_address(value const& v)
{
   return value::error(fmt::format("{} is no IP address", to_text(v, 60)));
}

value no_network(value const& v)
{
   return value::error(fmt::format("{} is no network as 192.0.2.0/24", to_text(v, 60)));
}

value to_address(arguments given, evaluation&)
{
   auto const read = address_in(given[0]);
   return read ? value{*read} : no_address(given[0]);
}

value to_network(arguments given, evaluation&)
{
   auto const read = network_from_text(given[0].characters());
   return read ? value{*read} : no_network(given[0]);
}

value is_address(arguments given, evaluation&)
{
   return value{address_in(given[0]).has_value()};
}

value is_network(arguments given, evaluation&)
{
   return value{network_from_text(given[0].characters()).has_value()};
}

value is_canonical(arguments given, evaluation&)
{
   auto const read = address_in(given[0]);
   return read ? value{to_text(*read) == given[0].characters()} : no_address(given[0]);
}

value family(arguments given, evaluation&)
{
   return value{std::int64_t{address(given).size == 4 ? 4 : 6}};
}

bool is_in(ip_address const& a, std::string_view v4, std::string_view v6)
{
   auto const block = network_from_text(a.size == 4 ? v4 : v6);
   return block && contains(*block, a);
}

value is_unspecified(arguments given, evaluation&)
{
   return value{is_in(address(given), "0.0.0.0/32", "::/128")};
}

value is_loopback(arguments given, evaluation&)
{
   return value{is_in(address(given), "127.0.0.0/8", "::1/128")};
}

value is_link_local_unicast(arguments given, evaluation&)
{
   return value{is_in(address(given), "169.254.0.0/16", "fe80::/10")};
}

value is_link_local_multicast(arguments given, evaluation&)
{
   auto const& a = address(given);
   bool const is_v6 = a.size == 16 && a.bytes[0] == 0xff && (a.bytes[1] & 0x0fU) == 2;
   return value{is_v6 || is_in(a, "224.0.0.0/24", "ff02::/16")};
}

// As in Go and Kubernetes: private addresses count, only broadcast, unspecified, loopback,
// multicast and link-local ones do not.
value is_global_unicast(arguments given, evaluation&)
{
   auto const& a = address(given);
   bool const is_special = is_in(a, "255.255.255.255/32", "::/128") ||
                           is_in(a, "0.0.0.0/32", "::/128") || is_in(a, "127.0.0.0/8", "::1/128") ||
                           is_in(a, "224.0.0.0/4", "ff00::/8") ||
                           is_in(a, "169.254.0.0/16", "fe80::/10");
   return value{!is_special};
}

value is_globally_reachable(arguments given, evaluation& cost)
{
   // A rule asks this of addresses that others publish, an IPv4-mapped one among them.
   auto const& v = given[0];
   auto const read = v.is(kind::address) ? std::optional{v.get<ip_address>()}
                                         : any_address_from_text(v.characters());
   cost.spend(300);
   return read ? value{is_global(*read)} : no_address(given[0]);
}

value contains_address(arguments given, evaluation&)
{
   auto const read = address_in(given[1]);
   return read ? value{contains(network(given), *read)} : no_address(given[1]);
}

value contains_network(arguments given, evaluation&)
{
   auto const read = given[1].is(kind::network) ? std::optional{given[1].get<ip_network>()}
                                                : network_from_text(given[1].characters());
   return read ? value{contains(network(given), *read)} : no_network(given[1]);
}

value base_address(arguments given, evaluation&)
{
   return value{network(given).base};
}

value mask(arguments given, evaluation&)
{
   return value{masked(network(given))};
}

value prefix_length(arguments given, evaluation&)
{
   return value{std::int64_t{network(given).prefix_length}};
}

constexpr std::array network_table{
   function{
      "ip",
      call_style::global,
      1,
      {text_kind | address_kind},
      address_kind,
      to_address,
      "The IP address that the text says"},
   function{
      "isIP",
      call_style::global,
      1,
      {text_kind},
      boolean_kind,
      is_address,
      "Is the text an IP address?"},
   function{
      "ip.isCanonical",
      call_style::global,
      1,
      {text_kind},
      boolean_kind,
      is_canonical,
      "Is the address written as RFC 5952 wants it?"},
   function{
      "cidr",
      call_style::global,
      1,
      {text_kind},
      network_kind,
      to_network,
      "The network that a text such as 192.0.2.0/24 says"},
   function{
      "isCIDR",
      call_style::global,
      1,
      {text_kind},
      boolean_kind,
      is_network,
      "Is the text a network?"},
   function{"family", call_style::receiver, 1, {address_kind}, integer_kind, family, "4 or 6"},
   function{
      "isUnspecified",
      call_style::receiver,
      1,
      {address_kind},
      boolean_kind,
      is_unspecified,
      "Is it 0.0.0.0 or ::?"},
   function{
      "isLoopback",
      call_style::receiver,
      1,
      {address_kind},
      boolean_kind,
      is_loopback,
      "Is it of 127.0.0.0/8 or ::1?"},
   function{
      "isLinkLocalUnicast",
      call_style::receiver,
      1,
      {address_kind},
      boolean_kind,
      is_link_local_unicast,
      "Is it of 169.254.0.0/16 or fe80::/10?"},
   function{
      "isLinkLocalMulticast",
      call_style::receiver,
      1,
      {address_kind},
      boolean_kind,
      is_link_local_multicast,
      "Is it of 224.0.0.0/24 or multicast of link scope?"},
   function{
      "isGlobalUnicast",
      call_style::receiver,
      1,
      {address_kind},
      boolean_kind,
      is_global_unicast,
      "Is it unicast, and neither loopback nor link-local? Private addresses are"},
   function{
      "is_global",
      call_style::either,
      1,
      {text_kind | address_kind},
      boolean_kind,
      is_globally_reachable,
      "Is the address, or the text of one, reachable from anywhere (RFC 6890)?"},
   function{
      "containsIP",
      call_style::receiver,
      2,
      {network_kind, text_kind | address_kind},
      boolean_kind,
      contains_address,
      "Is the address in the network?"},
   function{
      "containsCIDR",
      call_style::receiver,
      2,
      {network_kind, text_kind | network_kind},
      boolean_kind,
      contains_network,
      "Is the other network within this one?"},
   function{
      "ip",
      call_style::receiver,
      1,
      {network_kind},
      address_kind,
      base_address,
      "The address of the network as it was written"},
   function{
      "masked",
      call_style::receiver,
      1,
      {network_kind},
      network_kind,
      mask,
      "The network with 0 for all bits behind its prefix"},
   function{
      "prefixLength",
      call_style::receiver,
      1,
      {network_kind},
      integer_kind,
      prefix_length,
      "The bits of its prefix"}};

}  // namespace

std::span<function const> network_functions() noexcept
{
   return network_table;
}

}  // namespace dnslint::cel
