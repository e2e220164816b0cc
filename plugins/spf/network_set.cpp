// SPDX-License-Identifier: Apache-2.0
#include "network_set.hpp"

#include <algorithm>
#include <bit>
#include <iterator>

namespace spf {
namespace {

constexpr std::uint64_t all_ones = ~std::uint64_t{0};
constexpr address_number last_number{all_ones, all_ones};

address_number after(address_number n)
{
   ++n.low;
   n.high += n.low == 0 ? 1 : 0;
   return n;
}

address_number before(address_number n)
{
   n.high -= n.low == 0 ? 1 : 0;
   --n.low;
   return n;
}

address_number number_of(address const& a)
{
   address_number n;
   std::size_t const bytes = a.is_ip6 ? 16 : 4;
   for (std::size_t i = 0; i != bytes; ++i) {
      n.high = n.high << 8U | n.low >> 56U;
      n.low = n.low << 8U | a.bytes[i];
   }
   return n;
}

std::uint64_t ones(std::size_t count)
{
   return count >= 64 ? all_ones : (std::uint64_t{1} << count) - 1;
}

// The lower `count` bits.
address_number host_bits(std::size_t count)
{
   return {count > 64 ? ones(count - 64) : 0, ones(count)};
}

address_number sum(address_number a, address_number const& b)
{
   a.low += b.low;
   auto const carry = a.low < b.low ? 1U : 0U;
   a.high += b.high + carry;
   bool const overflows = carry != 0 ? a.high <= b.high : a.high < b.high;
   return overflows ? last_number : a;
}

address_number difference(address_number a, address_number const& b)
{
   a.high -= b.high + (a.low < b.low ? 1U : 0U);
   a.low -= b.low;
   return a;
}

}  // namespace

void network_set::add(address const& network, std::size_t prefix)
{
   auto const hosts = host_bits((network.is_ip6 ? 128 : 32) - prefix);
   auto const any = number_of(network);
   add(
      {any.high & ~hosts.high, any.low & ~hosts.low}, {any.high | hosts.high, any.low | hosts.low});
}

void network_set::add(network_set const& other)
{
   for (auto const& [first, last] : other.ranges_)
      add(first, last);
}

void network_set::add(address_number first, address_number last)
{
   auto at = ranges_.upper_bound(first);
   if (at != ranges_.begin()) {
      auto const left = std::prev(at);
      bool const touches = left->second == last_number || after(left->second) >= first;
      if (touches) {
         first = left->first;
         last = std::max(last, left->second);
         ranges_.erase(left);
      }
   }
   while (at != ranges_.end() && (last == last_number || at->first <= after(last))) {
      last = std::max(last, at->second);
      at = ranges_.erase(at);
   }
   ranges_.emplace(first, last);
}

network_set network_set::without(network_set const& other) const
{
   network_set rest;
   for (auto const& [begin, last] : ranges_) {
      auto first = begin;
      auto at = other.ranges_.upper_bound(first);
      if (at != other.ranges_.begin() && std::prev(at)->second >= first)
         --at;
      bool is_left = true;
      for (; is_left && at != other.ranges_.end() && at->first <= last; ++at) {
         if (at->first > first)
            rest.ranges_.emplace_hint(rest.ranges_.end(), first, before(at->first));
         is_left = at->second < last;
         first = is_left ? after(at->second) : first;
      }
      if (is_left)
         rest.ranges_.emplace_hint(rest.ranges_.end(), first, last);
   }
   return rest;
}

address_number network_set::size() const
{
   address_number total;
   for (auto const& [first, last] : ranges_) {
      total = sum(total, difference(last, first));
      total = sum(total, {0, 1});
   }
   return total;
}

std::size_t width_of(network_set const& set, std::size_t bits)
{
   if (set.empty())
      return bits + 1;
   auto const last = before(set.size());
   auto const used = last.high != 0 ? 64 + std::bit_width(last.high) : std::bit_width(last.low);
   return bits - static_cast<std::size_t>(used);
}

}  // namespace spf
