// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <dnslint/command.hpp>

#include <string>
#include <string_view>

namespace dmarc {

// A domain that SPF or DKIM has authenticated, and its own organizational domain.
struct authenticated_domain {
   std::string_view mechanism;  // "spf" or "dkim"
   std::string domain;
   organization own;
};

// Tells, as text and as `alignment`, whether each is aligned with the domain of `p`.
void tell_alignment(
   dnslint::command_context const& cx,
   policy_lookup const& p,
   std::vector<authenticated_domain> const& all);

}  // namespace dmarc
