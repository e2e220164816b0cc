// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dmarc_facts.hpp"

#include <dnslint/context.hpp>

#include <string>

namespace dmarc {

// Everything that was found out about the policy of one domain.
struct policy_lookup {
   std::vector<walk_step> walk;
   answers asked;  // of each step
   discovery found;
   existence name;
};

// Walks the tree from `domain`, and asks whether it exists where that counts.
dnslint::co<policy_lookup> look_up_policy(dnslint::context cx, std::string domain);

// The organizational domain alone; unknown with its cause.
struct organization {
   std::string domain;
   std::optional<dnslint::cause> unknown;
};
dnslint::co<organization> look_up_organization(dnslint::context cx, std::string domain);

void publish_organization(dnslint::keyed_writer const& facts, policy_lookup const& p);
void publish_policy(dnslint::keyed_writer const& facts, policy_lookup const& p);

}  // namespace dmarc
