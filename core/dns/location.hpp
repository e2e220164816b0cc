// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// The RDATA of LOC records (RFC 1876).
namespace dnslint::dns {

// How many bytes it takes. Nothing is known of versions other than 0 (section 2), so they take all.
std::size_t location_size(std::string_view rest) noexcept;

// "42 21 54.000 N 71 6 18.000 W -24m 30m 10000m 10m" (section 3). Null where this cannot say it:
// other versions, angles beyond the poles or the antimeridian, sizes that are no digit and a power.
std::optional<std::string> location_text(std::string_view rdata);

}  // namespace dnslint::dns
