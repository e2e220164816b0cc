// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/dns/message.hpp"

#include <optional>

namespace dnslint::resolver {

// The reason not to believe a message that an extended error (RFC 8914) gives: codes 15 to 18 are
// "filtered", 3 and 19 are "stale", and with SERVFAIL the DNSSEC failures 6 to 12 are "bogus".
// Other codes only explain the answer and give null.
std::optional<base::cause> fault_of_extended_error(dns::message const& m);

}  // namespace dnslint::resolver
