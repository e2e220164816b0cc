// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <string>

namespace dnslint::dns {

// One JSON object on one line, as docs/decode.md describes it. Valid JSON whatever the message
// holds.
std::string to_json(decoded const& d);

}  // namespace dnslint::dns
