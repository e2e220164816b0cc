// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dmarc {

// RFC 9989 section 4.10: no tree walk asks more often than this.
constexpr std::size_t most_walk_steps = 8;

// The domains of a full tree walk, in its order: the domain itself, then its ancestors down to the
// last label, without those of more than seven labels.
std::vector<std::string> tree_walk(std::string_view domain);

// The name at which a domain's record stands.
std::string record_name(std::string_view domain);

// The name that has one label more than `ancestor` and is `domain` or above it. `ancestor` is above
// `domain`.
std::string one_label_below(std::string_view ancestor, std::string_view domain);

}  // namespace dmarc
