// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/installed_plan.hpp"

#include "core/audit/plan.hpp"
#include "tools/dnslint/installation.hpp"

namespace dnslint::command {

base::result<audit::built_plan> plan_without_code(options const& o)
{
   return audit::build_plan(installed_selection(o), plugin::load_code::no);
}

}  // namespace dnslint::command
