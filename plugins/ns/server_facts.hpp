// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "name_server.hpp"

#include <dnslint/context.hpp>

namespace ns {

// `names` are all servers that NS records name, also those beyond the limit.
void publish_names(dnslint::facts_writer const& facts, std::vector<std::string> const& names);
void publish_servers(dnslint::facts_writer const& facts, server_list const& servers);

// Settles the checks that this code judges. A check of each server has an item for each server.
void settle_servers(dnslint::context const& cx, server_list const& servers);

}  // namespace ns
