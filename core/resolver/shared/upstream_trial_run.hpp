// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/upstream/upstream_trial.hpp"

#include <span>
#include <string>
#include <vector>

namespace dnslint::resolver {

struct trial_terms {
   std::string label;  // a random label that makes a name that does not exist
   base::event_loop::duration timeout{1000};  // for the last try; half of it for earlier tries
   unsigned tries = 2;  // for unanswered questions to an upstream that answered another
};

struct trial_results {
   std::vector<upstream_trial> upstreams;  // one for each source, in the same order
   port_53 outside = port_53::unknown;
};

// Tries all upstreams at once, and a server of the root if `root_server` is not null. Runs the loop
// until all trials have ended, which takes `tries` timeouts at most. An upstream that answered
// nothing while another one did is not tried again.
trial_results try_upstreams(
   base::event_loop& loop,
   std::span<source* const> upstreams,
   source* root_server,
   trial_terms const& terms);

}  // namespace dnslint::resolver
