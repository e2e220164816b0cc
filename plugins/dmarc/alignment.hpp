// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace dmarc {

// A domain and its organizational domain, both in lower case. Null while the latter is not known.
struct identifier {
   std::string domain;
   std::optional<std::string> organizational_domain;
};

// Whether `authenticated` is aligned with the domain of From (RFC 9989 section 4.4). Strict
// alignment needs the same name, relaxed alignment the same organizational domain. Null if the
// result depends on something that is not known.
std::optional<bool> is_aligned(
   identifier const& from, identifier const& authenticated, std::optional<bool> strict);

}  // namespace dmarc
