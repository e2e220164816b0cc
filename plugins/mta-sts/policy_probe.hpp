// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/context.hpp>
#include <dnslint/task.hpp>

namespace mta_sts {

// Asks for the policy of a domain that has a record, and compares it with the domain's exchanges.
dnslint::task policy_probe(dnslint::context cx);

}  // namespace mta_sts
