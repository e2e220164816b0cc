// SPDX-License-Identifier: Apache-2.0
#include "policy_probe.hpp"

#include "mx_pattern.hpp"
#include "policy_facts.hpp"

#include <array>

namespace mta_sts {
namespace {

constexpr std::array policy_facts{
   "policy_alias",
   "policy_has_address",
   "certificate_errors",
   "policy_status",
   "policy_media_type",
   "policy_redirect",
   "mode",
   "max_age",
   "mx",
   "unknown_keys",
   "policy_errors",
   "uncovered_exchanges",
   "unused_patterns"};

void publish_unknown(dnslint::context cx, found_policy const& found)
{
   for (auto const* const name : policy_facts)
      if (std::string_view{name} != "policy_alias")
         cx.facts().set(name, *found.why_unknown);
   cx.facts().set(
      "policy_alias",
      found.alias.empty() ? std::nullopt : std::optional<std::string_view>{found.alias});
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

// Patterns that match nothing may match an exchange that is not known, but for one that is known.
void publish_coverage(dnslint::context cx, std::vector<std::string> const& patterns)
{
   auto const known = exchanges_of(cx);
   if (!known.why_unknown) {
      publish_texts(cx.facts(), "uncovered_exchanges", uncovered(patterns, known.hosts));
      publish_texts(cx.facts(), "unused_patterns", unused(patterns, known.hosts));
      return;
   }
   cx.facts().set("uncovered_exchanges", *known.why_unknown);
   cx.facts().set("unused_patterns", *known.why_unknown);
}

}  // namespace

dnslint::task policy_probe(dnslint::context cx)
{
   auto const records = cx.fact("mta_sts.records");
   if (records.unknown() || records.integer().value_or(0) == 0)
      co_return cx.unknown(
         records.unknown()
            ? records.cause()
            : dnslint::cause{
                 dnslint::cause_class::withheld, "not-needed", "the domain has no MTA-STS record"});
   std::string const domain{cx.domain()};
   auto const found = co_await find_policy(cx, domain, cx.option("port", https_port));
   if (found.why_unknown)
      co_return publish_unknown(cx, found);
   publish_request(cx.facts(), found);
   auto const policy = found.policy.value_or(sts_policy{});
   publish_policy(cx.facts(), policy);
   publish_coverage(cx, policy.mx);
}

}  // namespace mta_sts
