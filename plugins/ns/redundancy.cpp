// SPDX-License-Identifier: Apache-2.0
#include "redundancy.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace ns {
namespace {

using dnslint::failed;
using dnslint::not_known;
using dnslint::passed;
using dnslint::verdict;
using lookup_member = address_lookup name_server::*;

constexpr std::array<lookup_member, 2> families{&name_server::ipv4, &name_server::ipv6};

// How to read an unknown lookup: as addresses that deny the claim, or as addresses that make it
// true.
enum class reading { cautious, hopeful };

// The addresses of one server in one family, in order: a zone may name many servers of thousands.
struct ordered_addresses {
   explicit ordered_addresses(address_lookup const& from)
   : unknown{from.unknown.has_value()}
   {
      for (auto const& a : from.addresses)
         bytes.push_back(a.bytes);
      std::ranges::sort(bytes);
      bytes.erase(std::unique(bytes.begin(), bytes.end()), bytes.end());
   }

   bool unknown;
   std::vector<std::string_view> bytes;
};

using server_addresses = std::array<ordered_addresses, 2>;

// Does `a` have an address that `b` has not?
bool has_more(server_addresses const& a, server_addresses const& b, reading unknown)
{
   bool const hopeful = unknown == reading::hopeful;
   for (std::size_t family = 0; family != families.size(); ++family) {
      auto const& own = a[family];
      auto const& other = b[family];
      bool const more = own.unknown     ? hopeful
                        : other.unknown ? hopeful && !own.bytes.empty()
                                        : !std::ranges::includes(other.bytes, own.bytes);
      if (more)
         return true;
   }
   return false;
}

bool have_own(std::vector<name_server> const& servers, reading unknown)
{
   std::vector<server_addresses> all;
   all.reserve(servers.size());
   for (auto const& s : servers)
      all.push_back({ordered_addresses{s.ipv4}, ordered_addresses{s.ipv6}});
   for (auto a = all.begin(); a != all.end(); ++a)
      for (auto b = all.begin(); b != a; ++b)
         if (has_more(*a, *b, unknown) && has_more(*b, *a, unknown))
            return true;
   return false;
}

std::optional<dnslint::cause> first_unknown(server_list const& servers)
{
   for (auto const& s : servers.known)
      for (auto const family : families)
         if ((s.*family).unknown)
            return (s.*family).unknown;
   return servers.rest;
}

// The first 24 bits of an IPv4 address, 48 of an IPv6 address.
std::string network_of(address const& a)
{
   return a.bytes.substr(0, a.bytes.size() == 4 ? 3 : 6);
}

unsigned byte_at(std::string_view bytes, std::size_t i)
{
   return static_cast<unsigned char>(bytes[i]);
}

std::string hex_group(unsigned value)
{
   std::string text;
   for (; value != 0; value /= 16)
      text.insert(text.begin(), "0123456789abcdef"[value % 16]);
   return text.empty() ? "0" : text;
}

// "192.0.2.0/24", "2001:db8::/48"
std::string network_text(std::string_view network)
{
   std::string text;
   if (network.size() == 3) {
      for (std::size_t i = 0; i != 3; ++i)
         text += std::to_string(byte_at(network, i)) + ".";
      return text + "0/24";
   }
   while (network.size() >= 2 && network.ends_with(std::string_view{"\0\0", 2}))
      network.remove_suffix(2);
   for (std::size_t i = 0; i + 1 < network.size(); i += 2)
      text += hex_group(byte_at(network, i) * 256 + byte_at(network, i + 1)) + ":";
   return (text.empty() ? "::" : text + ":") + "/48";
}

std::set<std::string> networks(server_list const& servers, lookup_member family)
{
   std::set<std::string> all;
   for (auto const& s : servers.known)
      for (auto const& a : (s.*family).addresses)
         all.insert(network_of(a));
   return all;
}

}  // namespace

verdict have_own_addresses(server_list const& servers)
{
   if (have_own(servers.known, reading::cautious))
      return passed();
   auto const cause = first_unknown(servers);
   if (cause && (servers.rest || have_own(servers.known, reading::hopeful)))
      return not_known(*cause);
   return failed("no two name servers have addresses of their own");
}

verdict are_in_several_networks(server_list const& servers)
{
   std::string text;
   for (auto const family : families) {
      auto const found = networks(servers, family);
      if (found.size() > 1)
         return passed();
      if (!found.empty())
         text += (text.empty() ? "" : " and ") + network_text(*found.begin());
   }
   if (auto const cause = first_unknown(servers))
      return not_known(*cause);
   return failed(
      text.empty() ? "no name server has an address" : "all name servers are in " + text);
}

}  // namespace ns
