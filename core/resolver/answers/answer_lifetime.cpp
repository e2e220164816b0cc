// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/answer_lifetime.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::resolver {

namespace {

using namespace std::chrono_literals;
using duration = base::event_loop::duration;
using records = std::vector<dns::record>;

constexpr duration longest_positive = 24h;
constexpr duration longest_negative = 3h;
constexpr duration first_failure = 5s;
constexpr duration longest_failure = 5min;
constexpr unsigned most_doublings = 6;
// The bytes of a shared_ptr's counts and of an allocation's header.
constexpr std::size_t overhead = 32;

duration least_ttl(records const& rs, duration most) noexcept
{
   for (auto const& r : rs)
      most = std::min<duration>(most, std::chrono::seconds{r.ttl});
   return most;
}

// MINIMUM is the last field of an SOA record's RDATA (RFC 1035 section 3.3.13).
duration minimum_of(dns::record const& soa) noexcept
{
   std::uint32_t minimum = 0;
   auto const rdata = std::string_view{soa.rdata};
   for (auto const byte : rdata.substr(rdata.size() - std::min<std::size_t>(rdata.size(), 4)))
      minimum = minimum << 8U | static_cast<std::uint8_t>(byte);
   return std::chrono::seconds{minimum};
}

duration negative_lifetime(answer const& a) noexcept
{
   auto least = longest_negative;
   auto proved = false;
   for (auto const& r : a.authority()) {
      if (r.type != dns::rrtype::soa || !a.canonical_name().is_subdomain_of(r.owner))
         continue;
      proved = true;
      least = std::min({least, minimum_of(r), duration{std::chrono::seconds{r.ttl}}});
   }
   return proved ? least_ttl(a.chain(), least) : 0ms;
}

std::size_t owned(std::string const& text) noexcept
{
   static auto const inside = std::string{}.capacity();
   return text.capacity() > inside ? text.capacity() + overhead / 2 : 0;
}

}  // namespace

bool is_failure(answer const& a) noexcept
{
   return a.state == status::unknown &&
          (a.why == base::causes::servfail || a.why == base::causes::refused ||
           a.why == base::causes::timeout);
}

duration lifetime_of(answer const& a, unsigned failures_before) noexcept
{
   switch (a.state) {
      case status::records:
         return least_ttl(a.chain(), least_ttl(a.records(), longest_positive));
      case status::absent:
         return negative_lifetime(a);
      case status::unknown:
         break;
   }
   if (!is_failure(a))
      return 0ms;
   auto const doubled = first_failure * (1U << std::min(failures_before, most_doublings));
   return std::min<duration>(doubled, longest_failure);
}

// The records count as decoded, since compressed names grow when they are read.
std::size_t footprint_of(answer const& a) noexcept
{
   constexpr std::size_t most_growth = 4;
   auto bytes = sizeof a + overhead + owned(a.why.code) + owned(a.why.detail);
   for (auto const& e : a.exchanges)
      bytes += sizeof e + overhead + e.wire.size() * (1 + most_growth) + owned(e.destination);
   return bytes;
}

}  // namespace dnslint::resolver
