// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <dnslint/facts.hpp>

namespace mta_sts {

// Publishes what a record says under the names of the facts.
void publish_record(dnslint::keyed_writer const& into, sts_record const& record);

// The same of the fields of a policy, and of what became of its request.
void publish_policy(dnslint::keyed_writer const& into, sts_policy const& policy);
void publish_request(dnslint::keyed_writer const& into, found_policy const& found);

void publish_texts(
   dnslint::keyed_writer const& into, std::string_view name, std::vector<std::string> const& texts);

}  // namespace mta_sts
