// SPDX-License-Identifier: Apache-2.0
#include "exchange_facts.hpp"

#include "address_literal.hpp"

namespace mx {
namespace {

void publish_addresses(
   dnslint::map_writer const& entry, std::string_view key, address_lookup const& lookup)
{
   if (lookup.unknown)
      return entry.set(key, *lookup.unknown);
   auto const list = entry.list(key);
   for (auto const& a : lookup.addresses)
      list.add(a.text);
}

void publish_alias(dnslint::map_writer const& entry, exchange const& e)
{
   if (auto const v = is_no_alias(e); v.cause)
      entry.set("alias_of", *v.cause);
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
   dnslint::publish(entry, "has_address", has_address(e));
   dnslint::publish(entry, "has_public_address", has_public_address(e));
   publish_alias(entry, e);
   entry.set("is_literal", is_address_literal(e.name, domain));
}

void settle_each(
   dnslint::context const& cx,
   std::string_view check,
   exchange_list const& exchanges,
   dnslint::verdict (*judge)(exchange const&))
{
   std::vector<dnslint::judged_subject> subjects;
   subjects.reserve(exchanges.known.size());
   for (auto const& e : exchanges.known)
      subjects.push_back({e.name, judge(e)});
   dnslint::settle_each(cx, check, subjects, exchanges.rest);
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
