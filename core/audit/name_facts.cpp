// SPDX-License-Identifier: Apache-2.0
#include "core/audit/name_facts.hpp"

#include "core/audit/advice_settings.hpp"
#include "core/audit/list_columns.hpp"
#include "core/base/causes.hpp"

#include <algorithm>

namespace dnslint::audit {
namespace {

std::string_view kind_of(
   dns::name const& domain, dns::name const& zone, public_suffix_list const& suffixes)
{
   auto const registrable = suffixes.registrable_domain(domain);
   if (!registrable && suffixes.is_public_suffix(domain))
      return "public-suffix";
   if (registrable == domain)
      return "organizational";
   return zone == domain ? "zone-apex" : "inside-zone";
}

dns::record const* soa_in(resolver::answer const& a)
{
   if (a.state == resolver::status::records)
      return &a.records().front();
   auto const found = std::ranges::find(a.authority(), dns::rrtype::soa, &dns::record::type);
   return found == a.authority().end() ? nullptr : &*found;
}

}  // namespace

std::optional<dns::name> zone_of(resolver::answer const& soa)
{
   auto const* const found = soa_in(soa);
   return found == nullptr ? std::nullopt : std::optional{found->owner};
}

std::optional<std::string> primary_server_of(resolver::answer const& soa)
{
   auto const* const found = soa_in(soa);
   if (found == nullptr)
      return std::nullopt;
   auto mname = dns::field(*found, "mname");
   return mname ? std::optional{std::get<std::string>(*std::move(mname))} : std::nullopt;
}

bool name_facts::nonexistent() const
{
   auto const* text = kind.as<std::string>();
   return text != nullptr && *text == "nonexistent";
}

facts::map name_facts::to_map() const
{
   return {{"kind", kind}, {"registrable_domain", registrable_domain}, {"zone", zone}};
}

facts::schema core_facts()
{
   facts::schema declared{
      {"list", list_fact_declarations()},
      {"name",
       {{"kind",
         {facts::type::string,
          false,
          "organizational, zone-apex, inside-zone, public-suffix or nonexistent"}},
        {"registrable_domain",
         {facts::type::string,
          true,
          "the name's public suffix and one label more, by the public suffix list"}},
        {"zone", {facts::type::string, true, "the apex of the zone that the name is in"}}}}};
   for (auto& [plugin, all] : declared)
      for (auto& [name, one] : all)
         one.reported = true;
   declared["advice"] = advice_declarations();
   return declared;
}

zone_search::zone_search(dns::name domain)
: domain_{std::move(domain)}
, next_{domain_}
{}

std::optional<dns::name> zone_search::next() const
{
   return next_;
}

// A name that is an alias has no SOA of its own to show, and the answer speaks of its target; its
// zone is found above it.
void zone_search::answered(resolver::answer const& soa)
{
   auto const asked = *next_;
   next_.reset();
   if (soa.state == resolver::status::unknown)
      unknown_ = soa.why;
   else if (!soa.chain().empty() && !asked.is_root())
      next_ = asked.parent();
   else if (asked == domain_ && soa.nxdomain())
      nonexistent_ = true;
   else
      zone_ = zone_of(soa);
}

name_facts zone_search::result(public_suffix_list const& suffixes) const
{
   auto const found = suffixes.registrable_domain(domain_);
   auto const registrable = found ? facts::value{found->to_text()} : facts::value{};
   if (nonexistent_)
      return {"nonexistent", {}, registrable};
   if (unknown_)
      return {*unknown_, *unknown_, registrable};
   if (!zone_)
      return {
         base::because(base::causes::no_zone), base::because(base::causes::no_zone), registrable};
   return {kind_of(domain_, *zone_, suffixes), zone_->to_text(), registrable};
}

}  // namespace dnslint::audit
