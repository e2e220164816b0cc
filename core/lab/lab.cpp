// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab.hpp"

#include "core/lab/lab_zones.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>
#include <utility>

namespace dnslint::resolver {

namespace {

using kind = zone_reply::kind;

constexpr std::size_t longest_chain = 64;
constexpr std::uint16_t every_type = 0;
constexpr auto yxdomain = dns::rcode{6};

dns::message response_to(dns::question const& q, std::uint16_t id)
{
   dns::message m;
   m.head.id = id;
   m.head.qr = m.head.rd = m.head.ra = true;
   m.questions = {q};
   m.opt = dns::edns{};
   return m;
}

void fail(dns::message& m, dns::rcode code)
{
   m.head.code = code;
   m.answer.clear();
}

// Puts a zone's reply into the message; true when the question goes on at an alias's target.
bool take(dns::message& m, zone_reply reply)
{
   std::ranges::move(reply.records, std::back_inserter(m.answer));
   switch (reply.outcome) {
      case kind::records:
         return false;
      case kind::alias:
         return true;
      case kind::nxdomain:
         m.head.code = dns::rcode::nxdomain;
         [[fallthrough]];
      case kind::nodata:
         m.authority.push_back(denial_of(*reply.soa));
         return false;
      case kind::delegated:
         fail(m, dns::rcode::servfail);
         return false;
      case kind::too_long:
         m.head.code = yxdomain;
         return false;
      case kind::elsewhere:
         fail(m, dns::rcode::refused);
         return false;
   }
   return false;
}

}  // namespace

lab::lab()
: zones_{std::make_unique<zones>()}
{}

lab::lab(lab&&) noexcept = default;
lab& lab::operator=(lab&&) noexcept = default;
lab::~lab() = default;

base::diagnostics lab::add_zone(dns::name const& apex, std::vector<dns::record> records)
{
   return zones_->add(apex, std::move(records));
}

void lab::add_fault(dns::name const& at, std::optional<dns::rrtype> type, fault f)
{
   faults_[{at, type ? static_cast<std::uint16_t>(*type) : every_type}] = f;
}

base::diagnostics lab::merge(lab other)
{
   base::diagnostics errors;
   for (auto& [apex, zone] : other.zones_->all)
      if (!zones_->all.try_emplace(apex, std::move(zone)).second)
         errors.push_back(base::error(
            fmt::format("the zone {} is there twice", apex.to_text()), "give it in one file only"));
   for (auto const& [place, what] : other.faults_)
      if (auto const [at, added] = faults_.try_emplace(place, what); !added && at->second != what)
         errors.push_back(base::error(
            fmt::format("there are two faults at {}", place.first.to_text()),
            "give one of them only"));
   for (auto& [url, reply] : other.hosts_)
      if (!hosts_.try_emplace(url, std::move(reply)).second)
         errors.push_back(
            base::error(fmt::format("the URL {} is there twice", url), "give it in one file only"));
   for (auto& [address, one] : other.servers_)
      if (!servers_.try_emplace(address, std::move(one)).second)
         errors.push_back(base::error(
            fmt::format("the server {} is there twice", address), "give it in one file only"));
   return errors;
}

lab const& lab::at_server(std::string const& address) const
{
   auto const found = servers_.find(address);
   return found == servers_.end() ? *this : found->second;
}

fault const* lab::find_fault(dns::question const& q) const noexcept
{
   for (auto const type : {static_cast<std::uint16_t>(q.type), every_type})
      if (auto const found = faults_.find({q.asked, type}); found != faults_.end())
         return &found->second;
   return nullptr;
}

// RFC 1034 section 5.3.3. A loop ends the answer with the chain so far, as resolvers do.
dns::message lab::resolve(dns::question const& q, std::uint16_t id) const
{
   auto m = response_to(q, id);
   std::set<dns::name> seen;
   auto current = q.asked;
   while (seen.insert(current).second) {
      auto reply = zones_->ask({current, q.type});
      current = reply.next;
      if (!take(m, std::move(reply)))
         return m;
      if (seen.size() > longest_chain) {
         fail(m, dns::rcode::servfail);
         return m;
      }
   }
   return m;
}

}  // namespace dnslint::resolver
