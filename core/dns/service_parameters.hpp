// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// The parameters of SVCB and HTTPS records (RFC 9460).
namespace dnslint::dns {

// As section 2.2 wants it, where a client must otherwise take the record as malformed: keys
// strictly ascending, and each value of the format that its key has (sections 7 and 8).
bool is_service_parameters(std::string_view bytes) noexcept;

// As in master files (section 2.1); `bytes` must be service parameters. Empty for none.
std::string service_parameters_text(std::string_view bytes);

}  // namespace dnslint::dns
