// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "allowed.hpp"
#include "record_tree.hpp"

#include <optional>
#include <string>
#include <vector>

namespace spf {

// Whom the limit of two void lookups (RFC 7208 section 4.6.4) keeps from passing.
struct void_victims {
   std::vector<std::string> terms;      // that allow hosts, but that receivers do not get to
   std::optional<dnslint::cause> open;  // why there can be such terms when none is known
};

// `allowed`: who passes if no limit is met, by find_allowed(). An address that an included record
// refuses can be named although it never gets to the limit.
void_victims find_void_victims(
   record_tree const& tree, std::string const& root, network_sets const& allowed);

}  // namespace spf
