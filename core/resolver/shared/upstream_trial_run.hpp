// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/upstream/upstream_trial.hpp"

#include <span>
#include <string>
#include <vector>

namespace dnslint::resolver {

struct trial_terms {
   std::string label;                         // random, of a name that does not exist
   base::event_loop::duration timeout{1000};  // of the last try; of those before the half of it
   unsigned tries = 2;  // of what goes unanswered, of upstreams that answer anything
};

struct trial_results {
   std::vector<upstream_trial> upstreams;  // in the order of the sources
   port_53 outside = port_53::unknown;
};

// Tries all upstreams at once, and a server of the root when `root_server` is not null; runs the
// loop until that has ended, which takes `tries` timeouts at most. One that has answered nothing
// while another one did is not tried again.
trial_results try_upstreams(
   base::event_loop& loop,
   std::span<source* const> upstreams,
   source* root_server,
   trial_terms const& terms);

}  // namespace dnslint::resolver
