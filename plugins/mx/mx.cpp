// SPDX-License-Identifier: Apache-2.0
#include "exchange_facts.hpp"

#include <dnslint/plugin.hpp>
#include <dnslint/special_address.hpp>

#include <algorithm>

namespace mx {
namespace {

using dnslint::rrtype;

std::vector<mx_record> records_of(dnslint::answer const& answer)
{
   std::vector<mx_record> records;
   for (auto const r : answer.records())
      records.push_back({r.integer("preference"), std::string{r.text("exchange")}});
   return records;
}

address_lookup lookup_of(dnslint::answer const& answer)
{
   address_lookup lookup;
   if (answer.unknown())
      lookup.unknown = answer.cause();
   for (auto const r : answer.records())
      lookup.addresses.push_back({std::string{r.text("address")}, dnslint::special_use(r.rdata())});
   return lookup;
}

exchange exchange_of(mx_record const& r, dnslint::answer const& ipv4, dnslint::answer const& ipv6)
{
   exchange e{r.exchange, r.preference, lookup_of(ipv4), lookup_of(ipv6), {}};
   for (auto const& answer : {ipv4, ipv6})
      if (e.alias_of.empty() && !answer.chain().empty())
         e.alias_of = answer.canonical_name();
   return e;
}

std::vector<dnslint::question> questions_about(std::vector<mx_record> const& records)
{
   std::vector<dnslint::question> questions;
   for (auto const& r : records) {
      questions.push_back({r.exchange, rrtype::a});
      questions.push_back({r.exchange, rrtype::aaaa});
   }
   return questions;
}

// Asks about all exchanges at once, the first `limit` of them.
dnslint::co<exchange_list> look_up(
   dnslint::context cx, std::vector<mx_record> records, std::size_t limit)
{
   exchange_list list;
   if (records.size() > limit) {
      list.rest = dnslint::cause{
         dnslint::cause_class::withheld,
         "budget",
         std::to_string(records.size() - limit) + " further exchanges were not looked up"};
      records.resize(limit);
   }
   auto const questions = questions_about(records);
   auto const answers = co_await cx.query_all(questions);
   for (std::size_t i = 0; i != records.size(); ++i)
      list.known.push_back(exchange_of(records[i], answers[2 * i], answers[2 * i + 1]));
   co_return list;
}

// RFC 5321 section 5.1: without MX records the domain's own addresses take its mail.
void publish_implicit(dnslint::context const& cx, exchange_list const& itself)
{
   auto const facts = cx.facts();
   auto const reachable = has_address(itself.known.front());
   if (reachable.cause) {
      for (auto const* name : {"accepts_mail", "implicit", "exchanges"})
         facts.set(name, *reachable.cause);
      return;
   }
   bool const accepts = reachable.passes();
   facts.set("accepts_mail", accepts);
   facts.set("implicit", accepts);
   publish_exchanges(cx, accepts ? itself : exchange_list{});
}

dnslint::task probe(dnslint::context cx)
{
   auto const answer = co_await cx.query(cx.domain(), rrtype::mx);
   if (answer.unknown())
      co_return cx.unknown(answer.cause());
   auto const set = read_mx_set(records_of(answer));
   publish_records(cx.facts(), set);
   auto const limit = static_cast<std::size_t>(cx.option("most_exchanges", std::int64_t{32}));
   if (set.records == 0) {
      std::vector<mx_record> const itself{{0, std::string{cx.domain()}}};
      auto const implicit = co_await look_up(cx, itself, 1);
      publish_implicit(cx, implicit);
      co_return settle_exchanges(cx, {});
   }
   auto const exchanges = co_await look_up(cx, set.exchanges, limit);
   cx.facts().set("accepts_mail", !set.exchanges.empty());
   cx.facts().set("implicit", false);
   publish_exchanges(cx, exchanges);
   settle_exchanges(cx, exchanges);
}

}  // namespace
}  // namespace mx

DNSLINT_PLUGIN("mx", "0.1.0", dnslint::make_probe<mx::probe>("mx"))
