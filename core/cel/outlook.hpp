// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/expression.hpp"

#include <cstdint>
#include <limits>
#include <map>
#include <string>

namespace dnslint::cel {

// What a number may yet come to, both ends included.
struct range {
   double least = -std::numeric_limits<double>::infinity();
   double most = std::numeric_limits<double>::infinity();

   bool operator==(range const&) const = default;
};
using ranges = std::map<std::string, range, std::less<>>;  // by the names of given values

enum class outlook : std::uint8_t { never, always, either };

// Whether a condition can be true while each given number lies anywhere in its range, by interval
// arithmetic. Each use of a name is taken by itself, and what is not arithmetic, comparison or
// logic may be anything: so `either` may be too careful, but `never` is certain. `always` is
// certain of a condition whose evaluation has no error.
outlook outlook_of(expression const& condition, ranges const& given);

}  // namespace dnslint::cel
