// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab.hpp"
#include "core/lab/lab_zones.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace dnslint::resolver {

namespace {

using kind = zone_reply::kind;

constexpr std::size_t longest_chain = 64;
constexpr auto yxdomain = dns::rcode{6};

void append(std::vector<dns::record>& to, std::vector<dns::record> records)
{
   std::ranges::move(records, std::back_inserter(to));
}

void refer(dns::message& m, zone_reply reply)
{
   append(m.authority, std::move(reply.records));
   append(m.additional, std::move(reply.glue));
}

// What the reply adds to the message. AA speaks of the first owner name only (RFC 1035 section
// 4.1.1), so a CNAME whose target is elsewhere, or delegated, keeps it.
void take(dns::message& m, zone_reply reply, bool is_first)
{
   if (reply.outcome == kind::elsewhere) {
      if (is_first)
         m.head.code = dns::rcode::refused;
      return;
   }
   if (reply.outcome == kind::delegated)
      return refer(m, std::move(reply));
   m.head.aa = true;
   append(m.answer, std::move(reply.records));
   if (reply.outcome == kind::nxdomain)
      m.head.code = dns::rcode::nxdomain;
   if (reply.outcome == kind::too_long)
      m.head.code = yxdomain;
   if (reply.outcome == kind::nxdomain || reply.outcome == kind::nodata)
      m.authority.push_back(denial_of(*reply.soa));
}

}  // namespace

dns::message lab::authoritative(dns::question const& q, std::uint16_t id) const
{
   dns::message m;
   m.head.id = id;
   m.head.qr = true;
   m.questions = {q};
   std::set<dns::name> seen;
   auto current = q.asked;
   while (seen.size() < longest_chain && seen.insert(current).second) {
      auto reply = zones_->ask_authority({current, q.type});
      auto const is_alias = reply.outcome == kind::alias;
      current = reply.next;
      take(m, std::move(reply), seen.size() == 1);
      if (!is_alias)
         break;
   }
   return m;
}

}  // namespace dnslint::resolver
