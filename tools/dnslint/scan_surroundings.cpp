// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_surroundings.hpp"

#include "core/audit/plan_profile.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/scan_input.hpp"
#include "tools/dnslint/trial_report.hpp"

namespace dnslint::command {

audit::environment environment_of(world& w, audit::plan const& what, scan_counters& counted)
{
   audit::environment around;
   around.plan = &what;
   around.suffixes = &w.suffixes;
   around.resolver = w.resolver.get();
   around.direct = w.direct.get();
   around.why_no_direct = why_no_direct(w);
   around.now = w.now;
   around.seen = [&](resolver::exchange const& e) {
      counted.seen(e);
      if (w.recorder && e.destination.empty())
         w.recorder->note_unasked(e);
   };
   return around;
}

report::run_info describe_run(options const& o, world const& w, audit::plan const& what)
{
   report::run_info run;
   run.engine_version = DNSLINT_VERSION;
   run.now = w.now_text;
   run.source = w.source;
   run.psl_date = w.suffixes.date();
   run.score_algorithm = score::algorithm;
   run.plugins = plugin_parts(what);
   run.packs = pack_parts(what);
   run.profiles = profile_parts(what);
   for (auto const& d : audit::expired_suppressions(what, w.now))
      run.expired_suppressions.push_back(d.message);
   describe_trials(w, run);
   run.list_digest = measure_list(o).digest;
   run.shard = o.shard;
   run.shards = o.shards;
   run.options = w.options_text;
   return run;
}

}  // namespace dnslint::command
