// SPDX-License-Identifier: Apache-2.0
#include "server_facts.hpp"

#include "redundancy.hpp"
#include "server_verdict.hpp"

namespace ns {
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

void publish_alias(dnslint::map_writer const& entry, name_server const& s)
{
   if (auto const v = is_no_alias(s); v.cause)
      entry.set("alias_of", *v.cause);
   else if (s.alias_of.empty())
      entry.set("alias_of", nullptr);
   else
      entry.set("alias_of", s.alias_of);
}

void settle_each(
   dnslint::context const& cx,
   std::string_view check,
   server_list const& servers,
   dnslint::verdict (*judge)(name_server const&))
{
   std::vector<dnslint::judged_subject> subjects;
   subjects.reserve(servers.known.size());
   for (auto const& s : servers.known)
      subjects.push_back({s.name, judge(s)});
   dnslint::settle_each(cx, check, subjects, servers.rest);
}

}  // namespace

void publish_names(dnslint::facts_writer const& facts, std::vector<std::string> const& names)
{
   facts.set("count", names.size());
   auto const list = facts.list("names");
   for (auto const& name : names)
      list.add(name);
}

void publish_servers(dnslint::facts_writer const& facts, server_list const& servers)
{
   auto const list = facts.list("nameservers");
   for (auto const& s : servers.known) {
      auto const entry = list.add_map();
      entry.set("name", s.name);
      publish_addresses(entry, "ipv4", s.ipv4);
      publish_addresses(entry, "ipv6", s.ipv6);
      dnslint::publish(entry, "has_address", has_address(s));
      publish_alias(entry, s);
   }
   if (servers.rest)
      list.add(*servers.rest);
}

void settle_servers(dnslint::context const& cx, server_list const& servers)
{
   settle_each(cx, "ns/resolvable", servers, has_address);
   dnslint::settle(cx, "ns/reachable", is_reachable(servers));
   settle_each(cx, "ns/no-alias", servers, is_no_alias);
   dnslint::settle(cx, "ns/distinct-addresses", have_own_addresses(servers));
   dnslint::settle(cx, "ns/different-networks", are_in_several_networks(servers));
}

}  // namespace ns
