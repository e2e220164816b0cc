// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_address.hpp"

#include <vector>

namespace dnslint::hosts {

constexpr std::size_t most_addresses_tried = 4;

// Which of a host's addresses are tried, and in what order: sorted, IPv4 and IPv6 by turns. So both
// families get their try, and the order does not depend on that of the answers.
std::vector<host_address> in_order_of_tries(std::vector<host_address> all);

}  // namespace dnslint::hosts
