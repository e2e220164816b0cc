// SPDX-License-Identifier: Apache-2.0
#include "address.hpp"

#include "network.hpp"

#include <algorithm>
#include <arpa/inet.h>

namespace spf {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

std::string joined_backwards(std::string_view dotted)
{
   std::string name;
   for (;;) {
      auto const dot = dotted.rfind('.');
      name += dotted.substr(dot + 1);
      name += '.';
      if (dot == std::string_view::npos)
         return name;
      dotted = dotted.substr(0, dot);
   }
}

}  // namespace

std::optional<address> read_address(std::string_view text)
{
   address a;
   a.is_ip6 = !is_ip4_network(text);
   if (a.is_ip6 && !is_ip6_network(text))
      return std::nullopt;
   std::string const terminated{text};
   if (inet_pton(a.is_ip6 ? AF_INET6 : AF_INET, terminated.c_str(), a.bytes.data()) != 1)
      return std::nullopt;
   return a;
}

address without_mapping(address const& a)
{
   constexpr std::array<std::uint8_t, 12> prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
   if (!a.is_ip6 || !std::equal(prefix.begin(), prefix.end(), a.bytes.begin()))
      return a;
   address ip4;
   std::copy(a.bytes.begin() + 12, a.bytes.end(), ip4.bytes.begin());
   return ip4;
}

bool is_in_network(address const& a, address const& network, std::size_t prefix)
{
   if (a.is_ip6 != network.is_ip6)
      return false;
   auto const whole = prefix / 8;
   if (!std::equal(
          a.bytes.begin(),
          a.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
          network.bytes.begin()))
      return false;
   auto const bits = prefix % 8;
   if (bits == 0)
      return true;
   auto const different = static_cast<unsigned>(a.bytes[whole] ^ network.bytes[whole]);
   return different >> (8 - bits) == 0;
}

std::string readable(address const& a)
{
   std::array<char, INET6_ADDRSTRLEN> text{};
   inet_ntop(a.is_ip6 ? AF_INET6 : AF_INET, a.bytes.data(), text.data(), text.size());
   return text.data();
}

std::string dotted(address const& a)
{
   if (!a.is_ip6)
      return readable(a);
   std::string text;
   for (auto const byte : a.bytes) {
      text += hex_digits[byte >> 4U];
      text += '.';
      text += hex_digits[byte & 15U];
      text += '.';
   }
   text.pop_back();
   return text;
}

std::string_view reverse_zone(address const& a)
{
   return a.is_ip6 ? "ip6" : "in-addr";
}

std::string reverse_name(address const& a)
{
   return joined_backwards(dotted(a)) + std::string{reverse_zone(a)} + ".arpa";
}

}  // namespace spf
