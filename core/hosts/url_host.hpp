// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_address.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::hosts {

// The host of a URL: a name in lower case without its final dot, or an address in its usual form.
struct url_host {
   std::string text;
   std::optional<host_address> literal;
   std::string_view slip;  // why it is no host; empty if it is one
};

// `text` is what stands before the port, in brackets if it is an IPv6 address.
url_host host_from_url(std::string_view text);

}  // namespace dnslint::hosts
