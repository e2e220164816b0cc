// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "name_server.hpp"

#include <dnslint/verdict.hpp>

namespace ns {

// One address is enough, even if the addresses of the other type are unknown. Only when both types
// are proved absent the server has none.
dnslint::verdict has_address(name_server const& s);

// One server with an address that the Internet can reach is enough.
dnslint::verdict is_reachable(server_list const& servers);

// RFC 2181 section 10.3. A CNAME shows in the answer to either question.
dnslint::verdict is_no_alias(name_server const& s);

}  // namespace ns
