// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exchange_verdict.hpp"
#include "mx_set.hpp"

#include <dnslint/context.hpp>

#include <optional>
#include <vector>

namespace mx {

// The exchanges of a domain as they are published. `rest` is set when there are more exchanges than
// the limit, and tells why the others were not looked up.
struct exchange_list {
   std::vector<exchange> known;
   std::optional<dnslint::cause> rest;
};

void publish_records(dnslint::facts_writer const& facts, mx_set const& set);
void publish_exchanges(dnslint::context const& cx, exchange_list const& exchanges);

// Settles the checks that judge each exchange. Each has an item for each exchange.
void settle_exchanges(dnslint::context const& cx, exchange_list const& exchanges);

}  // namespace mx
