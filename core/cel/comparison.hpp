// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/value.hpp"

#include <compare>
#include <optional>

namespace dnslint::cel {

class budget;

// `==` of CEL: numbers compare by their mathematical value whatever their types; other values of
// different types are not equal. Unknown when an element that decides is unknown.
value equals(value const& a, value const& b, budget& cost);

// `<`; null when the two cannot be ordered. Unordered with NaN.
std::optional<std::partial_ordering> order(value const& a, value const& b);

// Of two keys of a map; never recursive, as keys are scalars.
bool same_key(value const& a, value const& b);

}  // namespace dnslint::cel
