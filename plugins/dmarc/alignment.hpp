// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace dmarc {

// A domain and its organizational domain, in lower case; null: not known.
struct identifier {
   std::string domain;
   std::optional<std::string> organizational_domain;
};

// RFC 9989 section 4.4: is `authenticated` aligned with the domain of From? Strict: the same name;
// relaxed: the same organizational domain. Null: that depends on what is not known.
std::optional<bool> is_aligned(
   identifier const& from, identifier const& authenticated, std::optional<bool> strict);

}  // namespace dmarc
