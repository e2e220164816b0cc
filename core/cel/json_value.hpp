// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/cel/value.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dnslint::cel {

// The values of expressions as JSON (docs/rule-language.md, "Values as JSON"). What JSON cannot say
// is {"$type": "uint", "value": 1}.

// A value may share its parts, and be much larger as text than in memory.
constexpr std::size_t most_json_bytes = std::size_t{64} << 20U;

// One value; null when its text would be larger than that. Errors are written
// {"$type": "error", "value": message}.
std::optional<std::string> to_json(value const& v);
// {"type": ..., "value": ...}, whose value needs no "$type"; null as above.
std::optional<std::string> to_typed_json(value const& v);

// The value owns its texts. At most 64 levels; an error says at which byte of the text,
// and has its column.
base::result<value> value_from_json(std::string_view text);

}  // namespace dnslint::cel
