// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"

#include <optional>
#include <string>

namespace spf {

// What `exp` leads to. Receivers that find a fault in it go on as if there were no `exp`
// (RFC 7208 section 6.2).
struct explanation {
   std::string name;                    // whose TXT record it is; empty while not known
   std::optional<std::string> fault;    // why receivers do not use it
   std::optional<dnslint::cause> open;  // why the fault is not known
};

// `domain_spec` follows the grammar. `dns` outlives the coroutine.
dnslint::co<explanation> read_explanation(asker& dns, std::string domain_spec, std::string domain);

}  // namespace spf
