// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rule_case.hpp"

#include "core/cel/time.hpp"
#include "core/dns/zone_text.hpp"
#include "core/rules/fix_record.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/words.hpp"
#include "core/rules/yaml_value.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::rules {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

class test_reader {
public:
   test_reader(
      document const& doc, node const& entry, test_names const& names, base::diagnostics& errors)
   : doc_{&doc}
   , errors_{&errors}
   , available_{&names.facts}
   , variables_{&names.variables}
   , map_{doc, entry, "a test", errors, test_shape()}
   {}

   void read(rule_test& made)
   {
      others();
      map_.map("servers");
      made.probes = map_.boolean("probes").value_or(false);
      if (made.probes && map_.optional("facts") != nullptr)
         map_.fail(
            *map_.optional("facts"),
            "with 'probes: true' the facts are what the plugins publish",
            "leave out one of the two");
      settings(made);
      clock(made);
      if (auto const domain = map_.text("domain"))
         made.domain = *domain;
      if (!dns::name::from_text(made.domain))
         map_.fail(*map_.optional("domain"), fmt::format("'{}' is no domain name", made.domain));
      if (auto const zone = map_.text("zone")) {
         made.zone = *zone;
         check_zone(*map_.optional("zone"), made.domain);
      }
      faults(made);
      if (auto const* const facts = map_.map("facts"))
         for (auto const& [plugin, body] : facts->entries)
            facts_of(plugin, body, made);
      expectation(made);
      map_.done();
   }

private:
   void others()
   {
      auto const* const zones = map_.map("zones");
      if (zones == nullptr)
         return;
      for (auto const& [apex, text] : zones->entries)
         if (text.is_scalar())
            check_zone(text, apex.text);
   }

   // The error stands at its line of the zone.
   void check_zone(node const& written, std::string const& apex)
   {
      auto const origin = dns::name::from_text(apex);
      auto const read = origin ? dns::parse_zone_text(written.text, *origin, {}, 1)
                               : base::result<std::vector<dns::record>>{std::vector<dns::record>{}};
      if (read)
         return;
      auto const& wrong = read.errors().front();
      std::size_t offset = 0;
      for (auto line = wrong.where.line; line > 1; --line)
         offset = std::min(written.text.find('\n', offset), written.text.size() - 1) + 1;
      errors_->push_back(
         {base::diagnostic_level::error,
          doc_->locate(written, offset),
          wrong.message,
          wrong.hint.empty() ? record_form(
                                  std::string_view{written.text}.substr(
                                     offset, written.text.find('\n', offset) - offset),
                                  record_place::zone)
                             : wrong.hint});
   }

   void settings(rule_test& made)
   {
      auto const* const all = map_.map("set");
      if (all == nullptr)
         return;
      for (auto const& [name, value] : all->entries)
         if (!variables_->contains(name.text))
            map_.fail(
               name,
               fmt::format("the pack has no variable '{}'", name.text),
               base::yaml::suggestion(name.text, variable_names()));
         else if (value.is_scalar())
            made.settings.emplace_back(name.text, value.text);
         else
            map_.fail(value, "a setting is text, as with --set");
   }

   std::vector<std::string> variable_names() const
   {
      std::vector<std::string> names;
      for (auto const& entry : *variables_)
         names.push_back(entry.first);
      return names;
   }

   void clock(rule_test& made)
   {
      auto const text = map_.text("now");
      auto const read = text ? cel::timestamp_from_text(*text) : std::nullopt;
      if (read)
         made.now = std::chrono::sys_seconds{std::chrono::seconds{read->seconds}};
      else if (text)
         map_.fail(
            *map_.optional("now"),
            fmt::format("'{}' is no time", *text),
            "write it like 2026-01-31T00:00:00Z");
   }

   void faults(rule_test& made)
   {
      auto const* const all = map_.map("faults");
      if (all == nullptr)
         return;
      for (auto const& [at, fault] : all->entries)
         if (fault.is_scalar())
            made.faults.emplace_back(at.text, fault.text);
         else
            map_.fail(at, "a fault must be text, such as servfail or timeout");
   }

   void facts_of(node const& plugin, node const& body, rule_test& made)
   {
      if (!body.is_map())
         return map_.fail(plugin, fmt::format("the facts of '{}' must be a map", plugin.text));
      auto const declared = available_->find(plugin.text);
      for (auto const& [name, held] : body.entries) {
         auto const read = declared == available_->end()
                              ? value_from_yaml(held)
                              : declared_fact(plugin.text, name, held, declared->second);
         made.facts[plugin.text].emplace(name.text, read);
      }
   }

   facts::value declared_fact(
      std::string const& plugin,
      node const& name,
      node const& held,
      facts::declarations const& declared)
   {
      auto const found = declared.find(name.text);
      if (found == declared.end()) {
         std::vector<std::string> known;
         known.reserve(declared.size());
         for (auto const& entry : declared)
            known.push_back(entry.first);
         map_.fail(
            name,
            fmt::format("'{}' publishes no fact '{}'", plugin, name.text),
            base::yaml::suggestion(name.text, known));
         return {};
      }
      auto const read = value_from_yaml(held, found->second.declared);
      if (!read || !facts::matches(found->second, *read))
         map_.fail(
            held,
            fmt::format(
               "facts.{}.{} is of type {}", plugin, name.text, facts::type_text(found->second)));
      return read.value_or(facts::value{});
   }

   // An outcome, or a map with the outcome and more.
   void expectation(rule_test& made)
   {
      auto const* const written = map_.required("expect");
      if (written == nullptr)
         return;
      if (written->is_scalar())
         return outcome(*written, made);
      map_reader reader{*doc_, *written, "'expect'", *errors_, expectation_shape()};
      if (auto const* const result = reader.required("outcome"))
         outcome(*result, made);
      made.cause = reader.text("cause").value_or("");
      made.message = reader.text("message").value_or("");
      reader.done();
   }

   void outcome(node const& written, rule_test& made)
   {
      auto const read = base::outcome_from_text(written.text);
      if (read)
         made.expected = *read;
      else
         map_.fail(
            written,
            fmt::format("'{}' is no outcome", written.text),
            base::yaml::suggestion(written.text, outcome_names()));
   }

   document const* doc_;
   base::diagnostics* errors_;
   facts::schema const* available_;
   std::map<std::string, facts::type, std::less<>> const* variables_;
   map_reader map_;
};

}  // namespace

std::optional<rule_test> read_rule_test(
   document const& doc,
   node const& entry,
   std::string const& rule,
   test_names const& names,
   base::diagnostics& errors)
{
   auto const before = errors.size();
   rule_test made;
   made.rule = rule;
   made.where = doc.locate(entry);
   made.in = doc;
   made.written = &entry;
   test_reader reader{doc, entry, names, errors};
   if (entry.is_map())
      reader.read(made);
   return errors.size() == before ? std::optional{std::move(made)} : std::nullopt;
}

}  // namespace dnslint::rules
