// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "caa_set.hpp"

#include <string_view>
#include <vector>

namespace caa {

// Who may issue certificates of one kind.
enum class permission { anybody, named, nobody };
std::string_view to_text(permission p);

// Who may issue what by a set of CAA records: the effect of all of them together.
struct issuance {
   permission host = permission::anybody;      // certificates for host names without a wildcard
   permission wildcard = permission::anybody;  // certificates for wildcard names
   permission mail = permission::anybody;      // certificates for e-mail addresses
   permission mark = permission::anybody;      // mark certificates
};

// RFC 8659 sections 4.2, 4.3 and 4.5, and RFC 9495. An empty set restricts nothing.
issuance issuance_by(std::vector<judged_property> const& all);

}  // namespace caa
