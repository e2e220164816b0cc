// SPDX-License-Identifier: Apache-2.0
#include "core/score/improvement.hpp"

#include "core/score/cap.hpp"
#include "core/score/standing.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace dnslint::score {
namespace {

using checks_of_run = std::vector<scored_check>;
using places = std::vector<std::size_t>;  // in the checks

// Ways to try before the search becomes greedy.
constexpr double most_ways = 20'000;

bool could_pass(scored_check const& c)
{
   return counts(c) && c.result != base::outcome::pass && penalty(c.severity) > 0;
}

// A check without a control stands for itself.
std::string_view place_of(scored_check const& c)
{
   return c.control.empty() ? c.id : c.control;
}

// The checks by which a cap is lifted that holds or may hold.
std::set<std::string_view> checks_of_caps(checks_of_run const& checks, weights const& weighting)
{
   std::set<std::string_view> all;
   checks_by_id const by_id{checks};
   for (auto const& one : weighting.caps)
      if (state_of(one, by_id) != cap_state::absent) {
         all.insert(one.failed.begin(), one.failed.end());
         all.insert(one.unless.begin(), one.unless.end());
      }
   return all;
}

class search {
public:
   search(checks_of_run const& checks, weights const& weighting)
   : checks_{checks}
   , weighting_{&weighting}
   {
      std::map<std::string_view, places> by_control;
      auto const of_caps = checks_of_caps(checks, weighting);
      for (std::size_t i = 0; i != checks.size(); ++i)
         if (
            could_pass(checks[i]) || (may_have_failed(checks[i]) && of_caps.contains(checks[i].id)))
            by_control[place_of(checks[i])].push_back(i);
      for (auto& [control, all] : by_control)
         controls_.push_back(std::move(all));
   }

   std::optional<improvement> run()
   {
      auto const now = compute(checks_, *weighting_, {});
      if (!now.score_low)
         return std::nullopt;
      auto reachable = weighting_->grades;
      // No check that passes shows what nothing looks at.
      std::erase_if(reachable, [&](grade_bound const& g) {
         return g.when_all_seen && !now.not_seen.empty();
      });
      auto const at = std::ranges::find_if(reachable, [&](grade_bound const& g) {
         return *now.score_low >= g.least;
      });
      if (at == reachable.begin() || at == reachable.end())
         return std::nullopt;
      target_ = *std::prev(at);
      for (std::size_t size = 1; size <= controls_.size(); ++size) {
         if (ways(size) > most_ways)
            return told(greedy());
         if (auto const found = best_of_size(size))
            return told(*found);
      }
      return std::nullopt;
   }

private:
   // What a way costs; less is better.
   using cost = std::tuple<std::size_t, double, double, places>;

   scores scored_with(places const& passing)
   {
      auto changed = checks_;
      for (auto const i : passing)
         changed[i].result = base::outcome::pass;
      return compute(changed, *weighting_, {});
   }

   bool reaches(places const& passing)
   {
      return scored_with(passing).score_low.value_or(-1) >= target_.least;
   }

   double ways(std::size_t size) const
   {
      double count = 1;
      for (std::size_t i = 0; i != size; ++i)
         count *= static_cast<double>(controls_.size() - i) / static_cast<double>(i + 1);
      return count;
   }

   places all_of(std::vector<bool> const& chosen) const
   {
      places all;
      for (std::size_t i = 0; i != chosen.size(); ++i)
         if (chosen[i])
            all.insert(all.end(), controls_[i].begin(), controls_[i].end());
      return all;
   }

   std::optional<places> best_of_size(std::size_t size)
   {
      std::vector<bool> chosen(controls_.size(), false);
      std::fill_n(chosen.begin(), size, true);
      std::optional<cost> best;
      do {
         auto const all = all_of(chosen);
         if (!reaches(all))
            continue;
         auto const found = without_needless(all);
         if (!best || found < *best)
            best = found;
      } while (std::prev_permutation(chosen.begin(), chosen.end()));
      return best ? std::optional{std::get<3>(*best)} : std::nullopt;
   }

   // Of a cap one check may be enough, so the heaviest are left out first as well as last.
   cost without_needless(places const& all)
   {
      auto by_weight = all;
      std::ranges::sort(by_weight, [&](std::size_t a, std::size_t b) {
         return std::tuple{checks_[a].severity, checks_[a].id} <
                std::tuple{checks_[b].severity, checks_[b].id};
      });
      auto const lightest_first = cost_of(left_out_in_turn(all, by_weight));
      std::ranges::reverse(by_weight);
      return std::min(lightest_first, cost_of(left_out_in_turn(all, by_weight)));
   }

   places left_out_in_turn(places all, places const& order)
   {
      for (auto const i : order) {
         auto fewer = all;
         std::erase(fewer, i);
         if (reaches(fewer))
            all = std::move(fewer);
      }
      return all;
   }

   cost cost_of(places const& passing)
   {
      auto const sum =
         std::accumulate(passing.begin(), passing.end(), 0.0, [&](double so_far, std::size_t i) {
            return so_far + penalty(checks_[i].severity);
         });
      return {passing.size(), sum, -scored_with(passing).score_low.value_or(0), passing};
   }

   places greedy()
   {
      std::vector<bool> chosen(controls_.size(), false);
      while (!reaches(all_of(chosen)) && !std::ranges::all_of(chosen, std::identity{}))
         chosen[best_next(chosen)] = true;
      return std::get<3>(without_needless(all_of(chosen)));
   }

   std::size_t best_next(std::vector<bool> chosen)
   {
      std::size_t best = chosen.size();
      double most = -1;
      for (std::size_t i = 0; i != chosen.size(); ++i) {
         if (chosen[i])
            continue;
         chosen[i] = true;
         auto const low = scored_with(all_of(chosen)).score_low.value_or(0);
         chosen[i] = false;
         if (low > most) {
            best = i;
            most = low;
         }
      }
      return best;
   }

   std::optional<improvement> told(places const& passing)
   {
      std::map<std::string_view, checks_of_run> steps;
      for (auto const i : passing)
         steps[place_of(checks_[i])].push_back(checks_[i]);
      improvement made;
      made.after = scored_with(passing);
      if (made.after.score_low.value_or(-1) < target_.least)
         return std::nullopt;
      made.grade = made.after.grade.value_or(target_.grade);
      for (auto& [place, checks] : steps) {
         std::ranges::sort(checks, {}, &scored_check::id);
         made.steps.push_back({checks.front().control, std::move(checks)});
      }
      return made;
   }

   checks_of_run checks_;
   weights const* weighting_;
   std::vector<places> controls_;  // those of which a check could pass or lift a cap
   grade_bound target_;
};

}  // namespace

std::optional<improvement> cheapest_improvement(
   std::vector<scored_check> const& checks, weights const& weighting)
{
   return search{checks, weighting}.run();
}

}  // namespace dnslint::score
