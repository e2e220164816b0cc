// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mx {

// What an address (the RDATA of A or AAAA, 4 or 16 bytes) is reserved for when no mail from the
// Internet can reach it: "private use", "loopback". Empty for all others. The entries are those of
// the IANA special-purpose address registries (RFC 6890) that are not globally reachable, and
// multicast; the blocks for documentation are left out, as examples and lab zones are made of them.
std::string_view special_use(std::string_view address);

}  // namespace mx
