// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_findings.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/plan.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::audit {
namespace {

constexpr std::string_view no_such_name = "the name does not exist";

// What a probe's code settled of the check; null when an expression has to judge it.
finding* settled_of(planned_check const& c, std::vector<finding>& settled)
{
   if (c.definition->verdict)
      return nullptr;
   auto const found = std::ranges::find(settled, c.definition->id, &finding::id);
   return found == settled.end() ? nullptr : &*found;
}

finding not_applicable(planned_check const& c)
{
   finding f;
   f.id = c.definition->id;
   f.result = base::outcome::not_applicable;
   f.reason = no_such_name;
   return f;
}

}  // namespace

std::vector<finding> judge_all(
   plan const& plan,
   judged_facts const& known,
   std::vector<finding> settled,
   lookup_rounds const& lookups)
{
   std::vector<finding> all;
   all.reserve(plan.checks.size());
   for (std::size_t i = 0; i != plan.checks.size(); ++i) {
      auto const& check = plan.checks[i];
      if (auto* const of_probe = settled_of(check, settled))
         all.push_back(judge_settled(check, known, std::move(*of_probe)));
      else
         judge_expression(check, known, lookups.answers_of(i), all.emplace_back());
   }
   return all;
}

std::vector<finding> judge_nonexistent(plan const& plan, judged_facts const& known)
{
   std::vector<finding> all;
   all.reserve(plan.checks.size());
   for (auto const& c : plan.checks)
      all.push_back(
         c.definition->judges_nonexistent ? judge_expression(c, known, {}) : not_applicable(c));
   return all;
}

std::vector<finding> all_unknown(plan const& plan, base::cause const& why)
{
   std::vector<finding> all;
   all.reserve(plan.checks.size());
   for (auto const& c : plan.checks) {
      auto& f = all.emplace_back();
      f.id = c.definition->id;
      f.result = base::outcome::unknown;
      f.why = why;
   }
   return all;
}

}  // namespace dnslint::audit
