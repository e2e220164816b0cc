// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lookup_rounds.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/plan.hpp"

#include <utility>

namespace dnslint::audit {

std::vector<asked_lookup> lookup_rounds::next(judged_facts const& known)
{
   std::vector<asked_lookup> round;
   for (std::size_t i = 0; i != checks_->size(); ++i)
      if (auto const& check = (*checks_)[i]; may_ask(check))
         for (auto& [key, question] : questions_of(check, known, answers_of(i)))
            round.push_back({i, key, std::move(question)});
   is_first_ = false;
   return round;
}

// After the first round only the checks whose lookups stand on answers can have another question.
bool lookup_rounds::may_ask(planned_check const& c) const
{
   return is_first_ ? !c.definition->lookups.empty() : c.asks_in_rounds;
}

void lookup_rounds::answered(asked_lookup const& lookup, resolver::answer_ptr answer)
{
   answers_[lookup.check][lookup.key] = std::move(answer);
}

lookup_answers const& lookup_rounds::answers_of(std::size_t check) const
{
   static lookup_answers const none;
   auto const found = answers_.find(check);
   return found == answers_.end() ? none : found->second;
}

}  // namespace dnslint::audit
