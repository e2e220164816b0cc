// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dmarc_facts.hpp"

#include <dnslint/context.hpp>

#include <string>

namespace dmarc {

// The tree walk of one domain, and the policy that follows from it.
struct policy_lookup {
   std::vector<walk_step> walk;
   answers asked;  // of each step
   discovery found;
   existence name;
};

// Walks the tree from `domain`. Asks whether the domain exists if its policy depends on that.
dnslint::co<policy_lookup> look_up_policy(dnslint::context cx, std::string domain);

// An organizational domain, or the cause why it is unknown.
struct organization {
   std::string domain;
   std::optional<dnslint::cause> unknown;
};
dnslint::co<organization> look_up_organization(dnslint::context cx, std::string domain);

void publish_organization(dnslint::keyed_writer const& facts, policy_lookup const& p);
void publish_policy(dnslint::keyed_writer const& facts, policy_lookup const& p);

}  // namespace dmarc
