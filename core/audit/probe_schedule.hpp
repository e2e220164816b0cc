// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/probe_order.hpp"

#include <cstddef>
#include <vector>

namespace dnslint::audit {

// Which probes of a plan may start: those that are wanted, once every probe whose facts they need
// has ended. Knows nothing of plugins; whoever runs the probes says when one has ended. Borrows
// the probes.
class probe_schedule {
public:
   // `wanted` has a value for each probe. A probe that nobody wants counts as ended.
   probe_schedule(std::vector<planned_probe> const& probes, std::vector<bool> const& wanted);

   // The probes that may start now, in the order of the plan. Each is given out once.
   std::vector<std::size_t> take_ready();
   // That probe's facts are there.
   void ended(std::size_t probe);
   bool all_ended() const noexcept { return open_ == 0; }

private:
   std::vector<planned_probe> const* probes_;
   std::vector<bool> ended_;
   std::vector<bool> given_out_;
   std::size_t open_ = 0;  // the wanted probes that have not ended
};

}  // namespace dnslint::audit
