// SPDX-License-Identifier: Apache-2.0
#include "spf_facts.hpp"

#include <dnslint/parse_output.hpp>
#include <dnslint/text.hpp>

namespace spf {
namespace {

void publish_texts(
   dnslint::facts_writer const& facts, std::string_view name, std::vector<std::string> const& texts)
{
   auto const list = facts.list(name);
   for (auto const& t : texts)
      list.add(dnslint::printable(t));
}

void publish_term(
   dnslint::map_writer const& entry, std::string_view record, term const& t, bool ignored)
{
   bool const mechanism = t.kind == term_kind::mechanism;
   std::optional<std::string> const none;
   entry.set("text", t.text);
   entry.set("column", dnslint::column_of(record, t.offset));
   entry.set("mechanism", mechanism ? std::optional{t.name} : none);
   entry.set("modifier", mechanism ? none : std::optional{t.name});
   entry.set("qualifier", mechanism ? std::optional{std::string{t.qualifier}} : none);
   entry.set("argument", t.argument);
   entry.set("ip4_prefix", t.ip4_prefix);
   entry.set("ip6_prefix", t.ip6_prefix);
   entry.set("macros", t.macros);
   entry.set("ignored", ignored);
   entry.set("cost", costs_lookup(t) && !ignored ? 1 : 0);
}

void publish_terms(
   dnslint::facts_writer const& facts,
   std::string_view text,
   std::vector<term> const& terms,
   policy const& p)
{
   auto const list = facts.list("terms");
   for (std::size_t i = 0; i != terms.size(); ++i)
      publish_term(list.add_map(), text, terms[i], p.is_ignored[i]);
}

void publish_policy(
   dnslint::facts_writer const& facts,
   std::string_view text,
   spf_record const& record,
   policy const& p)
{
   publish_terms(facts, text, record.terms, p);
   dnslint::publish_errors(facts, "errors", record.errors);
   facts.set("all", p.all);
   facts.set("redirect", p.redirect);
   facts.set("exp", p.exp);
   publish_texts(facts, "after_all", p.after_all);
   publish_texts(facts, "duplicates", p.duplicates);
   publish_texts(facts, "unknown_modifiers", p.unknown_modifiers);
   publish_texts(facts, "misspelt_mechanisms", p.misspelt_mechanisms);
   publish_texts(facts, "malformed_domains", p.malformed_domains);
}

}  // namespace

void publish_set(dnslint::facts_writer const& facts, txt_set const& set)
{
   facts.set("records", set.spf.size());
   facts.set("txt_octets", set.octets);
   publish_texts(facts, "lookalikes", set.lookalikes);
}

void publish_record(
   dnslint::facts_writer const& facts, std::string_view text, spf_record const& record)
{
   facts.set("record", dnslint::printable(text));
   facts.set("record_octets", text.size());
   auto const p = read_policy(record);
   facts.set("lookups_direct", p.lookups_direct);
   publish_policy(facts, text, record, p);
}

void publish_parse(
   dnslint::keyed_writer const& values, std::string_view text, spf_record const& record)
{
   auto const p = read_policy(record);
   values.set("record", dnslint::printable(text));
   publish_terms(values, text, record.terms, p);
   values.set("lookups_direct", p.lookups_direct);
}

void publish_no_record(dnslint::facts_writer const& facts)
{
   publish_policy(facts, {}, {}, {});
}

}  // namespace spf
