// SPDX-License-Identifier: Apache-2.0
#include "core/audit/probe_schedule.hpp"

#include <algorithm>

namespace dnslint::audit {

probe_schedule::probe_schedule(
   std::vector<planned_probe> const& probes, std::vector<bool> const& wanted)
: probes_{&probes}
, ended_{wanted}
, given_out_(probes.size(), false)
, open_{static_cast<std::size_t>(std::ranges::count(wanted, true))}
{
   ended_.flip();
}

std::vector<std::size_t> probe_schedule::take_ready()
{
   std::vector<std::size_t> ready;
   for (std::size_t i = 0; i != probes_->size(); ++i) {
      if (ended_[i] || given_out_[i])
         continue;
      auto const has_its_facts = std::ranges::all_of((*probes_)[i].after, [&](std::size_t before) {
         return ended_[before];
      });
      if (!has_its_facts)
         continue;
      given_out_[i] = true;
      ready.push_back(i);
   }
   return ready;
}

void probe_schedule::ended(std::size_t probe)
{
   ended_[probe] = true;
   --open_;
}

}  // namespace dnslint::audit
