// SPDX-License-Identifier: Apache-2.0
#include "exchange_facts.hpp"

#include "host_name.hpp"

namespace mx {
namespace {

using dnslint::outcome;

void publish_addresses(
   dnslint::map_writer const& entry, std::string_view key, address_lookup const& lookup)
{
   if (lookup.unknown)
      return entry.set(key, *lookup.unknown);
   auto const list = entry.list(key);
   for (auto const& a : lookup.addresses)
      list.add(a.text);
}

void publish_verdict(dnslint::map_writer const& entry, std::string_view key, verdict const& v)
{
   if (v.why)
      entry.set(key, *v.why);
   else
      entry.set(key, v.result == outcome::pass);
}

void publish_alias(dnslint::map_writer const& entry, exchange const& e)
{
   if (auto const v = is_no_alias(e); v.why)
      entry.set("alias_of", *v.why);
   else if (e.alias_of.empty())
      entry.set("alias_of", nullptr);
   else
      entry.set("alias_of", e.alias_of);
}

void publish(dnslint::map_writer const& entry, exchange const& e, std::string_view domain)
{
   entry.set("name", e.name);
   entry.set("preference", e.preference);
   publish_addresses(entry, "ipv4", e.ipv4);
   publish_addresses(entry, "ipv6", e.ipv6);
   publish_verdict(entry, "has_address", has_address(e));
   publish_alias(entry, e);
   entry.set("is_literal", is_address_literal(e.name, domain));
}

void settle_each(
   dnslint::context const& cx,
   std::string_view check,
   exchange_list const& exchanges,
   verdict (*judge)(exchange const&))
{
   std::vector<verdict> each;
   each.reserve(exchanges.known.size() + 1);
   for (auto const& e : exchanges.known)
      each.push_back(judge(e));
   auto verdicts = each;
   if (exchanges.rest)
      verdicts.push_back({outcome::unknown, exchanges.rest->detail, exchanges.rest});
   auto const all = all_of(verdicts);
   auto finding = cx.settle(check, all.result);
   if (all.result == outcome::fail)
      finding.message(all.message);
   if (all.why)
      finding.cause(*all.why);
   for (std::size_t i = 0; i != each.size(); ++i)
      finding.item(exchanges.known[i].name, each[i].result, each[i].message);
}

}  // namespace

void publish_records(dnslint::facts_writer const& facts, mx_set const& set)
{
   facts.set("records", set.records);
   facts.set("nulls", set.nulls);
   facts.set("null_mx", set.is_null_mx());
   facts.set("null_preference", set.null_preference);
   auto const list = facts.list("duplicates");
   for (auto const& name : set.duplicates)
      list.add(name);
}

void publish_exchanges(dnslint::context const& cx, exchange_list const& exchanges)
{
   auto const facts = cx.facts();
   auto const list = facts.list("exchanges");
   for (auto const& e : exchanges.known)
      publish(list.add_map(), e, cx.domain());
   if (exchanges.rest)
      list.add(*exchanges.rest);
}

void settle_exchanges(dnslint::context const& cx, exchange_list const& exchanges)
{
   settle_each(cx, "mx/exchange-addresses", exchanges, has_address);
   settle_each(cx, "mx/exchange-no-alias", exchanges, is_no_alias);
   settle_each(cx, "mx/exchange-host-names", exchanges, is_named_as_host);
   settle_each(cx, "mx/public-addresses", exchanges, is_public);
}

}  // namespace mx
