// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/zone_edit.hpp"
#include "tools/dnslint/audit_run.hpp"

#include <string>
#include <vector>

namespace dnslint::command {

// A domain and what its advice publishes.
struct advised_domain {
   std::string domain;
   std::string zone;  // the apex; empty where it is not known
   report::domain_state before;
   std::vector<report::zone_edit> edits;
   std::vector<report::zone_edit> dropped;     // did not stand the rehearsal
   std::optional<report::domain_state> after;  // as rehearsed; null: was not
};
advised_domain advice_for(report::reported_domain const& d);

// Audits the domains again under all of their edits. Where that makes anything worse, or leaves a
// check failing that an edit was made for, each edit is rehearsed by itself, and those that do not
// stand it are dropped; so are those that take away a wildcard, which no overlay can. A run that is
// stopped leaves the domains that it has not come to as they are. Writes into `scratch`.
base::result<audit_end> rehearse_fixes(
   options const& o, scratch_folder const& scratch, std::vector<advised_domain>& domains);

}  // namespace dnslint::command
