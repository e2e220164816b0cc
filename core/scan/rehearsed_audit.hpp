// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"

#include <memory>
#include <vector>

namespace dnslint::scan {

class rehearsal_ground;

// Audits domains, and each again as if the records that its advice offers were published. Offers
// that do not stand this are withdrawn, and the record tells the score that the others lead to
// (docs/rehearsal.md). Rehearsals ask nothing that is known from the audit, and else the same
// resolvers. Borrows the world.
class rehearsed_audits {
public:
   explicit rehearsed_audits(audit::environment const& world);
   rehearsed_audits(rehearsed_audits const&) = delete;
   rehearsed_audits& operator=(rehearsed_audits const&) = delete;
   ~rehearsed_audits();

   // As audit::audit_domain(). What it uses of questions and upstreams is that of the first audit.
   void audit(audit::subject about, audit::audit_done done);

private:
   class one;

   audit::environment world_;
   // Probes that were abandoned at their deadline may still refer to the ground that they ran on.
   std::vector<std::unique_ptr<rehearsal_ground>> grounds_;
};

}  // namespace dnslint::scan
