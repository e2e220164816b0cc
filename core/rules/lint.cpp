// SPDX-License-Identifier: Apache-2.0
#include "core/rules/lint.hpp"

#include "core/base/suggestion.hpp"
#include "core/cel/program.hpp"
#include "core/rules/pack.hpp"
#include "core/rules/used_names.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::rules {
namespace {

// Whether a part has a value when nothing at all is known of a domain, so that what the expression
// comes to then says nothing of other cases.
bool looks_at_the_unknown(cel::node const& n)
{
   static constexpr std::array<std::string_view, 3> passing_on{"records", "absent", "chain"};
   if (
      n.form == cel::node_kind::domain || n.form == cel::node_kind::now ||
      n.form == cel::node_kind::given)
      return true;
   if (n.form == cel::node_kind::call && n.text == "is_unknown")
      return true;
   if (n.form == cel::node_kind::select && n.children[0]->form == cel::node_kind::lookup)
      return std::ranges::find(passing_on, n.member) == passing_on.end();
   return std::ranges::any_of(n.children, [](cel::node_pointer const& child) {
      return looks_at_the_unknown(*child);
   });
}

// True or false when the expression is that whatever facts and answers are; `&&` and `||` settle
// over unknown values as CEL says.
std::optional<bool> constant_value(cel::expression const& e)
{
   if (looks_at_the_unknown(cel::expression_tree::root_of(e)))
      return std::nullopt;
   static facts::tree const nothing;
   cel::bindings with;
   with.facts = &nothing;
   auto const v = e.evaluate(with);
   return v.is(cel::kind::boolean) ? std::optional{v.get<bool>()} : std::nullopt;
}

class linter {
public:
   linter(pack const& p, std::vector<std::string> const& controls)
   : pack_{&p}
   , controls_{&controls}
   {}

   std::vector<lint_warning> all()
   {
      variables();
      plugins();
      for (auto const& test : pack_->tests)
         tested_.insert(test.rule);
      for (auto const& rule : pack_->rules) {
         completeness(rule);
         constants(rule);
         lookups(rule);
      }
      return std::move(found_);
   }

private:
   void warn(std::string_view code, base::location where, std::string message, std::string hint)
   {
      found_.push_back(
         {code,
          {base::diagnostic_level::warning,
           std::move(where),
           std::move(message),
           std::move(hint)}});
   }

   void variables()
   {
      std::set<std::string> used;
      for (auto const& rule : pack_->rules)
         used.merge(names_used(rule).variables);
      for (auto const& v : pack_->variables)
         if (!used.contains(v.name))
            warn(
               "unused-variable",
               v.where,
               fmt::format("no rule uses the variable '{}'", v.name),
               "remove it, or read vars." + v.name);
   }

   void plugins()
   {
      std::set<std::string> used;
      for (auto const& rule : pack_->rules)
         for (auto const& fact : facts_used(rule))
            used.insert(fact.substr(0, fact.find('.')));
      for (auto const& plugin : pack_->required_plugins) {
         auto name = plugin;
         std::ranges::replace(name, '-', '_');
         if (!used.contains(name))
            warn(
               "unused-plugin",
               pack_->plugins_where,
               fmt::format("no rule uses a fact of the plugin '{}'", plugin),
               "remove it from requires: { plugins: [...] }");
      }
   }

   void completeness(check const& rule)
   {
      auto const at = place_in(rule, {"id"});
      if (!tested_.contains(rule.id))
         warn("no-tests", at, rule.id + " has no tests", "add 'tests:' beside it");
      if (!rule.how_to_fix.text && !rule.how_to_fix.record)
         warn("no-fix", at, rule.id + " does not say how to fix it", "add 'fix:'");
      bool const is_known = std::ranges::find(*controls_, rule.control) != controls_->end();
      if (!rule.control.empty() && !is_known)
         warn(
            "unknown-control",
            place_in(rule, {"control"}),
            fmt::format("no profile knows the control '{}', so it is not scored", rule.control),
            base::suggestion(rule.control, *controls_));
   }

   void constants(check const& rule)
   {
      for (auto const& [key, e] : judging_expressions(rule)) {
         auto const value = constant_value(*e);
         if (!value)
            continue;
         bool const is_assert = key == "assert";
         auto const message = is_assert ? (*value ? "can never fail" : "can never pass")
                                        : (*value ? "applies always" : "never applies");
         warn(
            is_assert ? (*value ? "never-fails" : "never-passes") : "constant-condition",
            place_in(rule, {key}),
            fmt::format("{} {}", rule.id, message),
            fmt::format("'{}' is {} whatever the answers are", key, *value));
      }
   }

   void lookups(check const& rule)
   {
      auto const used = names_used(rule).lookups;
      for (auto const& l : rule.lookups)
         if (!used.contains(l.key) && !l.fans_out())
            warn(
               "unused-lookup",
               place_in(rule, {"lookups", l.key}),
               fmt::format("{} asks '{}' and does not use it", rule.id, l.key),
               "remove the lookup: every question costs time");
   }

   pack const* pack_;
   std::vector<std::string> const* controls_;
   std::set<std::string, std::less<>> tested_;  // the rules that have tests
   std::vector<lint_warning> found_;
};

}  // namespace

std::vector<lint_warning> lint(pack const& p, std::vector<std::string> const& controls)
{
   auto all = linter{p, controls}.all();
   std::ranges::stable_sort(all, {}, [](lint_warning const& w) {
      return std::pair{w.problem.where.line, w.problem.where.column};
   });
   return all;
}

}  // namespace dnslint::rules
