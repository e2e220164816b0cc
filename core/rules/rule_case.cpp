// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rule_case.hpp"

#include "core/cel/time.hpp"
#include "core/rules/pack_shape.hpp"
#include "core/rules/words.hpp"
#include "core/rules/yaml_value.hpp"

#include <fmt/format.h>

namespace dnslint::rules {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

class test_reader {
public:
   test_reader(
      document const& doc,
      node const& entry,
      facts::schema const& available,
      base::diagnostics& errors)
   : doc_{&doc}
   , errors_{&errors}
   , available_{&available}
   , map_{doc, entry, "a test", errors, test_shape()}
   {}

   void read(rule_test& made)
   {
      for (auto const* const of_lab : {"zones", "servers"})
         map_.map(of_lab);
      made.probes = map_.boolean("probes").value_or(false);
      if (made.probes && map_.optional("facts") != nullptr)
         map_.fail(
            *map_.optional("facts"),
            "with 'probes: true' the facts are what the plugins publish",
            "leave out one of the two");
      settings(made);
      clock(made);
      made.zone = map_.text("zone").value_or("");
      if (auto const domain = map_.text("domain"))
         made.domain = *domain;
      faults(made);
      if (auto const* const facts = map_.map("facts"))
         for (auto const& [plugin, body] : facts->entries)
            facts_of(plugin, body, made);
      expectation(made);
      map_.done();
   }

private:
   void settings(rule_test& made)
   {
      auto const* const all = map_.map("set");
      if (all == nullptr)
         return;
      for (auto const& [name, value] : all->entries)
         if (value.is_scalar())
            made.settings.emplace_back(name.text, value.text);
         else
            map_.fail(value, "a setting is text, as with --set");
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
   map_reader map_;
};

}  // namespace

std::optional<rule_test> read_rule_test(
   document const& doc,
   node const& entry,
   std::string const& rule,
   facts::schema const& available,
   base::diagnostics& errors)
{
   auto const before = errors.size();
   rule_test made;
   made.rule = rule;
   made.where = doc.locate(entry);
   made.in = doc;
   made.written = &entry;
   test_reader reader{doc, entry, available, errors};
   if (entry.is_map())
      reader.read(made);
   return errors.size() == before ? std::optional{std::move(made)} : std::nullopt;
}

}  // namespace dnslint::rules
