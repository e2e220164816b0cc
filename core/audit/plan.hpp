// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/name_facts.hpp"
#include "core/audit/probe_order.hpp"
#include "core/rules/pack.hpp"
#include "core/score/score.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dnslint::audit {

// What a user asked to run.
struct selection {
   std::vector<std::string> plugin_folders;
   std::vector<std::string> rule_paths;
   std::vector<std::string> checks;                            // globs over check ids; empty: all
   std::vector<std::string> skip;                              // globs
   std::vector<std::pair<std::string, std::string>> settings;  // "spf.most_terms", "12"
   plugin::load_code with_code = plugin::load_code::yes;
   plugin::file_hooks hooks{};
};

// One check of the plan, from a plugin, a pack or the core.
struct planned_check {
   rules::check const* says = nullptr;
   facts::map const* variables = nullptr;  // options of its plugin, variables of its pack
   // Equal for checks that apply in the same cases; none where only the check's lookups can tell.
   std::optional<std::size_t> condition = std::nullopt;
   bool asks_in_rounds = false;  // a lookup of it stands on the answer to another, or on subjects
};

// Everything that is the same for each domain of a run. Built once, then only read. Not movable:
// its parts point into each other.
struct plan {
   plan() = default;
   plan(plan const&) = delete;
   plan& operator=(plan const&) = delete;

   plugin::plugin_set plugins;
   std::vector<rules::pack> packs;
   std::vector<rules::check> core_checks;
   std::vector<planned_probe> probes;
   std::vector<bool> runs;             // for each probe: is anything of it wanted
   std::vector<planned_check> checks;  // the selected ones, sorted by id
   std::size_t conditions = 0;         // how many different ones the checks have
   std::map<std::string, facts::map, std::less<>> settings;  // by plugin or pack
   std::set<std::string> granted{"dnslint.dns/1", "dnslint.dns-direct/1"};
   score::weights standard;
   std::string score_digest;  // of the selected checks with the weights
};

// `problems` has the plugins that were refused: the run goes on without them.
struct built_plan {
   std::unique_ptr<plan> made;
   base::diagnostics problems;
};

// An error is something that the user must mend first: a pack that does not load, a circle of
// needs, globs that select nothing, a setting that does not exist, two checks of one id.
base::result<built_plan> build_plan(selection const& wanted);

// Shell globs with * and ?, over the whole text.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace dnslint::audit
