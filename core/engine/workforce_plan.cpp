// SPDX-License-Identifier: Apache-2.0
#include "core/engine/workforce_plan.hpp"

#include "core/audit/plan.hpp"
#include "core/audit/server_turns.hpp"
#include "core/engine/concurrency.hpp"

#include <algorithm>

namespace dnslint::engine {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t largest_worker = 0;  // the sanitizer's shadow is larger than any limit
#else
constexpr std::size_t largest_worker = std::size_t{4} << 30U;  // bytes of address space
#endif

run_config shared_by(run_config c, std::size_t workers)
{
   c.limits.sharing = static_cast<unsigned>(workers);
   return c;
}

}  // namespace

scan::workforce workforce_for(run_config const& c, std::size_t workers)
{
   scan::workforce w;
   // The same program, whatever has taken its name meanwhile.
   w.program = "/proc/self/exe";
   w.arguments = {"dnslint", "worker"};
   w.workers = workers;
   auto const each = in_flight_of_each(c.limits, workers);
   // What waits for a turn with its name servers must not keep a worker from the rest.
   w.each.in_flight =
      asks_network(c) ? audit::most_open(each) : each + std::max<std::size_t>(16, each / 2);
   w.bounds.memory = largest_worker;
   w.stuck_after = c.limits.stuck_after;
   w.first.config = to_json(shared_by(c, workers));
   return w;
}

base::result<audit::built_plan> build_loadable(run_config const& c, scan::workforce& workforce)
{
   for (;;) {
      plugin::file_hooks hooks;
      hooks.left_out = workforce.first.left_out;
      auto built = audit::build_plan(c.selection, plugin::load_code::no, hooks);
      if (!built)
         return built;
      auto refused = scan::try_loading(workforce, *built->made);
      for (auto const& d : built->problems)
         refused.erase(d.where.file);
      if (refused.empty())
         return built;
      workforce.first.left_out.merge(refused);
   }
}

void instruct(
   scan::workforce& workforce, run_config const& c, world const& w, report::run_id const& id)
{
   auto told = shared_by(c, workforce.workers);
   told.questions.now = w.now;
   workforce.first.config = to_json(told);
   workforce.first.trials = w.trials;
   workforce.first.plugins = id.plugins;
   workforce.first.rules = id.rules;
}

}  // namespace dnslint::engine
