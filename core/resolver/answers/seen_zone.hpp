// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"

#include <optional>

namespace dnslint::resolver {

// What an audit has seen of its domain's place in the DNS: which name exists, and where the zone of
// the domain begins. A denial that contradicts this is no proof of absence.
class seen_zone {
public:
   // Learns from the answer to a question for the SOA record of the domain or of a name above it.
   void learn(answer const& soa);

   // Why a denial cannot be true. Null if the denial may be true, and for an answer that denies
   // nothing.
   std::optional<base::cause> contradiction(answer const& got) const;

   // A number for the operator of the zone's primary server, by which zones without common servers
   // differ. 0 if no zone was seen.
   std::uint64_t servers() const noexcept { return servers_; }
   bool has_zone() const noexcept { return apex_.has_value(); }

private:
   void begins_at(dns::name const& apex);

   std::optional<dns::name> existing_;  // the longest name that was seen to exist
   std::optional<dns::name> apex_;      // the apex of the smallest zone that was seen
   std::uint64_t servers_ = 0;
   std::optional<dns::name> no_apex_;  // the longest name that was seen to have no SOA record
};

// The same number for the zone whose SOA record stands in an answer.
std::uint64_t servers_of(answer const& a);

}  // namespace dnslint::resolver
