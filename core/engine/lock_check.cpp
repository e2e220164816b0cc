// SPDX-License-Identifier: Apache-2.0
#include "core/engine/lock_check.hpp"

#include "core/audit/lock.hpp"
#include "core/audit/plan.hpp"
#include "core/engine/version.hpp"

namespace dnslint::engine {

base::diagnostics check_lock(run_config const& c, audit::plan const& p)
{
   if (c.lock.empty())
      return {};
   auto const wanted = audit::load_lock(c.lock);
   if (!wanted)
      return wanted.errors();
   return audit::differences(*wanted, audit::lock_of(p, std::string{version()}), c.lock);
}

base::diagnostics check_lock(run_config const& c)
{
   if (c.lock.empty())
      return {};
   auto const built = audit::build_plan(c.selection, plugin::load_code::no);
   if (!built)
      return built.errors();
   return check_lock(c, *built->made);
}

}  // namespace dnslint::engine
