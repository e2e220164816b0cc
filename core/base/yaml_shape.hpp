// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::base::yaml {

// What may stand at a key. `any` is what no other word fits; `refused` is read only to say why it
// is wrong there, and no part of a schema.
enum class held : std::uint8_t { any, text, boolean, integer, texts, list, map, refused };
// `judged`: required, by a judgement of its own.
enum class need : std::uint8_t { optional, required, judged };

struct key_shape {
   std::string_view name;
   held content = held::text;
   need needed = need::optional;
   std::string_view description;
   std::string schema = {};  // JSON Schema of the value; empty: follows from `content`
};

// The keys of one kind of map: a map_reader with it refuses others, and its schema follows from it.
using map_shape = std::vector<key_shape>;

// {"type": "object", ...} of JSON Schema draft-07, without line breaks.
std::string to_json_schema(map_shape const& shape);
// "a" and "b" as {"enum": ["a", "b"]}.
std::string enum_schema(std::vector<std::string> const& words);

}  // namespace dnslint::base::yaml
