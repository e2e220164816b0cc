// SPDX-License-Identifier: Apache-2.0
#include "core/rules/used_names.hpp"

#include "core/rules/check.hpp"

namespace dnslint::rules {
namespace {

void add(used_names& to, std::optional<cel::expression> const& e)
{
   if (!e)
      return;
   to.variables.insert(e->variables_used().begin(), e->variables_used().end());
   to.lookups.insert(e->lookups_used().begin(), e->lookups_used().end());
}

void add(used_names& to, std::optional<text_template> const& t)
{
   if (!t)
      return;
   to.variables.merge(t->variables_used());
   to.lookups.merge(t->lookups_used());
}

}  // namespace

used_names names_used(check const& c)
{
   used_names all;
   add(all, c.applies_when);
   add(all, c.verdict);
   add(all, c.message);
   add(all, c.how_to_fix.text);
   add(all, c.how_to_fix.record);
   add(all, c.how_to_fix.when);
   add(all, c.how_to_fix.replaces);
   for (auto const& l : c.lookups) {
      add(all, l.for_each);
      add(all, std::optional{l.name});
   }
   return all;
}

}  // namespace dnslint::rules
