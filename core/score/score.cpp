// SPDX-License-Identifier: Apache-2.0
#include "core/score/score.hpp"

#include "core/score/cap.hpp"
#include "core/score/mean.hpp"
#include "core/score/standing.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace dnslint::score {
namespace {

bool is_weight(double w)
{
   return std::isfinite(w) && w > 0;
}

// A category's applicable controls: their weights and where they stand.
struct category {
   double weight = 1;
   std::vector<std::pair<double, standing>> controls;

   bool certain() const
   {
      return std::ranges::any_of(controls, [](auto const& c) {
         return c.second.certain();
      });
   }
};
using categories = std::map<std::string_view, category>;

std::optional<double> known_mean(category const& of)
{
   running_mean known;
   for (auto const& [weight, s] : of.controls)
      if (s.value)
         known.add({weight, *s.value});
   return known.value();
}

double high_mean(category const& of)
{
   running_mean all;
   for (auto const& [weight, s] : of.controls)
      all.add({weight, s.high});
   return all.value().value_or(1);
}

double low_mean(category const& of)
{
   std::vector<weighted> certain;
   std::vector<weighted> possible;
   for (auto const& [weight, s] : of.controls)
      (s.certain() ? certain : possible).push_back({weight, s.low});
   return least_mean(std::move(certain), std::move(possible)).value_or(0);
}

double settled_share(category const& of)
{
   running_mean all;
   for (auto const& [weight, s] : of.controls)
      all.add({weight, s.settled() ? 1.0 : 0.0});
   return all.value().value_or(0);
}

template <class Value>
std::optional<double> mean_of(categories const& all, Value value)
{
   running_mean parts;
   for (auto const& [name, c] : all) {
      std::optional<double> const v = value(c);
      if (v)
         parts.add({c.weight, *v});
   }
   return parts.value();
}

std::optional<double> low_mean_of(categories const& all)
{
   std::vector<weighted> certain;
   std::vector<weighted> possible;
   for (auto const& [name, c] : all)
      (c.certain() ? certain : possible).push_back({c.weight, low_mean(c)});
   return least_mean(std::move(certain), std::move(possible));
}

// To one decimal. The millionth decides halves: without it they would hang on the last bit.
double points(double share)
{
   return std::floor(share * 1000 + 0.5 + 1e-6) / 10;
}

std::optional<double> points(std::optional<double> share)
{
   return share ? std::optional{points(*share)} : std::nullopt;
}

bool is_all_seen(scores const& s)
{
   return s.not_seen.empty() && s.coverage && *s.coverage >= coverage_of_all;
}

std::optional<std::string> grade_of(
   double score, std::vector<grade_bound> const& bounds, bool all_seen)
{
   for (auto const& bound : bounds)
      if (score >= bound.least && (all_seen || !bound.when_all_seen))
         return bound.grade;
   return bounds.empty() ? std::nullopt : std::optional{bounds.back().grade};
}

std::optional<std::string> grade_of(scores const& s, std::vector<grade_bound> const& bounds)
{
   if (!s.score || !s.score_low || !s.score_high)
      return std::nullopt;
   auto const all_seen = is_all_seen(s);
   auto const low = grade_of(*s.score_low, bounds, all_seen);
   return low == grade_of(*s.score_high, bounds, all_seen) ? low : std::nullopt;
}

// A control that is scored: one of the profile, or one that only checks name.
struct scored_control {
   std::string_view category;
   double weight = 1;
   std::vector<std::string> const* alternatives = nullptr;
};

control_score as_control_score(std::string_view name, scored_control const& c, standing const& s)
{
   return {
      std::string{name},
      std::string{c.category},
      c.weight,
      s.value,
      s.low,
      s.high,
      0,
      {s.lowered_by.begin(), s.lowered_by.end()}};
}

std::map<std::string_view, scored_control> scored_controls(
   standings const& all, weights const& weighting)
{
   std::map<std::string_view, scored_control> controls;
   std::set<std::string_view> alternatives;
   for (auto const& [name, weight] : weighting.controls) {
      controls.emplace(name, scored_control{weight.category, weight.weight, &weight.alternatives});
      alternatives.insert(weight.alternatives.begin(), weight.alternatives.end());
   }
   for (auto const& [name, s] : all)
      if (!alternatives.contains(name))
         controls.try_emplace(name, scored_control{s.category, 1, nullptr});
   return controls;
}

std::optional<standing> standing_of(
   std::string_view name, scored_control const& c, standings const& all)
{
   std::vector<std::string_view> names{name};
   if (c.alternatives != nullptr)
      names.insert(names.end(), c.alternatives->begin(), c.alternatives->end());
   return best(all, names);
}

double category_weight(std::string_view name, weights const& weighting)
{
   auto const found = weighting.categories.find(name);
   return found == weighting.categories.end() ? 1 : found->second;
}

bool is_scored(control_weight const& c, weights const& weighting)
{
   return is_weight(c.weight) && is_weight(category_weight(c.category, weighting));
}

bool stands(std::string_view name, control_weight const& c, standings const& all)
{
   return all.contains(name) ||
          std::ranges::any_of(c.alternatives, [&](std::string const& alternative) {
             return all.contains(alternative);
          });
}

// Whether all checks of a control do not apply. An alternative that does not apply says nothing
// about the control.
bool does_not_apply(std::string_view control, std::vector<scored_check> const& checks)
{
   bool is_loaded = false;
   for (auto const& c : checks)
      if (c.control == control) {
         if (c.result != base::outcome::not_applicable)
            return false;
         is_loaded = true;
      }
   return is_loaded;
}

std::vector<std::string> not_seen(
   std::vector<scored_check> const& checks, standings const& standing, weights const& weighting)
{
   std::vector<std::string> all;
   for (auto const& [name, control] : weighting.controls)
      if (
         is_scored(control, weighting) && !stands(name, control, standing) &&
         !does_not_apply(name, checks))
         all.push_back(name);
   return all;
}

// What each control's failures cost before any cap: its share of the whole times what it lacks.
void tell_losses(std::vector<control_score>& controls, categories const& all)
{
   double whole = 0;
   std::map<std::string_view, double> known_weights;
   for (auto const& c : controls)
      if (c.value)
         known_weights[c.category] += c.weight;
   for (auto const& [name, weight] : known_weights)
      whole += all.find(name)->second.weight;
   for (auto& c : controls)
      if (c.value)
         c.lost = 100 * (1 - *c.value) * c.weight / known_weights[c.category] *
                  all.find(c.category)->second.weight / whole;
}

}  // namespace

scores compute(std::vector<scored_check> const& checks, weights const& weighting)
{
   return compute(checks, weighting, digest(checks, weighting));
}

scores compute(
   std::vector<scored_check> const& checks, weights const& weighting, std::string digest_of_these)
{
   scores result;
   categories all;
   auto const standing_controls = stand(checks);
   for (auto const& [name, control] : scored_controls(standing_controls, weighting)) {
      auto const s = standing_of(name, control, standing_controls);
      auto const of_category = category_weight(control.category, weighting);
      if (!s || !is_weight(control.weight) || !is_weight(of_category))
         continue;
      auto& in = all[control.category];
      in.weight = of_category;
      in.controls.emplace_back(control.weight, *s);
      result.controls.push_back(as_control_score(name, control, *s));
   }
   tell_losses(result.controls, all);
   for (auto const& [name, c] : all)
      result.categories.push_back({std::string{name}, c.weight, points(known_mean(c))});
   result.score = points(mean_of(all, known_mean));
   result.score_low = points(low_mean_of(all));
   result.score_high = points(mean_of(all, high_mean));
   result.coverage = mean_of(all, settled_share);
   result.not_seen = not_seen(checks, standing_controls, weighting);
   apply_caps(result, checks, weighting);
   result.grade = grade_of(result, weighting.grades);
   result.digest = std::move(digest_of_these);
   return result;
}

}  // namespace dnslint::score
