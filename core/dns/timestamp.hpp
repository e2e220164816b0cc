// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace dnslint::dns {

// "20260131235959", in UTC (RFC 4034 section 3.2), of the seconds since 1970.
std::string timestamp_text(std::uint32_t seconds);

}  // namespace dnslint::dns
