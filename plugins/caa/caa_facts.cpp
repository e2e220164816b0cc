// SPDX-License-Identifier: Apache-2.0
#include "caa_facts.hpp"

#include "issuance.hpp"
#include "known_issuer.hpp"

namespace caa {
namespace {

using dnslint::facts_writer;

constexpr auto has_no_errors = [](shown_property const& p) {
   return p.judged.errors.empty();
};

void publish_strings(
   facts_writer const& facts, std::string_view fact, std::vector<std::string> const& texts)
{
   auto const list = facts.list(fact);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

void publish_records(facts_writer const& facts, std::vector<shown_property> const& all)
{
   auto const list = facts.list("records");
   for (auto const& p : all) {
      auto const record = list.add_map();
      auto const& judged = p.judged;
      record.set("flags", judged.written.flags);
      record.set("critical", judged.written.is_critical());
      record.set("tag", std::string_view{judged.tag});
      record.set("written_tag", std::string_view{judged.written_tag});
      record.set("is_lower_case", judged.written_tag == judged.tag);
      record.set("is_well_formed", is_well_formed_tag(judged.written.tag));
      record.set("is_registered", judged.kind != property_kind::unregistered);
      record.set("value", std::string_view{p.value});
      if (judged.kind == property_kind::issuer)
         record.set("issuer", std::string_view{judged.issuer});
      else
         record.set("issuer", nullptr);
      record.set("resembled_tag", resembled_tag(judged.written.tag));
      record.set("resembled_issuer", resembled_issuer(judged.issuer));
   }
}

void publish_issuance(facts_writer const& facts, issuance const& who)
{
   auto const kinds = facts.map("may_issue");
   kinds.set("host", to_text(who.host));
   kinds.set("wildcard", to_text(who.wildcard));
   kinds.set("mail", to_text(who.mail));
   kinds.set("mark", to_text(who.mark));
}

void publish_errors(
   facts_writer const& facts,
   std::string_view fact,
   std::vector<shown_property> const& all,
   std::vector<dnslint::parse_error> judged_property::*errors)
{
   auto const list = facts.list(fact);
   for (auto const& p : all)
      for (auto const& e : p.judged.*errors) {
         auto const error = list.add_map();
         error.set("tag", std::string_view{p.judged.tag});
         error.set("written_tag", std::string_view{p.judged.written_tag});
         error.set("value", std::string_view{p.value});
         error.set("column", e.column);
         error.set("text", std::string_view{e.text});
      }
}

void publish_reports(facts_writer const& facts, std::vector<shown_property> const& all)
{
   auto const list = facts.list("iodef");
   for (auto const& p : all)
      if (p.judged.kind == property_kind::report_url && has_no_errors(p))
         list.add(std::string_view{p.value});
}

void publish_contacts(facts_writer const& facts, std::vector<shown_property> const& all)
{
   auto const list = facts.list("contacts");
   for (auto const& p : all) {
      bool const is_contact =
         p.judged.kind == property_kind::email || p.judged.kind == property_kind::phone;
      if (is_contact && has_no_errors(p))
         list.add(std::string_view{p.value});
   }
}

void publish_issuers(facts_writer const& facts, std::vector<judged_property> const& judged)
{
   publish_strings(facts, "issuers", issuers_named(judged, "issue"));
   publish_strings(facts, "issuewild", issuers_named(judged, "issuewild"));
   publish_strings(facts, "issuemail", issuers_named(judged, "issuemail"));
   publish_strings(facts, "issuevmc", issuers_named(judged, "issuevmc"));
   publish_strings(facts, "contradictory", contradictory_tags(judged));
   publish_strings(facts, "stopped", stopped_tags(judged));
   publish_issuance(facts, issuance_by(judged));
}

}  // namespace

void publish_set(
   facts_writer const& facts,
   std::optional<std::string> const& relevant_name,
   std::vector<shown_property> const& all)
{
   std::vector<judged_property> judged;
   judged.reserve(all.size());
   for (auto const& p : all)
      judged.push_back(p.judged);
   if (relevant_name)
      facts.set("relevant_name", std::string_view{*relevant_name});
   publish_records(facts, all);
   publish_issuers(facts, judged);
   publish_reports(facts, all);
   publish_contacts(facts, all);
   publish_errors(facts, "errors", all, &judged_property::errors);
   publish_errors(facts, "parameter_errors", all, &judged_property::parameter_errors);
}

}  // namespace caa
