// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

#include "tree_walk.hpp"

namespace dmarc {
namespace {

using dnslint::rrtype;

// All names of the walk are asked at once, which takes one round trip. discover() leaves out the
// answers above a tag psd that ends the walk, so the result is that of asking step by step.
std::vector<dnslint::question> questions_of(std::vector<std::string> const& domains)
{
   std::vector<dnslint::question> questions;
   questions.reserve(domains.size());
   for (auto const& d : domains)
      questions.push_back({record_name(d), rrtype::txt});
   return questions;
}

// An alias exists even where its target does not, whose NXDOMAIN the answer has (RFC 2308
// section 2.1).
bool denies_name(dnslint::answer const& a)
{
   return a.nxdomain() && a.chain().empty();
}

// One answer other than NXDOMAIN proves that the name exists, even if others are missing. Several
// types are asked because some servers deny a name that merely has no record of the type.
existence existence_from(answers const& asked)
{
   existence name{false, {}};
   bool is_denied = false;
   for (auto const& a : asked) {
      if (!a.unknown() && !denies_name(a))
         return {true, {}};
      is_denied = is_denied || denies_name(a);
      if (a.unknown() && !name.unknown)
         name.unknown = a.cause();
   }
   if (is_denied)
      name.unknown.reset();
   return name;
}

dnslint::co<existence> look_up_existence(dnslint::context cx, std::string const domain)
{
   std::vector<dnslint::question> const questions{
      {domain, rrtype::mx}, {domain, rrtype::a}, {domain, rrtype::aaaa}};
   auto const asked = co_await cx.query_all(questions);
   co_return existence_from(asked);
}

}  // namespace

dnslint::co<policy_lookup> look_up_policy(dnslint::context cx, std::string const domain)
{
   policy_lookup p;
   auto const domains = tree_walk(domain);
   auto const questions = questions_of(domains);
   p.asked = co_await cx.query_all(questions);
   for (std::size_t i = 0; i != domains.size(); ++i)
      p.walk.push_back(read_step(domains[i], p.asked[i]));
   p.found = discover(p.walk);
   auto const source = p.found.source;
   if (source && depends_on_existence(*p.walk[*source].record(), *source != 0))
      p.name = co_await look_up_existence(cx, domain);
   co_return p;
}

dnslint::co<organization> look_up_organization(dnslint::context cx, std::string const domain)
{
   auto const domains = tree_walk(domain);
   auto const questions = questions_of(domains);
   auto const asked = co_await cx.query_all(questions);
   std::vector<walk_step> walk;
   for (std::size_t i = 0; i != domains.size(); ++i)
      walk.push_back(read_step(domains[i], asked[i]));
   auto const found = discover(walk);
   organization o{found.organizational_domain, {}};
   if (found.organization_open)
      o.unknown = asked[*found.organization_open].cause();
   co_return o;
}

void publish_organization(dnslint::keyed_writer const& facts, policy_lookup const& p)
{
   if (p.found.organization_open)
      facts.set("organizational_domain", p.asked[*p.found.organization_open].cause());
   else
      facts.set("organizational_domain", std::string_view{p.found.organizational_domain});
}

void publish_policy(dnslint::keyed_writer const& facts, policy_lookup const& p)
{
   if (p.found.policy_open)
      publish_unknown_record(facts, p.asked[*p.found.policy_open].cause());
   else
      publish_record(facts, p.walk, p.found.source, p.name);
}

}  // namespace dmarc
