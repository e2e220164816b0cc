// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_zones.hpp"

#include "core/dns/zone_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <string_view>
#include <utility>

namespace dnslint::resolver {

namespace {

using kind = zone_reply::kind;

constexpr std::string_view default_soa =
   "@ 3600 SOA ns.invalid. hostmaster.invalid. 1 7200 3600 1209600 300";
constexpr std::string_view default_ns = "@ 3600 NS ns.invalid.";

// Whether a sorted map of names has one at `n` or below: names follow their ancestors.
bool has_at_or_below(auto const& by_name, dns::name const& n)
{
   auto const first = by_name.lower_bound(n);
   return first != by_name.end() && first->first.is_subdomain_of(n);
}

base::diagnostics misplaced(dns::name const& apex, std::vector<dns::record> const& records)
{
   base::diagnostics errors;
   for (auto const& r : records) {
      auto const text = to_text(r);
      if (!r.owner.is_subdomain_of(apex))
         errors.push_back(base::error(
            fmt::format("'{}' is not in the zone {}", text, apex.to_text()),
            "names that end in a dot are absolute"));
      else if (r.type == dns::rrtype::soa && r.owner != apex)
         errors.push_back(base::error(
            fmt::format("'{}' is below the apex of the zone {}", text, apex.to_text()),
            "write a zone of its own"));
   }
   return errors;
}

void add_default(lab_zone& zone, dns::name const& apex, dns::rrtype type, std::string_view text)
{
   auto& at_apex = zone.nodes[apex];
   if (at_apex.contains(type))
      return;
   if (auto parsed = dns::parse_zone_text(text, apex, ""))
      at_apex[type] = *std::move(parsed);
}

lab_zone make_zone(dns::name const& apex, std::vector<dns::record> records)
{
   std::ranges::sort(records);
   records.erase(std::unique(records.begin(), records.end()), records.end());
   lab_zone zone;
   for (auto& r : records)
      zone.nodes[r.owner][r.type].push_back(std::move(r));
   add_default(zone, apex, dns::rrtype::soa, default_soa);
   add_default(zone, apex, dns::rrtype::ns, default_ns);
   zone.soa = zone.nodes[apex][dns::rrtype::soa].front();
   return zone;
}

std::vector<dns::record> owned_by(dns::name const& owner, lab_zone::rrset records)
{
   for (auto& r : records)
      r.owner = owner;
   return records;
}

// A parent answers for DS at a delegation, for nothing else there (RFC 4035 section 3.1.4.1).
bool is_cut(lab_zone const& zone, dns::name const& at, dns::question const& q)
{
   if (q.type == dns::rrtype::ds && at == q.asked)
      return false;
   return zone.find(at, dns::rrtype::ns) != nullptr;
}

// RFC 1035 section 3.2.3: QTYPE 255 asks for all records.
constexpr auto any_type = dns::rrtype{255};

zone_reply everything_at(lab_zone const& zone, dns::name const& node, dns::name const& owner)
{
   zone_reply reply;
   auto const found = zone.nodes.find(node);
   if (found == zone.nodes.end())
      return reply;
   for (auto const& [type, rrset] : found->second)
      std::ranges::move(owned_by(owner, rrset), std::back_inserter(reply.records));
   if (!reply.records.empty())
      reply.outcome = kind::records;
   return reply;
}

// The RRset asked for at `node`, under the name asked (they differ below a wildcard).
zone_reply at_node(lab_zone const& zone, dns::name const& node, dns::question const& q)
{
   if (q.type == any_type)
      return everything_at(zone, node, q.asked);
   if (auto const* const found = zone.find(node, q.type))
      return {kind::records, owned_by(q.asked, *found), {}, {}};
   auto const* const cname = zone.find(node, dns::rrtype::cname);
   if (cname == nullptr)
      return {kind::nodata, {}, {}, {}};
   auto target = dns::name::from_wire(cname->front().rdata).value_or(dns::name{});
   return {kind::alias, owned_by(q.asked, *cname), {}, std::move(target)};
}

// RFC 6672 section 2.2: the labels below the DNAME's owner, put before its target.
std::optional<dns::name> substitute(
   dns::name const& asked, dns::name const& owner, dns::name const& target)
{
   std::optional<dns::name> made = target;
   for (auto i = asked.label_count() - owner.label_count(); made && i > 0; --i)
      made = made->child(asked.label(i - 1));
   return made;
}

// RFC 1034 section 4.3.2, step 3b: with what addresses of the name servers the zone has.
zone_reply refer(lab_zone const& zone, dns::name const& cut)
{
   zone_reply reply{kind::delegated, *zone.find(cut, dns::rrtype::ns), {}, {}};
   for (auto const& ns : reply.records) {
      auto const server = dns::name::from_wire(ns.rdata).value_or(dns::name{});
      for (auto const type : {dns::rrtype::a, dns::rrtype::aaaa})
         if (auto const* const addresses = zone.find(server, type))
            std::ranges::copy(*addresses, std::back_inserter(reply.glue));
   }
   return reply;
}

zone_reply redirect(dns::record const& dname, dns::question const& q)
{
   auto const target = dns::name::from_wire(dname.rdata).value_or(dns::name{});
   auto const next = substitute(q.asked, dname.owner, target);
   if (!next)
      return {kind::too_long, {dname}, {}, {}};
   auto cname = dns::make_record(q.asked, dns::rrtype::cname, dname.ttl, next->wire());
   return {kind::alias, {dname, cname.value_or(dname)}, {}, *next};
}

}  // namespace

dns::record denial_of(dns::record soa)
{
   if (auto const minimum = dns::field(soa, "minimum"))
      if (auto const* const seconds = std::get_if<std::uint64_t>(&*minimum))
         soa.ttl = static_cast<std::uint32_t>(std::min<std::uint64_t>(soa.ttl, *seconds));
   return soa;
}

lab_zone::rrset const* lab_zone::find(dns::name const& owner, dns::rrtype type) const
{
   auto const node = nodes.find(owner);
   if (node == nodes.end())
      return nullptr;
   auto const found = node->second.find(type);
   return found == node->second.end() ? nullptr : &found->second;
}

bool lab_zone::has_node(dns::name const& n) const
{
   return has_at_or_below(nodes, n);
}

lab::zones::zones()
: root{make_zone(dns::name{}, {})}
{}

base::diagnostics lab::zones::add(dns::name const& apex, std::vector<dns::record> records)
{
   if (all.contains(apex))
      return {base::error(fmt::format("the zone {} is there twice", apex.to_text()))};
   auto errors = misplaced(apex, records);
   if (std::ranges::count(records, dns::rrtype::soa, &dns::record::type) > 1)
      errors.push_back(base::error(fmt::format("the zone {} has several SOA", apex.to_text())));
   if (errors.empty())
      all.emplace(apex, make_zone(apex, std::move(records)));
   return errors;
}

zone_reply lab::zones::ask(dns::question const& q) const
{
   auto const at = zone_for(q);
   return ask_zone(at.zone != nullptr ? at : found_zone{dns::name{}, &root}, q);
}

zone_reply lab::zones::ask_authority(dns::question const& q) const
{
   auto at = zone_for(q);
   // A child's servers that do not have its parent deny the DS at their apex (RFC 4035 section
   // 3.1.4.1).
   if (at.zone == nullptr)
      at = deepest(q.asked);
   if (at.zone == nullptr)
      return {kind::elsewhere, {}, {}, {}};
   return ask_zone(at, q);
}

zone_reply lab::zones::ask_zone(found_zone const& at, dns::question const& q) const
{
   auto reply = descend(*at.zone, at.apex, q);
   reply.soa = &at.zone->soa;
   return reply;
}

lab::zones::found_zone lab::zones::deepest(dns::name const& at) const
{
   for (auto labels = at.label_count() + 1; labels > 0; --labels) {
      auto const apex = at.suffix(labels - 1);
      if (auto const found = all.find(apex); found != all.end())
         return {apex, &found->second};
   }
   return {};
}

// The deepest zone that has the name, which for DS at an apex is the one above it.
lab::zones::found_zone lab::zones::zone_for(dns::question const& q) const
{
   auto const asks_parent = q.type == dns::rrtype::ds && !q.asked.is_root();
   return deepest(asks_parent ? q.asked.parent() : q.asked);
}

// The names above another zone of the lab exist, too, though nothing may delegate to it.
bool lab::zones::exists(lab_zone const& zone, dns::name const& n) const
{
   return zone.has_node(n) || has_at_or_below(all, n);
}

zone_reply lab::zones::descend(
   lab_zone const& zone, dns::name const& apex, dns::question const& q) const
{
   for (auto labels = apex.label_count();; ++labels) {
      auto const at = q.asked.suffix(labels);
      if (at != apex && is_cut(zone, at, q))
         return refer(zone, at);
      if (at == q.asked)
         return at_node(zone, at, q);
      if (auto const* const dname = zone.find(at, dns::rrtype::dname))
         return redirect(dname->front(), q);
      if (!exists(zone, q.asked.suffix(labels + 1)))
         return at_wildcard(zone, at, q);
   }
}

// RFC 4592 section 3.3.1: only the wildcard right below the closest encloser counts.
zone_reply lab::zones::at_wildcard(
   lab_zone const& zone, dns::name const& encloser, dns::question const& q) const
{
   auto const wildcard = encloser.child("*");
   if (wildcard && zone.has_node(*wildcard))
      return at_node(zone, *wildcard, q);
   return {kind::nxdomain, {}, {}, {}};
}

}  // namespace dnslint::resolver
