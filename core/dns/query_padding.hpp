// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace dnslint::dns {

// Pads a query in wire form to a multiple of `block` bytes (RFC 7830, RFC 8467 section 4.1), by an
// option at the end of its OPT. What has no OPT as its only record after the question, and what
// would become too long, stays as it is.
void pad_query(std::string& query, std::size_t block);

}  // namespace dnslint::dns
