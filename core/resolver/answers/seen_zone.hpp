// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <optional>

namespace dnslint::resolver {

// What an audit has seen of the place of its domain: which name exists, and where the zone begins
// that it is in. A denial that does not fit is no proof of absence, whoever made it up.
class seen_zone {
public:
   // Learns from the answer to a question for SOA of the domain or of a name above it.
   void learn(answer const& soa);

   // Why a denial cannot be true; null when it may be, and for everything that is no denial.
   std::optional<base::cause> contradiction(answer const& got) const;

   // Tells zones apart that have no servers in common, by the primary one. 0: none was seen.
   std::uint64_t servers() const noexcept { return servers_; }
   bool has_zone() const noexcept { return apex_.has_value(); }

private:
   void begins_at(dns::name const& apex);

   std::optional<dns::name> existing_;  // the longest name that was seen to exist
   std::optional<dns::name> apex_;      // of the smallest zone that was seen
   std::uint64_t servers_ = 0;
   std::optional<dns::name> no_apex_;  // the longest name that was seen to have no SOA record
};

// The same of the zone whose SOA record stands in an answer.
std::uint64_t servers_of(answer const& a);

}  // namespace dnslint::resolver
