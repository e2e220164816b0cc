// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "name_server.hpp"

#include <dnslint/context.hpp>

namespace ns {

// `names` are all that NS records name, also those beyond the limit.
void publish_names(dnslint::facts_writer const& facts, std::vector<std::string> const& names);
void publish_servers(dnslint::facts_writer const& facts, server_list const& servers);

// The checks that code judges; those of each server have one item for each.
void settle_servers(dnslint::context const& cx, server_list const& servers);

}  // namespace ns
