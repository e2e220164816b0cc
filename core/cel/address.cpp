// SPDX-License-Identifier: Apache-2.0
#include "core/cel/address.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <fmt/format.h>
#include <span>
#include <vector>

namespace dnslint::cel {
namespace {

// RFC 6890 with later entries of its registries, where "Globally Reachable" is false, and
// multicast. The few exceptions within 192.0.0.0/24 and 2001::/23 are not told apart from their
// block.
constexpr std::array<std::string_view, 28> not_global{
   "0.0.0.0/8",       "10.0.0.0/8",     "100.64.0.0/10",  "127.0.0.0/8",    "169.254.0.0/16",
   "172.16.0.0/12",   "192.0.0.0/24",   "192.0.2.0/24",   "192.168.0.0/16", "198.18.0.0/15",
   "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",    "240.0.0.0/4",    "::/128",
   "::1/128",         "::ffff:0:0/96",  "64:ff9b:1::/48", "100::/64",       "100:0:0:1::/64",
   "2001::/23",       "2001:db8::/32",  "3fff::/20",      "5f00::/16",      "fc00::/7",
   "fe80::/10",       "fec0::/10",      "ff00::/8"};

bool is_mapped(ip_address const& a)
{
   constexpr std::array<std::uint8_t, 12> prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
   return a.size == 16 && std::equal(prefix.begin(), prefix.end(), a.bytes.begin());
}

bool same_bits(ip_address const& a, ip_address const& b, unsigned count)
{
   auto const whole = count / 8;
   if (!std::equal(a.bytes.begin(), a.bytes.begin() + whole, b.bytes.begin()))
      return false;
   if (count % 8 == 0)
      return true;
   auto const mask = static_cast<std::uint8_t>(0xff00U >> (count % 8));
   return (a.bytes.at(whole) & mask) == (b.bytes.at(whole) & mask);
}

std::optional<ip_network> any_network_from_text(std::string_view text)
{
   auto const slash = text.find('/');
   if (slash == std::string_view::npos)
      return std::nullopt;
   auto const base = any_address_from_text(text.substr(0, slash));
   auto const digits = text.substr(slash + 1);
   unsigned length = 0;
   auto const [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
   bool const padded = digits.size() > 1 && digits.starts_with('0');
   if (!base || failed != std::errc{} || end != digits.data() + digits.size() || padded)
      return std::nullopt;
   if (length > base->size * 8U)
      return std::nullopt;
   return ip_network{*base, static_cast<std::uint8_t>(length)};
}

std::vector<ip_network> networks(std::span<std::string_view const> texts)
{
   std::vector<ip_network> all;
   for (auto const text : texts)
      if (auto const read = any_network_from_text(text))
         all.push_back(*read);
   return all;
}

}  // namespace

std::optional<ip_address> any_address_from_text(std::string_view text)
{
   ip_address made;
   std::string const terminated{text};
   if (terminated.size() != std::string_view{terminated.c_str()}.size())
      return std::nullopt;
   bool const is_v6 = text.find(':') != std::string_view::npos;
   made.size = is_v6 ? 16 : 4;
   if (inet_pton(is_v6 ? AF_INET6 : AF_INET, terminated.c_str(), made.bytes.data()) != 1)
      return std::nullopt;
   return made;
}

std::optional<ip_address> address_from_text(std::string_view text)
{
   auto const read = any_address_from_text(text);
   return read && is_mapped(*read) ? std::nullopt : read;
}

std::optional<ip_network> network_from_text(std::string_view text)
{
   auto const read = any_network_from_text(text);
   return read && is_mapped(read->base) ? std::nullopt : read;
}

std::string to_text(ip_address const& a)
{
   std::array<char, INET6_ADDRSTRLEN> text{};
   inet_ntop(a.size == 16 ? AF_INET6 : AF_INET, a.bytes.data(), text.data(), text.size());
   return text.data();
}

std::string to_text(ip_network const& n)
{
   return fmt::format("{}/{}", to_text(n.base), n.prefix_length);
}

bool contains(ip_network const& n, ip_address const& a)
{
   return n.base.size == a.size && same_bits(n.base, a, n.prefix_length);
}

bool contains(ip_network const& outer, ip_network const& inner)
{
   return inner.prefix_length >= outer.prefix_length && contains(outer, inner.base);
}

ip_network masked(ip_network const& n)
{
   auto made = n;
   for (unsigned bit = n.prefix_length; bit < n.base.size * 8U; ++bit)
      made.base.bytes.at(bit / 8) &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
   return made;
}

bool is_global(ip_address const& a)
{
   static auto const blocks = networks(not_global);
   return std::ranges::none_of(blocks, [&a](ip_network const& n) {
      return contains(n, a);
   });
}

}  // namespace dnslint::cel
