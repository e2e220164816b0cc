// SPDX-License-Identifier: Apache-2.0
#include "core/report/difference.hpp"

#include "core/base/causes.hpp"
#include "core/base/encode.hpp"
#include "core/report/prose.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace dnslint::report {
namespace {

using base::outcome;

bool is_told(outcome o)
{
   return o == outcome::fail || o == outcome::unknown;
}

check_state state_of(base::finding const& f)
{
   if (f.result == outcome::unknown)
      return {f.result, f.why, base::untrusted{f.why ? base::to_text(*f.why) : std::string{}}};
   return {f.result, std::nullopt, f.message};
}

// Null where nothing that anybody asks for has changed.
std::optional<change> change_between(check_state const& before, check_state const& after)
{
   if (after.result == outcome::fail && before.result != outcome::fail)
      return change::broken;
   if (after.result == outcome::unknown && before.result != outcome::unknown)
      return change::newly_unknown;
   if (before.result == outcome::fail && after.result != outcome::fail)
      return change::fixed;
   if (before.result == outcome::unknown && after.result != outcome::unknown)
      return change::known_again;
   if (after.result == outcome::fail && before.statement != after.statement)
      return change::altered;
   return std::nullopt;
}

template <class Map>
typename Map::mapped_type value_of(Map const& all, std::string const& key)
{
   auto const found = all.find(key);
   return found == all.end() ? typename Map::mapped_type{} : found->second;
}

template <class Map>
std::set<std::string> keys_of(Map const& a, Map const& b)
{
   std::set<std::string> all;
   for (auto const* const map : {&a, &b})
      for (auto const& entry : *map)
         all.insert(entry.first);
   return all;
}

std::vector<changed_check> changed_checks(domain_state const& before, domain_state const& after)
{
   std::vector<changed_check> all;
   for (auto const& id : keys_of(before.checks, after.checks)) {
      auto was = before.of(id);
      auto is = after.of(id);
      if (auto const became = change_between(was, is)) {
         auto const& known = after.severities.contains(id) ? after : before;
         all.push_back(
            {id, value_of(known.severities, id), *became, std::move(was), std::move(is)});
      }
   }
   std::ranges::stable_sort(all, {}, &changed_check::became);
   return all;
}

// Facts that the user or the list states, and that nobody publishes.
bool is_stated(std::string_view fact)
{
   return fact.starts_with("advice.") || fact.starts_with("list.");
}

std::vector<changed_fact> changed_facts(domain_state const& before, domain_state const& after)
{
   std::vector<changed_fact> all;
   for (auto const& name : keys_of(before.facts, after.facts)) {
      if (is_stated(name))
         continue;
      auto was = value_of(before.facts, name);
      auto is = value_of(after.facts, name);
      if (!was.empty() && !is.empty() && was != is)
         all.push_back({name, std::move(was), std::move(is)});
   }
   return all;
}

bool is_overlaid(check_state const& s)
{
   return s.why && s.why->kind == base::causes::overlaid.kind &&
          s.why->code == base::causes::overlaid.code;
}

std::string standing_text(
   std::optional<std::string> const& grade, std::optional<double> const& score)
{
   auto const text = grade.value_or("no grade");
   return score ? text + ' ' + score_text(*score) : text;
}

auto shown_score(domain_state const& s)
{
   return std::tie(s.status, s.scored.score, s.scored.grade);
}

}  // namespace

bool is_for_people(changed_fact const& f)
{
   auto const is_text = [](std::string_view json) {
      return json == "null" || json.starts_with('"') || json.starts_with("[\"");
   };
   return is_text(f.before) && is_text(f.after);
}

std::string_view to_text(change c)
{
   switch (c) {
      case change::broken:
         return "new";
      case change::newly_unknown:
         return "newly unknown";
      case change::altered:
         return "changed";
      case change::fixed:
         return "fixed";
      case change::known_again:
         return "known again";
   }
   return "changed";
}

domain_state state_of(reported_domain const& d)
{
   domain_state made{d.record.status, d.record.scored, {}, {}, d.facts, {}};
   made.scored.categories.clear();
   made.scored.controls.clear();
   for (std::size_t i = 0; i != d.record.findings.size(); ++i) {
      auto const& f = d.record.findings[i];
      if (f.result == outcome::pass)
         made.passed.push_back(base::digest64(f.id));
      if (!is_told(f.result))
         continue;
      made.checks.emplace(f.id, state_of(f));
      made.severities.emplace(f.id, d.checks[i].severity);
   }
   std::ranges::sort(made.passed);
   return made;
}

check_state domain_state::of(std::string const& check) const
{
   if (auto const found = checks.find(check); found != checks.end())
      return found->second;
   bool const has_passed = std::ranges::binary_search(passed, base::digest64(check));
   return {has_passed ? outcome::pass : outcome::not_applicable, std::nullopt, {}};
}

std::string standing_of(domain_state const& s)
{
   if (s.status != audit::domain_status::audited)
      return std::string{audit::to_text(s.status)};
   return standing_text(s.scored.grade, s.scored.score);
}

std::string standing_of(audit::rehearsed_scores const& s)
{
   return standing_text(s.grade, s.score);
}

bool domain_difference::is_none() const
{
   return before && after && checks.empty() && facts.empty() &&
          shown_score(*before) == shown_score(*after);
}

domain_difference compare(
   std::string domain, std::optional<domain_state> before, std::optional<domain_state> after)
{
   domain_difference d{std::move(domain), std::move(before), std::move(after), {}, {}};
   if (d.before && d.after) {
      d.checks = changed_checks(*d.before, *d.after);
      d.facts = changed_facts(*d.before, *d.after);
   }
   return d;
}

bool is_worse(domain_difference const& d)
{
   if (!d.before || !d.after)
      return false;
   bool const has_fallen = d.after->scored.score < d.before->scored.score;
   return std::ranges::any_of(d.checks, [has_fallen](changed_check const& c) {
      bool const is_new = c.became == change::broken || c.became == change::newly_unknown;
      return is_new && !is_overlaid(c.after) && (has_fallen || c.before.result == outcome::pass);
   });
}

void difference_counts::count(domain_difference const& d)
{
   if (!d.before || !d.after) {
      ++(d.after ? added : removed);
      return;
   }
   ++domains;
   differing += d.is_none() ? 0 : 1;
   for (auto const& c : d.checks) {
      ++changes[c.became];
      ++by_check[c.id][c.became];
   }
}

}  // namespace dnslint::report
