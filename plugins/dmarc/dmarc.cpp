// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "lookup.hpp"
#include "report_destination.hpp"

#include <dnslint/plugin.hpp>

namespace dmarc {
namespace {

dnslint::task probe(dnslint::context cx)
{
   auto const p = co_await look_up_policy(cx, std::string{cx.domain()});
   auto const facts = cx.facts();
   publish_own(facts, p.walk[0], p.asked[0]);
   publish_walk(facts, p.walk, p.asked, p.found.steps);
   publish_organization(facts, p);
   publish_policy(facts, p);
}

std::vector<std::string> texts_of(dnslint::fact const& list)
{
   std::vector<std::string> all;
   for (std::uint64_t i = 0; i != list.size(); ++i)
      all.emplace_back(list[i].text());
   return all;
}

// This is a probe of its own because it asks about other organizations, which may take long.
dnslint::task reports_probe(dnslint::context cx)
{
   auto const rua = cx.fact("dmarc.rua");
   if (rua.unknown())
      co_return cx.unknown(rua.cause());
   auto const organization_fact = cx.fact("dmarc.organizational_domain");
   organization own{std::string{organization_fact.text()}, {}};
   if (organization_fact.unknown())
      own.unknown = organization_fact.cause();
   requested_reports asked{texts_of(rua), texts_of(cx.fact("dmarc.ruf"))};
   std::string const source{cx.fact("dmarc.policy_source").text()};
   co_await publish_destinations(cx, std::move(asked), source, own);
}

}  // namespace
}  // namespace dmarc

DNSLINT_PLUGIN(
   "dmarc",
   "0.1.0",
   dnslint::make_probe<dmarc::probe>("dmarc"),
   dnslint::make_probe<dmarc::reports_probe>("reports"),
   dnslint::make_command<dmarc::dmarc_command>("dmarc"),
   dnslint::make_command<dmarc::parse_command>("parse dmarc"))
