// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/zone_edit.hpp"
#include "tools/dnslint/audit_run.hpp"

#include <string>
#include <vector>

namespace dnslint::command {

// The edits under which a domain is audited again.
struct tried_edits {
   std::string domain;
   std::vector<report::zone_edit> edits;
};

// Audits domains again, as if edits were published, with the options of the audit before. Borrows
// the folder, and writes into it.
class rehearsal_runs {
public:
   rehearsal_runs(options const& o, scratch_folder const& scratch);

   // One run over all domains that have edits. What it says of them, by name.
   base::result<domain_states> run(std::vector<tried_edits> const& all);

   // How the runs so far ended.
   audit_end const& end() const noexcept { return end_; }

private:
   options o_;
   scratch_folder const& scratch_;
   audit_end end_;
};

}  // namespace dnslint::command
