// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::score {

// What scoring needs to know of a settled check. Borrows its texts.
struct scored_check {
   std::string_view id;
   std::string_view category;  // of a control that the weights do not name
   std::string_view control;   // empty: not scored
   base::severity severity = base::severity::info;
   base::outcome result = base::outcome::unknown;
   base::cause_class why = base::cause_class::transient;  // of unknown
};

struct control_weight {
   std::string category;
   double weight = 1;                      // a control without a weight over 0 is not scored
   std::vector<std::string> alternatives;  // controls that may meet this one: the best counts
   bool operator==(control_weight const&) const = default;
};

struct grade_bound {
   std::string grade;
   double least = 0;  // the lowest score of this grade
   // Given only to those of whom everything was seen: scores::not_seen is empty, and the coverage
   // is at least coverage_of_all.
   bool when_all_seen = false;
   bool operator==(grade_bound const&) const = default;
};

constexpr double coverage_of_all = 0.95;

// Limits the score while every check of `failed` has failed, every one of `passed` has passed, and
// none of `unless` has.
struct cap {
   std::string id;
   std::string most;  // the best grade that is left; one that no bound names limits nothing
   std::vector<std::string> failed;
   std::vector<std::string> unless;
   std::string text;  // why, for people: goes on after "At most C: "
   std::vector<std::string> passed = {};
   bool operator==(cap const&) const = default;
};

// The part of a profile that scoring reads. A control that it does not name, neither by itself nor
// as an alternative, has weight 1; so has a category.
struct weights {
   std::map<std::string, control_weight, std::less<>> controls;
   std::map<std::string, double, std::less<>> categories;
   std::vector<grade_bound> grades;  // highest first; the last one's bound is 0
   std::vector<cap> caps;
   bool operator==(weights const&) const = default;
};

// Only controls that apply to the domain have one.
struct control_score {
   std::string control;
   std::string category;
   double weight = 1;
   std::optional<double> value;          // 0 to 1, by the known checks; null when none is known
   double low = 0;                       // the least and the most that it can be, whatever the
   double high = 1;                      // unknown checks turn out to be
   double lost = 0;                      // points that its failures cost, before any cap
   std::vector<std::string> lowered_by;  // the failed checks with the largest penalty
};

struct category_score {
   std::string category;
   double weight = 1;
   std::optional<double> score;  // 0 to 100; null when nothing of it is known
};

// A cap as a report tells it.
struct told_cap {
   std::string id;
   std::string most;
   std::string text;
   std::vector<std::string> failed = {};  // its checks; any that passes lifts it
   bool operator==(told_cap const&) const = default;
};

// Scores are 0 to 100 and rounded to one decimal, and so graded: what is shown is what was graded.
struct scores {
   std::optional<double> score;             // by the known checks; null when there is none
   std::optional<double> score_low;         // the least and the most that it can be, whatever the
   std::optional<double> score_high;        // unknown checks turn out to be
   std::optional<double> coverage;          // settled share of the weight of what applies, 0 to 1
   std::optional<std::string> grade;        // null when withheld: low and high straddle a bound
   std::string digest;                      // what was scored with which weights, hex
   std::vector<category_score> categories;  // sorted by name
   std::vector<control_score> controls;     // sorted by name
   std::vector<told_cap> caps;              // that hold, the lowest first
   std::vector<told_cap> possible_caps;     // that may hold, and then lower score_low; likewise
   // The controls of the weights that no loaded check looks at, or of which no question can tell;
   // sorted.
   std::vector<std::string> not_seen;
};

constexpr std::string_view algorithm = "dnslint-score/2";

// docs/score.md states the algorithm. Independent of the order of `checks`.
scores compute(std::vector<scored_check> const& checks, weights const& weighting);
// The same where digest(checks, with) is known already, as it is for every domain of a run.
scores compute(
   std::vector<scored_check> const& checks, weights const& weighting, std::string digest_of_these);

// Tells apart what was scored, by which algorithm and with which weights; never how it came out.
std::string digest(std::vector<scored_check> const& checks, weights const& weighting);

}  // namespace dnslint::score
