// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::dns {

// Puts an option at the end of the OPT of a query in wire form (RFC 6891 section 6.1.2). False, and
// nothing is changed, when it has no OPT as its only record after the question, or would become too
// long.
bool append_query_option(std::string& query, std::uint16_t code, std::string_view data);

// The data of an option of a message's OPT, the first one of that code; null when there is none, or
// what stands before it cannot be read. A part of the message.
std::optional<std::string_view> find_option(std::string_view message, std::uint16_t code);

}  // namespace dnslint::dns
