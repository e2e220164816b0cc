// SPDX-License-Identifier: Apache-2.0
#include "server_facts.hpp"

#include <dnslint/plugin.hpp>
#include <dnslint/special_address.hpp>

#include <algorithm>

namespace ns {
namespace {

using dnslint::rrtype;

std::vector<std::string> names_of(dnslint::answer const& answer)
{
   std::vector<std::string> names;
   for (auto const r : answer.records())
      names.emplace_back(r.text("nsdname"));
   std::ranges::sort(names);
   return names;
}

address_lookup lookup_of(dnslint::answer const& answer)
{
   address_lookup lookup;
   if (answer.unknown())
      lookup.unknown = answer.cause();
   for (auto const r : answer.records())
      lookup.addresses.push_back(
         {std::string{r.text("address")}, std::string{r.rdata()}, dnslint::special_use(r.rdata())});
   return lookup;
}

name_server server_of(
   std::string const& name, dnslint::answer const& ipv4, dnslint::answer const& ipv6)
{
   name_server s{name, lookup_of(ipv4), lookup_of(ipv6), {}};
   for (auto const& answer : {ipv4, ipv6})
      if (s.alias_of.empty() && !answer.chain().empty())
         s.alias_of = answer.canonical_name();
   return s;
}

// Asks about all servers at once, the first `limit` of them.
dnslint::co<server_list> look_up(
   dnslint::context cx, std::vector<std::string> names, std::size_t limit)
{
   server_list list;
   if (names.size() > limit) {
      list.rest = dnslint::cause{
         dnslint::cause_class::withheld,
         "budget",
         std::to_string(names.size() - limit) + " further name servers were not looked up"};
      names.resize(limit);
   }
   std::vector<dnslint::question> questions;
   for (auto const& name : names) {
      questions.push_back({name, rrtype::a});
      questions.push_back({name, rrtype::aaaa});
   }
   auto const answers = co_await cx.query_all(questions);
   for (std::size_t i = 0; i != names.size(); ++i)
      list.known.push_back(server_of(names[i], answers[2 * i], answers[2 * i + 1]));
   co_return list;
}

// Only the apex of a zone has name servers of its own; elsewhere nothing is asked, and the facts
// stay null.
dnslint::task probe(dnslint::context cx)
{
   auto const zone = cx.fact("name.zone");
   if (!zone.unknown() && zone.text() != cx.domain())
      co_return;
   auto const answer = co_await cx.query(cx.domain(), rrtype::ns);
   if (answer.unknown())
      co_return cx.unknown(answer.cause());
   if (!answer.chain().empty())
      co_return cx.unknown(dnslint::unobservable(
         "alias", "the answer is that of " + std::string{answer.canonical_name()}));
   auto const names = names_of(answer);
   publish_names(cx.facts(), names);
   auto const limit = static_cast<std::size_t>(cx.option("most_servers", std::int64_t{13}));
   auto const servers = co_await look_up(cx, names, limit);
   publish_servers(cx.facts(), servers);
   settle_servers(cx, servers);
}

}  // namespace
}  // namespace ns

DNSLINT_PLUGIN("ns", "0.1.0", dnslint::make_probe<ns::probe>("ns"))
