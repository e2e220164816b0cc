// SPDX-License-Identifier: Apache-2.0
#include "dmarc_facts.hpp"

#include "tree_walk.hpp"

#include <dnslint/parse_output.hpp>

namespace dmarc {
namespace {

void publish_strings(
   dnslint::keyed_writer const& facts, std::string_view fact, std::vector<std::string> const& texts)
{
   auto const list = facts.list(fact);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

// Publishes the texts at the domain's own "_dmarc" name that were meant for DMARC, but are no
// record.
void publish_ignored(dnslint::keyed_writer const& facts, dnslint::answer const& own)
{
   auto const list = facts.list("ignored");
   for (auto const r : own.records())
      if (resembles_dmarc_record(r.text()))
         list.add(r.text());
}

std::string_view status_of(dnslint::answer const& a)
{
   if (a.unknown())
      return "unknown";
   return a.absent() ? "absent" : "records";
}

constexpr std::string_view facts_of_record[]{
   "record",
   "policy_source",
   "tags",
   "unknown_tags",
   "removed_tags",
   "repeated_tags",
   "upper_case_tags",
   "obsolete_sizes",
   "rua",
   "ruf",
   "errors",
   "testing",
   "adkim",
   "aspf",
   "policy",
   "subdomain_policy",
   "nonexistent_policy",
   "effective_policy",
   "applied_policy"};

void publish_effective(
   dnslint::keyed_writer const& facts,
   dmarc_record const& record,
   bool inherited,
   existence const& name)
{
   if (name.unknown) {
      facts.set("effective_policy", *name.unknown);
      facts.set("applied_policy", *name.unknown);
      return;
   }
   auto const effective = effective_policy(record, inherited, name);
   if (!effective)
      return;
   facts.set("effective_policy", to_text(*effective));
   facts.set("applied_policy", to_text(record.testing ? one_level_below(*effective) : *effective));
}

}  // namespace

walk_step read_step(std::string domain, dnslint::answer const& a)
{
   walk_step step{std::move(domain), !a.unknown(), {}};
   for (auto const r : a.records())
      if (auto record = parse_dmarc_record(r.text()))
         step.records.push_back(std::move(*record));
   return step;
}

void publish_own(dnslint::keyed_writer const& facts, walk_step const& own, dnslint::answer const& a)
{
   if (a.unknown()) {
      facts.set("records", a.cause());
      facts.set("ignored", a.cause());
      return;
   }
   facts.set("records", own.records.size());
   publish_ignored(facts, a);
}

void publish_walk(
   dnslint::keyed_writer const& facts,
   std::vector<walk_step> const& walk,
   answers const& asked,
   std::size_t steps)
{
   auto const list = facts.list("walk");
   for (std::size_t i = 0; i != steps; ++i) {
      auto const step = list.add_map();
      step.set("name", std::string_view{record_name(walk[i].domain)});
      step.set("status", status_of(asked[i]));
      step.set("records", walk[i].records.size());
   }
}

void publish_tags(dnslint::keyed_writer const& facts, dmarc_record const& record)
{
   {
      auto const tags = facts.map("tags");
      for (auto const& [name, value] : record.tags)
         tags.set(name, std::string_view{value});
   }
   publish_strings(facts, "unknown_tags", record.unknown_tags);
   publish_strings(facts, "removed_tags", record.removed_tags);
   publish_strings(facts, "repeated_tags", record.repeated_tags);
   publish_strings(facts, "upper_case_tags", record.upper_case_tags);
   publish_strings(facts, "obsolete_sizes", record.obsolete_sizes);
   publish_strings(facts, "rua", record.rua);
   publish_strings(facts, "ruf", record.ruf);
}

void publish_asked(dnslint::keyed_writer const& facts, dmarc_record const& record)
{
   facts.set("testing", record.testing);
   facts.set("adkim", record.adkim_strict ? "s" : "r");
   facts.set("aspf", record.aspf_strict ? "s" : "r");
   if (!record.asked_for)
      return;
   auto const& p = *record.asked_for;
   facts.set("policy", to_text(p.domain));
   facts.set("subdomain_policy", to_text(p.subdomains));
   facts.set("nonexistent_policy", to_text(p.nonexistent));
}

void publish_record(
   dnslint::keyed_writer const& facts,
   std::vector<walk_step> const& walk,
   std::optional<std::size_t> source,
   existence const& name)
{
   if (!source) {
      publish_tags(facts, {});
      dnslint::publish_errors(facts, "errors", {});
      facts.set("testing", false);
      return;
   }
   auto const& record = *walk[*source].record();
   facts.set("record", std::string_view{record.text});
   facts.set("policy_source", std::string_view{walk[*source].domain});
   publish_tags(facts, record);
   dnslint::publish_errors(facts, "errors", record.errors);
   publish_asked(facts, record);
   publish_effective(facts, record, *source != 0, name);
}

void publish_unknown_record(dnslint::keyed_writer const& facts, dnslint::cause const& cause)
{
   for (auto const name : facts_of_record)
      facts.set(name, cause);
}

}  // namespace dmarc
