// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/name_facts.hpp"
#include "core/audit/probe_order.hpp"
#include "core/audit/selection.hpp"
#include "core/plugin/plugin_set.hpp"
#include "core/profile/profile.hpp"
#include "core/rules/pack.hpp"
#include "core/score/score.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dnslint::audit {

// What a check says of itself, whatever a profile makes of it.
struct own_terms {
   base::severity severity = base::severity::info;
   std::string control;
};

// One check of the plan, from a plugin, a pack or the core.
struct planned_check {
   rules::check const* definition = nullptr;
   facts::map const* variables = nullptr;  // options of its plugin, variables of its pack
   // Equal for checks that have the same applies_when. Null where it needs the check's lookups.
   std::optional<std::size_t> condition = std::nullopt;
   bool asks_in_rounds = false;  // a lookup of it needs the answer to another, or subjects
   // How the standard profile scores the check; null when that profile does not run it.
   std::optional<own_terms> standard = std::nullopt;
};

// Everything that is the same for each domain of a run. Built once, then only read. It cannot be
// moved, as its parts point into each other.
struct plan {
   plan() = default;
   plan(plan const&) = delete;
   plan& operator=(plan const&) = delete;

   plugin::plugin_set plugins;
   std::vector<rules::pack> packs;
   std::vector<rules::check> core_checks;
   std::vector<planned_probe> probes;
   std::vector<bool> runs;             // for each probe, whether anything of it is wanted
   std::vector<planned_check> checks;  // the selected ones, sorted by id
   std::size_t conditions = 0;         // number of different values of planned_check::condition
   std::map<std::string, facts::map, std::less<>> settings;  // by plugin or pack
   std::set<std::string> granted{"dnslint.dns/1", "dnslint.dns-direct/1", "dnslint.https/1"};
   profile::profile profile;  // with all that it extends
   score::weights weights;    // of that profile
   score::weights standard_weights;
   std::string score_digest;  // of the selected checks with the weights
   bool adapted = false;      // the profile scores something differently than the standard one
};

// `problems` has the plugins that were refused: the run goes on without them.
// `notes` has what the profile says of plugins and checks that are not there.
struct built_plan {
   std::unique_ptr<plan> made;
   base::diagnostics problems;
   base::diagnostics notes;
};

// An error is something that the user must mend first: a profile or pack that does not load, a
// circle of needs, globs that select nothing, a setting that does not exist, two checks of one id.
base::result<built_plan> build_plan(
   selection const& wanted,
   plugin::load_code with_code = plugin::load_code::yes,
   plugin::file_hooks const& hooks = {});

}  // namespace dnslint::audit
