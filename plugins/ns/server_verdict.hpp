// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "name_server.hpp"

namespace ns {

// One address is enough, and then what else is unknown does not matter; that there is none must be
// known for both types.
verdict has_address(name_server const& s);

// RFC 2181 section 10.3. A CNAME shows in the answer to either question.
verdict is_no_alias(name_server const& s);

// Any fail is fail, else any unknown is unknown.
verdict all_of(std::vector<verdict> const& each);

}  // namespace ns
