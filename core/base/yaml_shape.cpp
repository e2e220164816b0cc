// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml_shape.hpp"

#include "core/base/escape.hpp"

#include <fmt/format.h>

namespace dnslint::base::yaml {
namespace {

// Any scalar is text to the reader, whatever YAML makes of it.
constexpr std::string_view scalar = R"({"type":["string","number","boolean"]})";

std::string schema_of(held content)
{
   switch (content) {
      case held::text:
         return std::string{scalar};
      case held::boolean:
         return R"({"type":"boolean"})";
      case held::integer:
         return R"({"type":"integer"})";
      case held::texts:
         return fmt::format(R"({{"type":"array","items":{}}})", scalar);
      case held::list:
         return R"({"type":"array"})";
      case held::map:
         return R"({"type":"object"})";
      case held::any:
      case held::refused:
         break;
   }
   return "{}";
}

// A reference has no siblings in draft-07.
std::string with_description(std::string const& schema, std::string_view description)
{
   return fmt::format(R"({{"description":{},"allOf":[{}]}})", json_string(description), schema);
}

}  // namespace

std::string to_json_schema(map_shape const& shape)
{
   std::string properties;
   std::string required;
   for (auto const& key : shape) {
      if (key.content == held::refused)
         continue;
      auto const schema = key.schema.empty() ? schema_of(key.content) : key.schema;
      properties += fmt::format(
         "{}{}:{}",
         properties.empty() ? "" : ",",
         json_string(key.name),
         with_description(schema, key.description));
      if (key.needed != need::optional)
         required += (required.empty() ? "" : ",") + json_string(key.name);
   }
   return fmt::format(
      R"({{"type":"object","additionalProperties":false,"required":[{}],"properties":{{{}}}}})",
      required,
      properties);
}

std::string enum_schema(std::vector<std::string> const& words)
{
   std::string list;
   for (auto const& word : words)
      list += (list.empty() ? "" : ",") + json_string(word);
   return fmt::format(R"({{"enum":[{}]}})", list);
}

}  // namespace dnslint::base::yaml
