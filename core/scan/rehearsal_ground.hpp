// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/overlay/zone_changes.hpp"
#include "core/report/zone_edit.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <optional>
#include <vector>

namespace dnslint::scan {

// What one rehearsal happens in: the world of an audit as it would be once the edits were
// published. Its resolvers stand on those of `published`, which it borrows.
class rehearsal_ground {
public:
   rehearsal_ground(
      audit::environment const& published,
      std::vector<resolver::answer_ptr> const& known,
      std::vector<report::zone_edit> const& edits);
   rehearsal_ground(rehearsal_ground const&) = delete;
   rehearsal_ground& operator=(rehearsal_ground const&) = delete;
   ~rehearsal_ground() = default;

   audit::environment const& world() const noexcept { return world_; }

private:
   overlay::zone_changes changes_;
   resolver::shared_resolver resolver_;
   std::optional<resolver::direct_resolver> direct_;
   audit::environment world_;
};

}  // namespace dnslint::scan
