// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "record_tree.hpp"

#include <optional>
#include <string>
#include <vector>

namespace spf {

// The `mx` terms at which receivers stop with permerror, since more than ten exchanges stand behind
// them (RFC 7208 section 4.6.4).
struct exchange_excess {
   std::vector<std::string> terms;      // each with the number of its exchanges
   std::optional<dnslint::cause> open;  // why there can be more such terms
};

exchange_excess find_exchange_excess(record_tree const& tree, std::string const& root);

}  // namespace spf
