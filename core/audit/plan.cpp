// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"

#include "core/audit/advice_settings.hpp"
#include "core/audit/core_manifest.hpp"
#include "core/audit/plan_packs.hpp"
#include "core/audit/plan_profile.hpp"
#include "core/base/glob.hpp"
#include "core/base/suggestion.hpp"
#include "core/profile/project.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::audit {
namespace {

void append(base::diagnostics& to, base::diagnostics const& from)
{
   std::ranges::copy(from, std::back_inserter(to));
}

facts::map defaults(std::vector<rules::variable> const& variables)
{
   facts::map values;
   for (auto const& v : variables)
      values.emplace(v.name, v.initial);
   return values;
}

void set_defaults(plan& p)
{
   for (auto const& one : p.plugins.plugins)
      p.settings[one.manifest.id] = defaults(one.manifest.options);
   for (auto const& one : p.packs)
      p.settings[one.name] = defaults(one.variables);
   p.settings["name"] = {};
   p.settings["advice"] = defaults(advice_settings());
}

std::vector<std::string> setting_names(plan const& p)
{
   std::vector<std::string> names;
   for (auto const& [owner, values] : p.settings)
      for (auto const& [name, value] : values)
         names.push_back(owner + "." + name);
   return names;
}

base::diagnostics apply_setting(plan& p, std::string const& name, std::string const& text)
{
   auto const dot = name.find('.');
   auto const owner = name.substr(0, dot);
   if (auto const* variables = variables_of(p, owner);
       variables != nullptr && dot != std::string::npos)
      for (auto const& v : *variables)
         if (v.name == name.substr(dot + 1)) {
            auto value = rules::parse_variable(v, text);
            if (!value)
               return value.errors();
            p.settings[owner][v.name] = std::move(*value);
            return {};
         }
   return {base::error(
      fmt::format("--set {}: there is no such option or variable", name),
      base::suggestion(name, setting_names(p)))};
}

bool any_matches(std::vector<std::string> const& globs, std::string_view id)
{
   return std::ranges::any_of(globs, [&](std::string const& g) {
      return base::glob_matches(g, id);
   });
}

bool asks_in_rounds(rules::check const& c)
{
   return std::ranges::any_of(c.lookups, [](rules::lookup const& l) {
      return l.per_subject || !l.needs.empty() || l.at != rules::asked_at::resolver;
   });
}

void add_checks(
   plan& p,
   std::vector<rules::check> const& checks,
   std::string const& owner,
   selection const& wanted)
{
   for (auto const& c : checks)
      if (
         (wanted.checks.empty() || any_matches(wanted.checks, c.id)) &&
         !any_matches(wanted.skip, c.id) && !is_disabled(p.profile, c.id))
         p.checks.push_back(
            {&c, &p.settings.at(owner), std::nullopt, asks_in_rounds(c), std::nullopt});
}

base::diagnostics select_checks(plan& p, selection const& wanted)
{
   add_checks(p, p.core_checks, "name", wanted);
   for (auto const& one : p.plugins.plugins)
      add_checks(p, one.checks, one.manifest.id, wanted);
   for (auto const& one : p.packs)
      add_checks(p, one.rules, one.name, wanted);
   auto const id = [](planned_check const& c) {
      return c.definition->id;
   };
   std::ranges::sort(p.checks, {}, id);
   auto const twice = std::ranges::adjacent_find(p.checks, {}, id);
   if (twice != p.checks.end())
      return {base::error(
         fmt::format("the check '{}' comes from two places", twice->definition->id),
         "rename one of them, or leave its pack out")};
   if (p.checks.empty() && !(wanted.checks.empty() && wanted.skip.empty()))
      return {
         base::error("--checks and --skip leave no check to run", "`dnslint checks` lists them")};
   return {};
}

// Many checks of a plugin have one condition, which is then evaluated once for a domain.
void number_conditions(plan& p)
{
   std::map<std::pair<std::string, facts::map const*>, std::size_t> numbers;
   for (auto& c : p.checks) {
      auto const& condition = c.definition->applies_when;
      if (!condition || !condition->lookups_used().empty())
         continue;
      auto const* const variables = condition->variables_used().empty() ? nullptr : c.variables;
      c.condition =
         numbers.try_emplace({condition->source(), variables}, numbers.size()).first->second;
   }
   p.conditions = numbers.size();
}

// A probe runs when a selected check is settled by it, or an expression or another running probe
// uses a fact of it.
void choose_probes(plan& p)
{
   std::set<std::string> settled;
   std::set<std::string> used;
   for (auto const& c : p.checks) {
      settled.insert(c.definition->id);
      auto const facts = rules::facts_used(*c.definition);
      used.insert(facts.begin(), facts.end());
   }
   p.runs.assign(p.probes.size(), false);
   for (std::size_t i = p.probes.size(); i-- != 0;) {
      auto const& probe = p.probes[i];
      auto const& manifest = probe.owner->manifest;
      auto const& publishes = manifest.probes[probe.which].publishes;
      p.runs[i] = p.runs[i] ||
                  std::ranges::any_of(
                     probe.checks,
                     [&](auto const& id) {
                        return settled.contains(id);
                     }) ||
                  std::ranges::any_of(publishes, [&](auto const& fact) {
                     return used.contains(plugin::fact_name(manifest.id) + "." + fact);
                  });
      if (p.runs[i])
         for (auto const before : probe.after)
            p.runs[before] = true;
   }
}

base::diagnostics read_core_checks(plan& p)
{
   auto const m = plugin::read_manifest("core/audit/core_manifest.cpp", std::string{core_manifest});
   if (!m)
      return m.errors();
   auto checks = plugin::read_checks(*m, p.plugins.facts);
   if (!checks)
      return checks.errors();
   p.core_checks = std::move(*checks);
   return {};
}

}  // namespace

base::result<built_plan> build_plan(
   selection const& wanted, plugin::load_code with_code, plugin::file_hooks const& hooks)
{
   auto loaded = profile::load_profile(wanted.profile);
   if (!loaded)
      return loaded.errors();
   built_plan built{std::make_unique<plan>(), {}, {}};
   auto& p = *built.made;
   p.profile = std::move(*loaded);
   if (!wanted.project.empty()) {
      auto const project = profile::load_project(wanted.project);
      if (!project)
         return project.errors();
      p.profile = profile::with_additions(std::move(p.profile), *project);
   }
   p.plugins = plugin::load_plugins(wanted.plugin_folders, core_facts(), with_code, hooks);
   built.problems = p.plugins.refused;
   auto errors = load_packs(p, wanted);
   auto probes = order_probes(p.plugins.plugins);
   if (!probes)
      return probes.errors();
   p.probes = std::move(*probes);
   set_defaults(p);
   append(errors, read_core_checks(p));
   append(errors, apply_variables(p));
   for (auto const& [name, text] : wanted.settings)
      append(errors, apply_setting(p, name, text));
   p.settings["advice"] = advice_facts(std::move(p.settings["advice"]));
   append(errors, select_checks(p, wanted));
   built.notes = unmatched(p);
   if (!errors.empty())
      return errors;
   number_conditions(p);
   choose_probes(p);
   apply_overrides(p);
   set_score_terms(p);
   return built;
}

}  // namespace dnslint::audit
