// SPDX-License-Identifier: Apache-2.0
#include "policy_probe.hpp"

#include "mx_pattern.hpp"
#include "policy_facts.hpp"

namespace mta_sts {
namespace {

// Senders use no policy of a domain without a record, or with several (RFC 8461 section 3.1). Facts
// that are left out are null.
void publish_none(dnslint::context cx)
{
   publish_policy(cx.facts(), {});
   publish_texts(cx.facts(), "uncovered_exchanges", {});
   publish_texts(cx.facts(), "unused_patterns", {});
}

// What is known of a host that gave no policy and no reason to do without one.
void publish_known(dnslint::context cx, found_policy const& found)
{
   if (!found.alias.empty())
      cx.facts().set("policy_alias", std::string_view{found.alias});
   if (found.has_address)
      cx.facts().set("policy_has_address", true);
}

struct known_exchanges {
   std::vector<std::string> hosts;
   std::optional<dnslint::cause> why_unknown;  // null: these are all
};

known_exchanges exchanges_of(dnslint::context cx)
{
   known_exchanges all;
   auto const exchanges = cx.fact("mx.exchanges");
   if (exchanges.unknown())
      all.why_unknown = exchanges.cause();
   for (std::uint64_t i = 0; i != exchanges.size(); ++i) {
      auto const exchange = exchanges[i];
      if (exchange.unknown())
         all.why_unknown = exchange.cause();
      else
         all.hosts.emplace_back(exchange["name"].text());
   }
   return all;
}

// An exchange that is known and not covered is enough; that there is none takes all of them.
void publish_coverage(dnslint::context cx, std::vector<std::string> const& patterns)
{
   auto const known = exchanges_of(cx);
   auto const lacking = uncovered(patterns, known.hosts);
   if (known.why_unknown && lacking.empty())
      cx.facts().set("uncovered_exchanges", *known.why_unknown);
   else
      publish_texts(cx.facts(), "uncovered_exchanges", lacking);
   if (known.why_unknown)
      cx.facts().set("unused_patterns", *known.why_unknown);
   else
      publish_texts(cx.facts(), "unused_patterns", unused(patterns, known.hosts));
}

}  // namespace

dnslint::task policy_probe(dnslint::context cx)
{
   auto const records = cx.fact("mta_sts.records");
   if (records.unknown())
      co_return cx.unknown(records.cause());
   if (records.integer().value_or(0) != 1)
      co_return publish_none(cx);
   std::string const domain{cx.domain()};
   auto const found = co_await find_policy(cx, domain, cx.option("port", https_port));
   if (found.why_unknown) {
      publish_known(cx, found);
      co_return cx.unknown(*found.why_unknown);
   }
   publish_request(cx.facts(), found);
   auto const policy = found.policy.value_or(sts_policy{});
   publish_policy(cx.facts(), policy);
   publish_coverage(cx, policy.mx);
}

}  // namespace mta_sts
