// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan_profile.hpp"

#include "core/audit/advice_settings.hpp"
#include "core/base/glob.hpp"
#include "core/base/suggestion.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

base::diagnostic at(
   base::diagnostic_level level, base::location where, std::string message, std::string hint = {})
{
   return {level, std::move(where), std::move(message), std::move(hint)};
}

base::diagnostic warning_at(base::location where, std::string message, std::string hint = {})
{
   return at(
      base::diagnostic_level::warning, std::move(where), std::move(message), std::move(hint));
}

base::diagnostics apply_variable(
   plan& p,
   std::string const& owner,
   std::string const& name,
   profile::variable_setting const& setting)
{
   auto const where = setting.file.locate(*setting.written);
   std::vector<std::string> names;
   for (auto const& v : *variables_of(p, owner)) {
      if (v.name == name) {
         auto value = rules::variable_value(v, *setting.written);
         if (!value)
            return {at(base::diagnostic_level::error, where, value.errors()[0].message)};
         p.settings[owner][name] = std::move(*value);
         return {};
      }
      names.push_back(v.name);
   }
   return {
      at(base::diagnostic_level::error,
         where,
         fmt::format("'{}' has no option or variable '{}'", owner, name),
         base::suggestion(name, names))};
}

std::vector<std::string> all_ids(plan const& p)
{
   std::vector<std::string> ids;
   for (auto const& c : p.core_checks)
      ids.push_back(c.id);
   for (auto const& one : p.plugins.plugins)
      for (auto const& c : one.checks)
         ids.push_back(c.id);
   for (auto const& one : p.packs)
      for (auto const& c : one.rules)
         ids.push_back(c.id);
   return ids;
}

void change(
   std::vector<rules::check>& checks, std::vector<profile::check_override> const& overrides)
{
   for (auto& c : checks)
      for (auto const& o : overrides)
         if (base::glob_matches(o.checks, c.id)) {
            c.severity = o.severity.value_or(c.severity);
            c.control = o.control.value_or(c.control);
         }
}

// Plugins and the core are always the standard profile's; of packs those that it names.
bool runs_in_standard(plan const& p, std::string_view check)
{
   auto const owner = check.substr(0, check.find('/'));
   if (std::ranges::find(p.packs, owner, &rules::pack::name) == p.packs.end())
      return true;
   auto const& packs = profile::standard().packs;
   return std::ranges::find(packs, owner, &profile::placed<std::string>::value) != packs.end();
}

std::string standard_digest(plan const& p)
{
   std::vector<score::scored_check> checks;
   for (auto const& c : p.checks)
      if (c.standard)
         checks.push_back(
            {c.definition->id, c.definition->category, c.standard->control, c.standard->severity});
   return score::digest(checks, p.standard_weights);
}

std::string digest(plan const& p)
{
   std::vector<score::scored_check> checks;
   for (auto const& c : p.checks)
      checks.push_back(
         {c.definition->id, c.definition->category, c.definition->control, c.definition->severity});
   return score::digest(checks, p.weights);
}

}  // namespace

bool is_disabled(profile::profile const& profile, std::string_view check)
{
   return std::ranges::any_of(profile.disabled, [&](auto const& glob) {
      return base::glob_matches(glob.value, check);
   });
}

std::vector<rules::variable> const* variables_of(plan const& p, std::string_view owner)
{
   for (auto const& one : p.plugins.plugins)
      if (one.manifest.id == owner)
         return &one.manifest.options;
   for (auto const& one : p.packs)
      if (one.name == owner)
         return &one.variables;
   return owner == "advice" ? &advice_settings() : nullptr;
}

base::diagnostics apply_variables(plan& p)
{
   base::diagnostics errors;
   for (auto const& [name, setting] : p.profile.variables) {
      auto const dot = name.find('.');
      auto const owner = name.substr(0, dot);
      if (variables_of(p, owner) == nullptr)
         continue;
      for (auto& e : apply_variable(p, owner, name.substr(dot + 1), setting))
         errors.push_back(std::move(e));
   }
   return errors;
}

void apply_overrides(plan& p)
{
   for (auto& c : p.checks)
      if (runs_in_standard(p, c.definition->id))
         c.standard = own_terms{c.definition->severity, c.definition->control};
   change(p.core_checks, p.profile.overrides);
   for (auto& one : p.plugins.plugins)
      change(one.checks, p.profile.overrides);
   for (auto& one : p.packs)
      change(one.rules, p.profile.overrides);
}

void set_score_terms(plan& p)
{
   p.weights = profile::weights_of(p.profile);
   p.standard_weights = profile::weights_of(profile::standard());
   p.score_digest = digest(p);
   p.adapted = p.score_digest != standard_digest(p);
}

base::diagnostics unmatched(plan const& p)
{
   base::diagnostics told;
   auto const ids = all_ids(p);
   auto const glob = [&](std::string const& checks, base::location const& where) {
      bool const is_known = std::ranges::any_of(ids, [&](auto const& id) {
         return base::glob_matches(checks, id);
      });
      if (!is_known && !profile::is_shipped(where.file))
         told.push_back(warning_at(
            where, fmt::format("no check is '{}'", checks), base::suggestion(checks, ids)));
   };
   for (auto const& o : p.profile.overrides)
      glob(o.checks, o.where);
   for (auto const& d : p.profile.disabled)
      glob(d.value, d.where);
   for (auto const& s : p.profile.suppressions)
      glob(s.checks, s.where);
   for (auto const& [id, c] : p.profile.caps)
      for (auto const* const checks : {&c.failed, &c.unless})
         if (*checks)
            for (auto const& check : (*checks)->value)
               glob(check, (*checks)->where);
   for (auto const& [name, setting] : p.profile.variables)
      if (variables_of(p, name.substr(0, name.find('.'))) == nullptr)
         told.push_back(warning_at(
            setting.file.locate(*setting.written),
            fmt::format("'{}' is set, but its plugin or pack is not loaded", name)));
   return told;
}

base::diagnostics expired_suppressions(plan const& p, std::chrono::sys_seconds now)
{
   base::diagnostics told;
   for (auto const& s : p.profile.suppressions)
      if (now >= s.end)
         told.push_back(warning_at(
            s.where,
            fmt::format(
               "the suppression of {} for {} has expired: {}", s.checks, s.domains, s.expires),
            fmt::format("{} answers for it", s.owner)));
   return told;
}

}  // namespace dnslint::audit
