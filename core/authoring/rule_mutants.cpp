// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/rule_mutants.hpp"

#include "core/cel/branch.hpp"
#include "core/cel/value.hpp"
#include "core/cel/watch.hpp"
#include "core/rules/check.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::authoring {
namespace {

using cel::branch_kind;
using cel::change;

struct mutant {
   change applied;
   std::string_view verdict;  // "could be removed"
};

std::vector<mutant> mutants_of(branch_kind role, bool is_condition_of_rule)
{
   switch (role) {
      case branch_kind::whole:
         if (is_condition_of_rule)
            return {{change::make_true, "could be removed"}, {change::negate, "could be negated"}};
         return {{change::make_true, "could be true"}, {change::make_false, "could be false"}};
      case branch_kind::operand_of_and:
         return {{change::make_true, "could be removed"}, {change::negate, "could be negated"}};
      case branch_kind::operand_of_or:
         return {{change::make_false, "could be removed"}, {change::negate, "could be negated"}};
      case branch_kind::condition:
         return {{change::make_true, "could be true"}, {change::make_false, "could be false"}};
   }
   return {};
}

class mutation {
public:
   mutation(rules::check const& rule, std::vector<std::optional<prepared_rule_test>> const& tests)
   : rule_{&rule}
   , tests_{&tests}
   {}

   std::vector<untested> find()
   {
      for (auto const& [key, e] : rules::judging_expressions(*rule_))
         mutate(key, *e);
      for (auto const& l : rule_->lookups)
         if (all_pass(nullptr, l.key))
            add(
               rules::place_in(*rule_, {"lookups", l.key}),
               fmt::format("the lookup '{}' could be removed", l.key));
      return std::move(survivors_);
   }

private:
   void mutate(std::string_view key, cel::expression const& e)
   {
      if (cel::is_never_observable(e))
         return;
      for (auto const& b : cel::branches_of(e))
         for (auto const& m : mutants_of(b.role, key == "applies_when")) {
            cel::watch w;
            w.changed = b.part;
            w.applied = m.applied;
            if (all_pass(&w, {}))
               add(
                  rules::place_in(*rule_, {key}, b.part->begin),
                  fmt::format("this {}: {}", m.verdict, b.text));
         }
   }

   bool all_pass(cel::watch* w, std::string_view without) const
   {
      return std::ranges::all_of(*tests_, [&](std::optional<prepared_rule_test> const& t) {
         return t->run(w, without).problems.empty();
      });
   }

   void add(base::location where, std::string const& message)
   {
      survivors_.push_back(
         {untested::kind::mutant,
          std::move(where),
          fmt::format("{}: no test notices that {}", rule_->id, message)});
   }

   rules::check const* rule_;
   std::vector<std::optional<prepared_rule_test>> const* tests_;
   std::vector<untested> survivors_;
};

}  // namespace

std::vector<untested> surviving_mutants(
   rules::check const& rule, std::vector<std::optional<prepared_rule_test>> const& tests)
{
   return mutation{rule, tests}.find();
}

}  // namespace dnslint::authoring
