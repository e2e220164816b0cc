// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace dnslint::authoring {

// What the plugins under check get to read. Every function gives the same each time.

// One harmless record of this type; none for types that are not in the table.
std::optional<dns::record> sample_record(dns::question const& q);
dns::record alias_record(dns::name const& owner, dns::name const& target);

// As many as an answer holds, but one only of the types that stand alone.
std::vector<dns::record> many_records(dns::question const& q);
// TXT records that fill an answer of 64 KiB.
std::vector<dns::record> large_texts(dns::name const& owner);
// TXT records with every byte there is, alone and behind what protocols begin with.
std::vector<dns::record> binary_texts(dns::name const& owner);
// None to four records with random fields, right for their type.
std::vector<dns::record> random_records(dns::question const& q, std::uint64_t seed);

}  // namespace dnslint::authoring
