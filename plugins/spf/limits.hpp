// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace spf {

// RFC 7208 section 4.6.4: more of these are permerror.
constexpr int most_lookups = 10;
constexpr int most_void_lookups = 2;
constexpr std::size_t most_exchanges = 10;  // of one "mx"

// More terms than a record that DNS can carry has.
constexpr std::size_t most_terms_of_dns = 65'536;

}  // namespace spf
