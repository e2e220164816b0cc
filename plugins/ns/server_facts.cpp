// SPDX-License-Identifier: Apache-2.0
#include "server_facts.hpp"

#include "redundancy.hpp"
#include "server_verdict.hpp"

namespace ns {
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

void publish_has_address(dnslint::map_writer const& entry, name_server const& s)
{
   if (auto const v = has_address(s); v.why)
      entry.set("has_address", *v.why);
   else
      entry.set("has_address", v.result == outcome::pass);
}

void publish_alias(dnslint::map_writer const& entry, name_server const& s)
{
   if (auto const v = is_no_alias(s); v.why)
      entry.set("alias_of", *v.why);
   else if (s.alias_of.empty())
      entry.set("alias_of", nullptr);
   else
      entry.set("alias_of", s.alias_of);
}

dnslint::finding settle(dnslint::context const& cx, std::string_view check, verdict const& v)
{
   auto finding = cx.settle(check, v.result);
   if (v.result == outcome::fail)
      finding.message(v.message);
   if (v.why)
      finding.cause(*v.why);
   return finding;
}

void settle_each(
   dnslint::context const& cx,
   std::string_view check,
   server_list const& servers,
   verdict (*judge)(name_server const&))
{
   std::vector<verdict> verdicts;
   verdicts.reserve(servers.known.size() + 1);
   for (auto const& s : servers.known)
      verdicts.push_back(judge(s));
   if (servers.rest)
      verdicts.push_back(not_known(*servers.rest));
   auto finding = settle(cx, check, all_of(verdicts));
   for (std::size_t i = 0; i != servers.known.size(); ++i)
      finding.item(servers.known[i].name, verdicts[i].result, verdicts[i].message);
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
      publish_has_address(entry, s);
      publish_alias(entry, s);
   }
   if (servers.rest)
      list.add(*servers.rest);
}

void settle_servers(dnslint::context const& cx, server_list const& servers)
{
   settle_each(cx, "ns/resolvable", servers, has_address);
   settle_each(cx, "ns/no-alias", servers, is_no_alias);
   settle(cx, "ns/distinct-addresses", have_own_addresses(servers));
   settle(cx, "ns/different-networks", are_in_several_networks(servers));
}

}  // namespace ns
