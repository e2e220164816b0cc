// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_schema.hpp"

#include "core/base/escape.hpp"
#include "core/lab/lab_fault.hpp"

#include <array>
#include <fmt/format.h>

namespace dnslint::resolver {
namespace {

using base::yaml::held;
using base::yaml::map_shape;
using base::yaml::need;

constexpr std::array definitions{
   R"json("zones":{"description":"By the name of its apex each zone's text in master-file form, relative to the apex. SOA and NS are supplied where they are missing.","type":"object","propertyNames":{"$ref":"#/definitions/name"},"additionalProperties":{"description":"Records in master-file form, one a line: www 300 A 192.0.2.1","type":["string","null"]}})json",
   R"json("faults":{"description":"What goes wrong, by name (every type) or by name and type: \"www.example.test TXT\".","type":"object","propertyNames":{"$ref":"#/definitions/place"},"additionalProperties":{"$ref":"#/definitions/fault"}})json",
   R"json("name":{"description":"A domain name, absolute with or without the final dot; \".\" is the root.","type":"string","pattern":"^(\\.|([^. \\\\]|\\\\.)+(\\.([^. \\\\]|\\\\.)+)*\\.?)$"})json",
   R"json("place":{"description":"A domain name, and perhaps a record type behind it.","type":"string","pattern":"^(\\.|([^. \\\\]|\\\\.)+(\\.([^. \\\\]|\\\\.)+)*\\.?)( +[A-Za-z0-9]+)?$"})json"};

// As duration_from_text() and drop_from_text() read them.
constexpr std::string_view with_duration =
   R"json(^(delay|tcp-slow) +0*([0-9]{1,6}ms|[12][0-9]{6}ms|3[0-5][0-9]{5}ms|3600000ms|[0-9]{1,3}s|[12][0-9]{3}s|3[0-5][0-9]{2}s|3600s|[0-9]m|[1-5][0-9]m|60m)$)json";
constexpr std::string_view with_share = R"json(^drop +0*([1-9]|[1-9][0-9]|100)%$)json";

bool takes_an_argument(std::string_view word)
{
   return word == "delay" || word == "tcp-slow" || word == "drop";
}

std::string fault_schema()
{
   std::string words;
   for (auto const& row : fault_table())
      if (!takes_an_argument(row.word))
         words += fmt::format(
            R"({{"const":{},"description":{}}},)",
            base::json_string(row.word),
            base::json_string(row.description));
   return fmt::format(
      R"({{"description":"A word, and what belongs to it.","oneOf":[{})"
      R"({{"type":"string","pattern":{}}},{{"type":"string","pattern":{}}}]}})",
      words,
      base::json_string(with_duration),
      base::json_string(with_share));
}

}  // namespace

map_shape const& lab_shape()
{
   static map_shape const shape{
      {"zones",
       held::map,
       need::optional,
       "The zones, by apex.",
       R"({"$ref":"#/definitions/zones"})"},
      {"faults",
       held::map,
       need::optional,
       "What goes wrong.",
       R"({"$ref":"#/definitions/faults"})"},
      {"servers",
       held::map,
       need::optional,
       "By address what a server says when it is asked by itself; others have all zones.",
       R"({"type":"object","additionalProperties":{"$ref":"#/definitions/server"}})"}};
   return shape;
}

map_shape const& lab_server_shape()
{
   static map_shape const shape{
      {"zones", held::map, need::optional, "Its zones.", R"({"$ref":"#/definitions/zones"})"},
      {"faults", held::map, need::optional, "Its faults.", R"({"$ref":"#/definitions/faults"})"}};
   return shape;
}

std::string lab_schema()
{
   auto const root = base::yaml::to_json_schema(lab_shape());
   return fmt::format(
      R"({{"$schema":"http://json-schema.org/draft-07/schema#","title":"dnslint lab file",)"
      R"("description":"Zones in memory, and what goes wrong when they are asked. See docs/lab.md.",)"
      R"({},"definitions":{{{},"fault":{},"server":{}}}}})",
      std::string_view{root}.substr(1, root.size() - 2),
      fmt::join(definitions, ","),
      fault_schema(),
      base::yaml::to_json_schema(lab_server_shape()));
}

}  // namespace dnslint::resolver
