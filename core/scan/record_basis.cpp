// SPDX-License-Identifier: Apache-2.0
#include "core/scan/record_basis.hpp"

#include <algorithm>
#include <bit>

namespace dnslint::scan {
namespace {

constexpr std::size_t named_domains = 3;

}  // namespace

record_basis::record_basis(std::size_t upstreams)
: columns_(std::min(upstreams, resolver::largest_upstream_set))
{}

void record_basis::add(resolver::upstream_set on, std::string_view domain)
{
   auto const bit = static_cast<std::uint8_t>(1U << (records_ % 8));
   for (std::size_t i = 0; i != columns_.size(); ++i) {
      auto& c = columns_[i];
      if (records_ % 8 == 0)
         c.bits.push_back(0);
      if ((on & resolver::only(i)) == 0)
         continue;
      c.bits.back() |= bit;
      if (!domain.empty() && c.first_domains.size() < named_domains)
         c.first_domains.emplace_back(domain);
   }
   ++records_;
}

void record_basis::fill(std::size_t records)
{
   while (records_ < records)
      add(~resolver::upstream_set{0}, {});
}

std::size_t record_basis::count(resolver::upstream_set on) const
{
   std::size_t count = 0;
   for (std::size_t byte = 0; byte != (records_ + 7) / 8; ++byte) {
      std::uint8_t any = 0;
      for (std::size_t i = 0; i != columns_.size(); ++i)
         if ((on & resolver::only(i)) != 0)
            any |= columns_[i].bits[byte];
      count += static_cast<std::size_t>(std::popcount(any));
   }
   return count;
}

std::string record_basis::bits(std::size_t upstream) const
{
   auto const& all = columns_.at(upstream).bits;
   auto const last = std::find_if(all.rbegin(), all.rend(), [](std::uint8_t byte) {
      return byte != 0;
   });
   return {all.begin(), last.base()};
}

std::vector<std::string> const& record_basis::first_domains(std::size_t upstream) const
{
   return columns_.at(upstream).first_domains;
}

}  // namespace dnslint::scan
