// SPDX-License-Identifier: Apache-2.0
#include "core/base/suggestion.hpp"
#include "core/cel/scope.hpp"
#include "core/profile/profile.hpp"
#include "core/rules/yaml_expression.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::profile {
namespace {

constexpr std::array gate_shares{std::string_view{"coverage"}, std::string_view{"unknown"}};

// Of a grade such as A+ no expression can speak.
bool is_member_name(std::string_view text)
{
   return std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
          std::ranges::all_of(text, [](unsigned char c) {
             return std::isalnum(c) != 0 || c == '_';
          });
}

cel::scope gate_scope(profile const& p)
{
   cel::scope names;
   for (auto const& name : gate_names(p))
      names.given.emplace(name, cel::only(is_share(name) ? cel::double_kind : cel::integer_kind));
   return names;
}

base::diagnostics wrong_gate(gate_setting const& g, std::string const& id)
{
   if (!g.require)
      return {
         {base::diagnostic_level::error,
          g.where,
          fmt::format("the gate '{}' needs 'require'", id),
          "no profile that is extended names it"}};
   if (g.require->written->text == "none")
      return {
         {base::diagnostic_level::error,
          g.where,
          fmt::format("there is no gate '{}' to take away", id),
          {}}};
   return {};
}

bool is_of_name(char c)
{
   return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

// What was meant by the first name of the condition that does not exist.
std::string meant_name(std::string_view condition, std::vector<std::string> const& names)
{
   while (!condition.empty()) {
      auto const* const end = std::ranges::find_if_not(condition, is_of_name);
      std::string const word{condition.begin(), end};
      if (
         !word.empty() && std::isalpha(static_cast<unsigned char>(word.front())) != 0 &&
         std::ranges::find(names, word) == names.end())
         return base::suggestion(word, names);
      condition.remove_prefix(word.size() + (end == condition.end() ? 0 : 1));
   }
   return {};
}

base::diagnostics with_hints(
   base::diagnostics errors, std::string const& condition, std::vector<std::string> const& names)
{
   for (auto& e : errors)
      if (e.hint.empty())
         e.hint = meant_name(condition, names);
   return errors;
}

base::result<cel::expression> condition_of(gate_setting const& g, cel::scope const& names)
{
   auto const& [file, written] = *g.require;
   auto made = rules::compile_scalar(file, *written, names);
   if (made && !made->may_be(cel::kind::boolean))
      return base::diagnostic{
         base::diagnostic_level::error,
         file.locate(*written),
         fmt::format("a gate must be true or false, and this is {}", made->result_type()),
         "compare it with something: coverage >= 0.95"};
   return made;
}

}  // namespace

bool is_share(std::string_view gate_name)
{
   return std::ranges::find(gate_shares, gate_name) != gate_shares.end();
}

std::vector<std::string> gate_names(profile const& p)
{
   std::vector<std::string> names{
      "domains", "audited", "nonexistent", "suppressed", "grades.none", "grades.withheld"};
   names.insert(names.end(), gate_shares.begin(), gate_shares.end());
   for (auto const* const count : {"failures", "regressions"})
      for (auto const* const severity : {"critical", "high", "medium", "low", "info"})
         names.push_back(fmt::format("{}.{}", count, severity));
   for (auto const& g : p.grades)
      if (is_member_name(g.value.grade))
         names.push_back("grades." + g.value.grade);
   return names;
}

base::result<std::vector<gate>> gates_of(profile const& p)
{
   base::diagnostics errors;
   std::vector<gate> made;
   auto const names = gate_scope(p);
   for (auto const& [id, g] : p.gates) {
      auto wrong = wrong_gate(g, id);
      if (wrong.empty()) {
         auto condition = condition_of(g, names);
         if (condition)
            made.push_back({id, g.text ? g.text->value : "", *std::move(condition)});
         else
            wrong = with_hints(condition.errors(), g.require->written->text, gate_names(p));
      }
      std::ranges::move(wrong, std::back_inserter(errors));
   }
   if (!errors.empty())
      return errors;
   return made;
}

}  // namespace dnslint::profile
