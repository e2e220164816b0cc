// SPDX-License-Identifier: Apache-2.0
#include "core/score/cap.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace dnslint::score {
namespace {

// A cap with the score that it leaves.
struct limit {
   double most = 100;
   cap const* of = nullptr;
};

std::vector<told_cap> told(std::vector<limit>& limits)
{
   std::ranges::sort(limits, {}, [](limit const& l) {
      return std::tie(l.most, l.of->id);
   });
   std::vector<told_cap> all;
   all.reserve(limits.size());
   for (auto const& l : limits)
      all.push_back({l.of->id, l.of->most, l.of->text, l.of->failed});
   return all;
}

double lowest(std::vector<limit> const& limits)
{
   double most = 100;
   for (auto const& l : limits)
      most = std::min(most, l.most);
   return most;
}

void lower(std::optional<double>& score, double most)
{
   if (score)
      score = std::min(*score, most);
}

}  // namespace

checks_by_id::checks_by_id(std::vector<scored_check> const& checks)
{
   sorted_.reserve(checks.size());
   for (auto const& c : checks)
      sorted_.push_back(&c);
   if (!std::ranges::is_sorted(sorted_, {}, &scored_check::id))
      std::ranges::sort(sorted_, {}, &scored_check::id);
}

scored_check const* checks_by_id::find(std::string_view id) const
{
   auto const found = std::ranges::lower_bound(sorted_, id, {}, &scored_check::id);
   return found == sorted_.end() || (*found)->id != id ? nullptr : *found;
}

bool may_have_failed(scored_check const& c)
{
   return c.result == base::outcome::fail ||
          (c.result == base::outcome::unknown && c.why != base::cause_class::unobservable);
}

cap_state state_of(cap const& one, checks_by_id const& checks)
{
   auto state = one.failed.empty() ? cap_state::absent : cap_state::holds;
   for (auto const& id : one.failed) {
      auto const* const c = checks.find(id);
      if (c == nullptr || !may_have_failed(*c))
         return cap_state::absent;
      if (c->result == base::outcome::unknown)
         state = cap_state::possible;
   }
   for (auto const& id : one.unless) {
      auto const* const c = checks.find(id);
      if (c != nullptr && c->result == base::outcome::pass)
         return cap_state::absent;
      if (c != nullptr && c->result == base::outcome::unknown && may_have_failed(*c))
         state = cap_state::possible;
   }
   for (auto const& id : one.passed) {
      auto const* const c = checks.find(id);
      bool const may_have_passed =
         c != nullptr && (c->result == base::outcome::pass ||
                          (c->result == base::outcome::unknown && may_have_failed(*c)));
      if (!may_have_passed)
         return cap_state::absent;
      if (c->result == base::outcome::unknown)
         state = cap_state::possible;
   }
   return state;
}

// The millionth keeps a bound such as 69.9 from being rounded up.
double highest_score(std::string_view grade, std::vector<grade_bound> const& bounds)
{
   auto const found = std::ranges::find(bounds, grade, &grade_bound::grade);
   if (found == bounds.begin() || found == bounds.end())
      return 100;
   return (std::ceil(std::prev(found)->least * 10 - 1e-6) - 1) / 10;
}

void apply_caps(scores& s, std::vector<scored_check> const& checks, weights const& weighting)
{
   if (weighting.caps.empty() || !s.score_low)
      return;
   checks_by_id const by_id{checks};
   std::vector<limit> holding;
   std::vector<limit> possible;
   for (auto const& one : weighting.caps) {
      auto const state = state_of(one, by_id);
      if (state != cap_state::absent)
         (state == cap_state::holds ? holding : possible)
            .push_back({highest_score(one.most, weighting.grades), &one});
   }
   for (auto* const score : {&s.score, &s.score_low, &s.score_high})
      lower(*score, lowest(holding));
   std::erase_if(possible, [&](limit const& l) {
      return l.most >= *s.score_low;
   });
   lower(s.score_low, lowest(possible));
   s.caps = told(holding);
   s.possible_caps = told(possible);
}

}  // namespace dnslint::score
