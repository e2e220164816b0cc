// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dnslint::dns {

// The code points of a label; each is allowed in a U-label (RFC 5892).
using label_code_points = std::vector<std::uint32_t>;

// The first label of a name that breaks the Bidi rule (RFC 5893 section 2); null when none does. A
// name has to keep the rule only if a label of it has right-to-left characters, and then all of its
// labels have to. The empty label of the root may be left out.
std::optional<std::size_t> label_against_bidi_rule(std::span<label_code_points const> labels);

}  // namespace dnslint::dns
