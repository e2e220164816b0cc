// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::dns {

// How much the directives of one file may still make.
struct generate_limits {
   std::size_t records = 65'536;
   std::size_t bytes = std::size_t{16} << 20U;
};

// The entries that BIND 9's directive "$GENERATE 1-9/2 host-${0,3,d} 300 IN A 192.0.2.$" stands
// for; `directive` is what follows the word $GENERATE. In each of them "$" is the number, "\$" a
// dollar sign, and "${offset,width,base}" the number plus the offset, at least so wide, in base d,
// o, x, X, or as nibbles in reverse order: n, N. What is made is taken off the limits.
base::result<std::vector<std::string>> generate_entries(
   std::string_view directive, generate_limits& limits);

}  // namespace dnslint::dns
