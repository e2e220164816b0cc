// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::dns {

// Takes the first word off `text`, and the blanks around it. Blanks are spaces only.
std::string take_word(std::string_view& text);

// A number, or a number of seconds as 300, 1h or 1d12h; very large ones are cut. Null when `text`
// is neither; empty text is 0.
std::optional<std::uint64_t> period_from_text(std::string_view text);

// The entry with its TTL before its class, which is the only order that ldns reads. RFC 1035
// section 5.1 allows both orders.
std::string with_ttl_before_class(std::string_view entry);

// The first word of an entry that says something else than `r`, which ldns has read from it: ldns
// takes 70000 for a 16-bit field and keeps 4464 of it, and adds a digit to an odd number of hex
// digits.
std::optional<std::string> misread_word(std::string_view entry, record const& r);

}  // namespace dnslint::dns
