// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "lookup.hpp"
#include "report_destination.hpp"

#include <dnslint/plugin.hpp>

namespace dmarc {
namespace {

dnslint::co<> publish_reports(dnslint::context cx, policy_lookup const& p)
{
   if (p.found.policy_open) {
      cx.facts().set("report_destinations", p.asked[*p.found.policy_open].cause());
      co_return;
   }
   if (!p.found.source) {
      auto const none = cx.facts().list("report_destinations");
      co_return;
   }
   auto const& step = p.walk[*p.found.source];
   organization own{p.found.organizational_domain, {}};
   if (p.found.organization_open)
      own.unknown = p.asked[*p.found.organization_open].cause();
   co_await publish_destinations(cx, *step.record(), step.domain, own);
}

dnslint::task probe(dnslint::context cx)
{
   auto const p = co_await look_up_policy(cx, std::string{cx.domain()});
   auto const facts = cx.facts();
   publish_own(facts, p.walk[0], p.asked[0]);
   publish_walk(facts, p.walk, p.asked, p.found.steps);
   publish_organization(facts, p);
   publish_policy(facts, p);
   co_await publish_reports(cx, p);
}

}  // namespace
}  // namespace dmarc

DNSLINT_PLUGIN(
   "dmarc",
   "0.1.0",
   dnslint::make_probe<dmarc::probe>("dmarc"),
   dnslint::make_command<dmarc::dmarc_command>("dmarc"),
   dnslint::make_command<dmarc::parse_command>("parse dmarc"))
