// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/dns/message.hpp"

#include <optional>

namespace dnslint::resolver {

// What an extended error (RFC 8914) says against believing the message, if anything: 15 to 18 are
// "filtered", 3 and 19 "stale", and with SERVFAIL the DNSSEC failures 6 to 12 are "bogus". The
// other codes only explain, and change nothing.
std::optional<base::cause> fault_of_extended_error(dns::message const& m);

}  // namespace dnslint::resolver
