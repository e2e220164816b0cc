// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/guard.hpp"

#include "core/base/escape.hpp"
#include "core/resolver/answers/global_address.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace dnslint::hosts {

namespace {

constexpr std::array ranges_with_ipv4_inside{
   "::/96",
   "::ffff:0:0/96",
   "::ffff:0:0:0/96",
   "64:ff9b::/96",
   "64:ff9b:1::/48",
   "2001::/32",
   "2002::/16"};
constexpr std::array ranges_for_documentation{
   "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"};

unsigned bits_of(host_address const& address)
{
   return static_cast<unsigned>(address.bytes().size()) * 8;
}

std::optional<unsigned> length_from_text(std::string_view text)
{
   unsigned bits = 0;
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), bits);
   if (failed != std::errc{} || end != text.data() + text.size())
      return std::nullopt;
   return bits;
}

template <std::size_t size>
std::vector<address_range> ranges_of(std::array<char const*, size> const& texts)
{
   std::vector<address_range> all;
   all.reserve(size);
   for (auto const* const text : texts)
      all.push_back(address_range::from_text(text).value());
   return all;
}

bool any_holds(std::vector<address_range> const& ranges, host_address const& address)
{
   return std::ranges::any_of(ranges, [&](address_range const& r) {
      return r.holds(address);
   });
}

// "::" and "::1" lie in ::/96, and stand for no IPv4 address.
bool has_ipv4_inside(host_address const& address)
{
   static auto const ranges = ranges_of(ranges_with_ipv4_inside);
   static auto const own = ranges_of(std::array{"::/128", "::1/128"});
   return any_holds(ranges, address) && !any_holds(own, address);
}

}  // namespace

base::result<address_range> address_range::from_text(std::string_view text)
{
   auto const slash = text.find('/');
   auto const address = host_address::from_text(text.substr(0, slash));
   auto const length = slash == std::string_view::npos ? (address ? bits_of(*address) : 0)
                                                       : length_from_text(text.substr(slash + 1));
   if (!address || !length || *length > bits_of(*address))
      return base::error(
         fmt::format("'{}' is no range of addresses", base::terminal_text(text)),
         "write 192.0.2.0/24, 2001:db8::/32 or one address");
   if (address->network(*length) != *address)
      return base::error(
         fmt::format("'{}' has bits behind its first {}", base::terminal_text(text), *length),
         fmt::format("write {}/{}", address->network(*length).to_text(), *length));
   return address_range{*address, *length};
}

bool address_range::holds(host_address const& address) const
{
   return address.is_ipv4() == first.is_ipv4() && address.network(bits) == first;
}

address_guard address_guard::for_labs(std::vector<address_range> open)
{
   for (auto const& range : ranges_of(ranges_for_documentation))
      open.push_back(range);
   return address_guard{std::move(open)};
}

std::string_view address_guard::refusal(host_address const& address) const
{
   auto const use = resolver::special_use(address.bytes());
   return !use.empty() && any_holds(open_, address) && !has_ipv4_inside(address)
             ? std::string_view{}
             : use;
}

}  // namespace dnslint::hosts
