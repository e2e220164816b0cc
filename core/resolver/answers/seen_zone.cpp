// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/seen_zone.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::resolver {

namespace {

void keep_longer(std::optional<dns::name>& known, dns::name const& more)
{
   if (!known || known->wire().size() < more.wire().size())
      known = more;
}

dns::name const& end_of(answer const& a)
{
   return a.is_direct() ? a.asked.asked : a.canonical_name();
}

// The name whose wire form is the last `size` bytes of the wire form of `n`.
dns::name ending_of(dns::name n, std::size_t size)
{
   while (n.wire().size() > size)
      n = n.parent();
   return n;
}

base::cause does_not_fit(std::string detail)
{
   return base::because(base::causes::contradiction, std::move(detail));
}

}  // namespace

// The last two labels of the primary server's name stand for the operator.
std::uint64_t servers_of(answer const& a)
{
   auto const in = [](std::vector<dns::record> const& section) {
      auto const soa = std::ranges::find(section, dns::rrtype::soa, &dns::record::type);
      return soa == section.end() ? nullptr : &*soa;
   };
   auto const* const soa = in(a.records()) != nullptr ? in(a.records()) : in(a.authority());
   auto const held = soa == nullptr ? std::nullopt : dns::field(*soa, "mname");
   auto const* const text = held ? std::get_if<std::string>(&*held) : nullptr;
   auto const name = text == nullptr ? std::nullopt : dns::name::from_text(*text);
   return name ? std::hash<dns::name>{}(name->suffix(2)) : 0;
}

void seen_zone::begins_at(dns::name const& apex)
{
   keep_longer(apex_, apex);
   keep_longer(existing_, apex);
}

// An answer that followed an alias is about the target, so nothing is learnt from it.
void seen_zone::learn(answer const& soa)
{
   if (soa.state == status::unknown || soa.nxdomain())
      return;
   if (!soa.is_direct() && !soa.chain().empty())
      return;
   auto const& name = soa.asked.asked;
   servers_ = servers_of(soa);
   if (soa.state == status::records)
      return begins_at(name);
   keep_longer(existing_, name);
   keep_longer(no_apex_, name);
   if (soa.zone_size != 0)
      keep_longer(apex_, ending_of(name, soa.zone_size));
}

std::optional<base::cause> seen_zone::contradiction(answer const& got) const
{
   if (got.state != status::absent)
      return std::nullopt;
   auto const& end = end_of(got);
   // A name exists if a name below it exists (RFC 8020 section 2).
   if (got.code == dns::rcode::nxdomain && existing_ && existing_->is_subdomain_of(end))
      return does_not_fit(fmt::format(
         "NXDOMAIN for {}, and {} was seen to exist", end.to_text(), existing_->to_text()));
   if (no_apex_ && no_apex_->wire().size() == got.zone_size && end.is_subdomain_of(*no_apex_))
      return does_not_fit(
         fmt::format("the SOA record of {}, which was seen to have none", no_apex_->to_text()));
   // The parent answers for DS at a zone cut (RFC 4035 section 3.1.4.1).
   auto const is_in_zone = got.zone_size != 0 && apex_ && end.is_subdomain_of(*apex_);
   auto const is_of_parent = got.asked.type == dns::rrtype::ds && apex_ == end;
   if (is_in_zone && !is_of_parent && got.zone_size < apex_->wire().size())
      return does_not_fit(fmt::format(
         "the SOA record of {}, and {} is in the zone {}",
         ending_of(end, got.zone_size).to_text(),
         end.to_text(),
         apex_->to_text()));
   return std::nullopt;
}

}  // namespace dnslint::resolver
