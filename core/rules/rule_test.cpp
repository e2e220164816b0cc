// SPDX-License-Identifier: Apache-2.0
#include "core/rules/rule_test.hpp"

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
   : available_{&available}
   , map_{doc, entry, "a test", errors}
   {}

   void read(rule_test& made)
   {
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
      if (!read)
         map_.fail(
            held,
            fmt::format(
               "facts.{}.{} is of type {}",
               plugin,
               name.text,
               facts::to_text(found->second.declared)));
      return read.value_or(facts::value{});
   }

   void expectation(rule_test& made)
   {
      auto const text = map_.required_text("expect");
      if (!text)
         return;
      auto const read = base::outcome_from_text(*text);
      if (read)
         made.expected = *read;
      else
         map_.fail(
            *map_.optional("expect"),
            fmt::format("'{}' is no outcome", *text),
            base::yaml::suggestion(*text, {"pass", "fail", "unknown", "not-applicable"}));
   }

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
   test_reader reader{doc, entry, available, errors};
   if (entry.is_map())
      reader.read(made);
   return errors.size() == before ? std::optional{std::move(made)} : std::nullopt;
}

}  // namespace dnslint::rules
