// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

#include "tree_walk.hpp"

namespace dmarc {
namespace {

using dnslint::rrtype;

// All names of the walk are asked at once: what a tag psd further down makes superfluous is left
// out by discover(), so that the result is that of the walk step by step, after one round trip.
std::vector<dnslint::question> questions_of(std::vector<std::string> const& domains)
{
   std::vector<dnslint::question> questions;
   questions.reserve(domains.size());
   for (auto const& d : domains)
      questions.push_back({record_name(d), rrtype::txt});
   return questions;
}

dnslint::co<existence> look_up_existence(dnslint::context cx, std::string const domain)
{
   std::vector<dnslint::question> const questions{
      {domain, rrtype::mx}, {domain, rrtype::a}, {domain, rrtype::aaaa}};
   auto const asked = co_await cx.query_all(questions);
   existence name{false, {}};
   for (auto const& a : asked) {
      name.exists = name.exists || a.has_records();
      if (a.unknown() && !name.unknown)
         name.unknown = a.cause();
   }
   if (name.exists)
      name.unknown.reset();
   co_return name;
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
