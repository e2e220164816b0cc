// SPDX-License-Identifier: Apache-2.0
#include "discovery.hpp"
#include "tree_walk.hpp"

#include <dnslint/plugin.hpp>

namespace {

using answers = std::vector<dnslint::answer>;

dmarc::walk_step read_step(std::string domain, dnslint::answer const& a)
{
   dmarc::walk_step step{std::move(domain), !a.unknown(), {}};
   for (auto const r : a.records())
      if (auto record = dmarc::parse_dmarc_record(r.text()))
         step.records.push_back(std::move(*record));
   return step;
}

void publish_strings(
   dnslint::facts_writer const& facts, std::string_view fact, std::vector<std::string> const& texts)
{
   auto const list = facts.list(fact);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

// Texts at the domain's own "_dmarc" name that were meant for DMARC and are no record of it.
void publish_ignored(dnslint::facts_writer const& facts, dnslint::answer const& own)
{
   auto const list = facts.list("ignored");
   for (auto const r : own.records())
      if (dmarc::resembles_dmarc_record(r.text()))
         list.add(r.text());
}

void publish_own(
   dnslint::facts_writer const& facts, dmarc::walk_step const& own, dnslint::answer const& a)
{
   if (a.unknown()) {
      facts.set("records", a.cause());
      facts.set("ignored", a.cause());
      return;
   }
   facts.set("records", own.records.size());
   publish_ignored(facts, a);
}

std::string_view status_of(dnslint::answer const& a)
{
   if (a.unknown())
      return "unknown";
   return a.absent() ? "absent" : "records";
}

void publish_walk(
   dnslint::facts_writer const& facts,
   std::vector<dmarc::walk_step> const& walk,
   answers const& asked,
   std::size_t steps)
{
   auto const list = facts.list("walk");
   for (std::size_t i = 0; i != steps; ++i) {
      auto const step = list.add_map();
      step.set("name", std::string_view{dmarc::record_name(walk[i].domain)});
      step.set("status", status_of(asked[i]));
      step.set("records", walk[i].records.size());
   }
}

void publish_errors(
   dnslint::facts_writer const& facts, std::vector<dmarc::record_error> const& errors)
{
   auto const list = facts.list("errors");
   for (auto const& e : errors) {
      auto const error = list.add_map();
      error.set("column", e.column);
      error.set("text", std::string_view{e.text});
   }
}

void publish_tags(dnslint::facts_writer const& facts, dmarc::dmarc_record const& record)
{
   {
      auto const tags = facts.map("tags");
      for (auto const& [name, value] : record.tags)
         tags.set(name, std::string_view{value});
   }
   publish_strings(facts, "unknown_tags", record.unknown_tags);
   publish_strings(facts, "removed_tags", record.removed_tags);
   publish_strings(facts, "obsolete_sizes", record.obsolete_sizes);
   publish_strings(facts, "rua", record.rua);
   publish_strings(facts, "ruf", record.ruf);
   publish_errors(facts, record.errors);
}

// RFC 9989 section 4.10.1: p for the domain of the record, sp for the subdomains that inherit it.
void publish_policies(
   dnslint::facts_writer const& facts, dmarc::dmarc_record const& record, bool inherited)
{
   facts.set("testing", record.testing);
   if (!record.asked_for)
      return;
   auto const& p = *record.asked_for;
   auto const effective = inherited ? p.subdomains : p.domain;
   facts.set("policy", to_text(p.domain));
   facts.set("subdomain_policy", to_text(p.subdomains));
   facts.set("nonexistent_policy", to_text(p.nonexistent));
   facts.set("effective_policy", to_text(effective));
   facts.set("applied_policy", to_text(record.testing ? one_level_below(effective) : effective));
}

void publish_record(
   dnslint::facts_writer const& facts,
   std::vector<dmarc::walk_step> const& walk,
   std::optional<std::size_t> source)
{
   if (!source) {
      publish_tags(facts, {});
      facts.set("testing", false);
      return;
   }
   auto const& record = *walk[*source].record();
   facts.set("record", std::string_view{record.text});
   facts.set("policy_source", std::string_view{walk[*source].domain});
   publish_tags(facts, record);
   publish_policies(facts, record, *source != 0);
}

constexpr std::string_view facts_of_record[]{
   "record",
   "policy_source",
   "tags",
   "unknown_tags",
   "removed_tags",
   "obsolete_sizes",
   "rua",
   "ruf",
   "errors",
   "testing",
   "policy",
   "subdomain_policy",
   "nonexistent_policy",
   "effective_policy",
   "applied_policy"};

void publish_unknown_record(dnslint::facts_writer const& facts, dnslint::cause const& why)
{
   for (auto const name : facts_of_record)
      facts.set(name, why);
}

// All names of the walk are asked at once: what a tag psd further down makes superfluous is left
// out by discover(), so that the result is that of the walk step by step, after one round trip.
dnslint::query_list ask(dnslint::context const& cx, std::vector<std::string> const& domains)
{
   std::vector<dnslint::question> questions;
   questions.reserve(domains.size());
   for (auto const& d : domains)
      questions.push_back({dmarc::record_name(d), dnslint::rrtype::txt});
   return cx.query_all(questions);
}

dnslint::task dmarc_probe(dnslint::context cx)
{
   auto const domains = dmarc::tree_walk(cx.domain());
   auto const asked = co_await ask(cx, domains);
   std::vector<dmarc::walk_step> walk;
   walk.reserve(domains.size());
   for (std::size_t i = 0; i != domains.size(); ++i)
      walk.push_back(read_step(domains[i], asked[i]));
   auto const found = dmarc::discover(walk);

   auto const facts = cx.facts();
   publish_own(facts, walk[0], asked[0]);
   publish_walk(facts, walk, asked, found.steps);
   if (found.organization_open)
      facts.set("organizational_domain", asked[*found.organization_open].cause());
   else
      facts.set("organizational_domain", std::string_view{found.organizational_domain});
   if (found.policy_open)
      publish_unknown_record(facts, asked[*found.policy_open].cause());
   else
      publish_record(facts, walk, found.source);
}

}  // namespace

DNSLINT_PLUGIN("dmarc", "0.1.0", dnslint::make_probe<dmarc_probe>("dmarc"))
