// SPDX-License-Identifier: Apache-2.0
#include "alignment_report.hpp"
#include "commands.hpp"
#include "lookup.hpp"
#include "tree_walk.hpp"

#include <dnslint/text.hpp>

namespace dmarc {
namespace {

void publish_questions(dnslint::keyed_writer const& values, policy_lookup const& p)
{
   auto const list = values.list("questions");
   for (std::size_t i = 0; i != p.found.steps; ++i) {
      auto const question = list.add_map();
      question.set("name", std::string_view{record_name(p.walk[i].domain)});
      question.set("type", std::string_view{"TXT"});
   }
}

std::string outcome_of(policy_lookup const& p, std::size_t step)
{
   if (!p.walk[step].known)
      return "unknown: " + p.asked[step].cause().code;
   auto const count = p.walk[step].records.size();
   if (count == 0)
      return "no record";
   if (count > 1)
      return std::to_string(count) + " records, all discarded";
   return p.walk[step].records.front().text;
}

std::string policy_text(policy_lookup const& p)
{
   if (p.found.policy_open)
      return "unknown: " + p.asked[*p.found.policy_open].cause().code;
   if (!p.found.source)
      return "no DMARC policy applies";
   auto const& record = *p.walk[*p.found.source].record();
   if (p.name.unknown)
      return "unknown: " + p.name.unknown->code;
   auto const policy = effective_policy(record, *p.found.source != 0, p.name);
   if (!policy)
      return record.repeated_tags.empty()
                ? "no DMARC policy applies, since the record states no valid policy"
                : "no DMARC policy applies, since the tag " + record.repeated_tags.front() +
                     " stands twice in the record";
   std::string text{to_text(*policy)};
   if (record.testing && policy != disposition::none)
      text += ", applied as " + std::string{to_text(one_level_below(*policy))} + " (t=y)";
   return text;
}

void write(dnslint::command_context const& cx, policy_lookup const& p)
{
   for (std::size_t i = 0; i != p.found.steps; ++i)
      cx.text(record_name(p.walk[i].domain) + "  " + outcome_of(p, i) + '\n');
   cx.text("\norganizational domain: ");
   if (p.found.organization_open)
      cx.text("unknown: " + p.asked[*p.found.organization_open].cause().code + '\n');
   else
      cx.text(p.found.organizational_domain + '\n');
   if (p.found.source)
      cx.text("record of: " + p.walk[*p.found.source].domain + '\n');
   cx.text("policy: " + policy_text(p) + '\n');
}

std::string domain_in(std::string_view argument)
{
   auto domain = dnslint::to_lower(argument);
   if (domain.ends_with('.'))
      domain.pop_back();
   return domain;
}

// The domains that the options of the command name.
dnslint::co<std::vector<authenticated_domain>> look_up_authenticated(dnslint::command_context cx)
{
   std::vector<authenticated_domain> all;
   for (std::string_view const mechanism : {"spf", "dkim"}) {
      auto const given = cx.given(std::string{mechanism} + "-domain");
      if (!given || given->empty())
         continue;
      auto domain = domain_in(*given);
      auto own = co_await look_up_organization(cx, domain);
      all.push_back({mechanism, std::move(domain), std::move(own)});
   }
   co_return all;
}

}  // namespace

dnslint::task dmarc_command(dnslint::command_context cx)
{
   if (cx.argument_count() != 1 || cx.argument(0).empty()) {
      cx.text("dnslint dmarc DOMAIN [--spf-domain DOMAIN] [--dkim-domain DOMAIN]\n");
      co_return cx.status(dnslint::exit_status::usage);
   }
   auto const domain = domain_in(cx.argument(0));
   auto const p = co_await look_up_policy(cx, domain);
   auto const authenticated = co_await look_up_authenticated(cx);
   auto const values = cx.values();
   values.set("domain", std::string_view{domain});
   publish_questions(values, p);
   publish_own(values, p.walk[0], p.asked[0]);
   publish_walk(values, p.walk, p.asked, p.found.steps);
   publish_organization(values, p);
   publish_policy(values, p);
   write(cx, p);
   if (!authenticated.empty())
      tell_alignment(cx, p, authenticated);
}

}  // namespace dmarc
