// SPDX-License-Identifier: Apache-2.0
#include "core/audit/scoring.hpp"

#include "core/audit/plan.hpp"

namespace dnslint::audit {
namespace {

score::scored_check scored(
   rules::check const& definition,
   std::string_view control,
   base::severity severity,
   finding const& f)
{
   return {
      definition.id,
      definition.category,
      control,
      severity,
      f.result,
      f.why ? f.why->kind : base::cause_class::transient};
}

score::scores profile_score(plan const& plan, std::vector<finding> const& findings)
{
   std::vector<score::scored_check> all;
   all.reserve(findings.size());
   for (std::size_t i = 0; i != findings.size(); ++i) {
      auto const& definition = *plan.checks[i].definition;
      all.push_back(scored(definition, definition.control, definition.severity, findings[i]));
   }
   return score::compute(all, plan.weights, plan.score_digest);
}

// By the controls and severities of the standard profile, of the checks that it runs.
std::optional<double> standard_score(plan const& plan, std::vector<finding> const& findings)
{
   std::vector<score::scored_check> all;
   for (std::size_t i = 0; i != findings.size(); ++i) {
      auto const& c = plan.checks[i];
      if (c.standard)
         all.push_back(
            scored(*c.definition, c.standard->control, c.standard->severity, findings[i]));
   }
   return score::compute(all, plan.standard_weights, {}).score;
}

}  // namespace

void score_findings(plan const& plan, domain_record& record)
{
   record.scored = profile_score(plan, record.findings);
   record.score_standard =
      plan.adapted ? standard_score(plan, record.findings) : record.scored.score;
}

}  // namespace dnslint::audit
