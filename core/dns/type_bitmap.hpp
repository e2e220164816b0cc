// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record_type.hpp"

#include <string_view>
#include <vector>

// The list of types in NSEC and NSEC3 records (RFC 4034 section 4.1.2).
namespace dnslint::dns {

// Windows in ascending order, each of 1 to 32 bytes of which the last is not zero. There may be no
// window at all (RFC 5155 section 3.2.1).
bool is_type_bitmap(std::string_view bytes) noexcept;

// In ascending order; `bytes` must be a type bitmap.
std::vector<rrtype> types_of(std::string_view bytes);

}  // namespace dnslint::dns
