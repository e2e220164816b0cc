// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/changed_reply.hpp"

#include <algorithm>
#include <unordered_set>

namespace dnslint::overlay {
namespace {

using records = std::vector<dns::record>;

records rrset(records const& from, dns::name const& owner, dns::rrtype type)
{
   records found;
   std::ranges::copy_if(from, std::back_inserter(found), [&](dns::record const& r) {
      return r.type == type && r.owner == owner;
   });
   return found;
}

bool says_yes_or_no(dns::message const& m)
{
   auto const code = m.head.code;
   return !m.head.tc && (code == dns::rcode::noerror || code == dns::rcode::nxdomain);
}

changed_reply with_answer(dns::message const& today, records answer)
{
   changed_reply made{today};
   made.reply.head.code = dns::rcode::noerror;
   made.reply.answer = std::move(answer);
   made.reply.authority.clear();
   made.reply.additional.clear();
   return made;
}

changed_reply without_answer(dns::message const& today)
{
   auto made = with_answer(today, {});
   made.lacks_soa = true;
   return made;
}

// The RRset that is asked for, or the alias in its place; null where neither changes.
std::optional<changed_reply> changed_at_name(
   zone_changes const& changes, dns::question const& asked, dns::message const& today)
{
   for (auto const type : {asked.type, dns::rrtype::cname}) {
      auto const* const change = changes.find(asked.asked, type);
      if (change == nullptr)
         continue;
      auto const published = rrset(today.answer, asked.asked, type);
      auto after = applied(*change, published);
      if (!after.empty())
         return with_answer(today, std::move(after));
      if (!published.empty())
         return without_answer(today);
   }
   return std::nullopt;
}

// A name that did not exist exists now, or a wildcard stands for it.
std::optional<changed_reply> changed_existence(
   zone_changes const& changes, dns::question const& asked, dns::message const& today)
{
   if (today.head.code != dns::rcode::nxdomain)
      return std::nullopt;
   auto made = changed_reply{today};
   made.reply.head.code = dns::rcode::noerror;
   if (changes.makes_exist(asked.asked))
      return made;
   auto const wildcard = changes.wildcard_over(asked.asked);
   if (!wildcard)
      return std::nullopt;
   for (auto const type : {asked.type, dns::rrtype::cname})
      if (auto const* const change = changes.find(*wildcard, type)) {
         auto synthesized = applied(*change, {});
         for (auto& r : synthesized)
            r.owner = asked.asked;
         if (!synthesized.empty())
            return with_answer(today, std::move(synthesized));
      }
   return made;
}

// Today's aliases as far as none leads to a name that is concerned.
std::optional<changed_reply> changed_behind_alias(
   zone_changes const& changes, dns::question const& asked, dns::message const& today)
{
   records chain;
   std::unordered_set<dns::name> seen{asked.asked};
   for (auto at = asked.asked;;) {
      auto const aliases = rrset(today.answer, at, dns::rrtype::cname);
      auto const target =
         aliases.size() == 1 ? dns::name::from_wire(aliases.front().rdata) : std::nullopt;
      if (!target || !seen.insert(*target).second)
         return std::nullopt;
      chain.push_back(aliases.front());
      at = *target;
      if (changes.concerns(at) || changes.makes_exist(at) || changes.wildcard_over(at))
         return with_answer(today, std::move(chain));
   }
}

}  // namespace

std::optional<changed_reply> reply_after(
   zone_changes const& changes, dns::question const& asked, dns::message const& today)
{
   if (!says_yes_or_no(today))
      return std::nullopt;
   if (auto made = changed_at_name(changes, asked, today))
      return made;
   if (asked.type != dns::rrtype::cname)
      if (auto made = changed_behind_alias(changes, asked, today))
         return made;
   // NXDOMAIN behind an alias is about its target (RFC 6604 section 3).
   return today.answer.empty() ? changed_existence(changes, asked, today) : std::nullopt;
}

std::optional<dns::message> with_soa(dns::message reply, dns::message const& of_soa)
{
   if (reply.questions.empty() || !says_yes_or_no(of_soa))
      return std::nullopt;
   auto const& absent = reply.questions.front().asked;
   for (auto const* const section : {&of_soa.answer, &of_soa.authority})
      for (auto const& r : *section)
         if (r.type == dns::rrtype::soa && absent.is_subdomain_of(r.owner)) {
            reply.authority = {r};
            return reply;
         }
   return std::nullopt;
}

}  // namespace dnslint::overlay
