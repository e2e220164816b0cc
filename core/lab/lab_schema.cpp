// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_schema.hpp"

#include "core/base/escape.hpp"
#include "core/hosts/tls_view.hpp"
#include "core/lab/lab_fault.hpp"
#include "core/lab/lab_host.hpp"

#include <array>
#include <fmt/format.h>

namespace dnslint::resolver {
namespace {

using base::yaml::held;
using base::yaml::map_shape;
using base::yaml::need;

constexpr std::array definitions{
   R"json("hosts":{"description":"What hosts say over HTTPS, by URL. What is not here is not known.","type":"object","propertyNames":{"$ref":"#/definitions/url"},"additionalProperties":{"$ref":"#/definitions/host"}})json",
   R"json("url":{"description":"An https URL.","type":"string","pattern":"^[hH][tT][tT][pP][sS]://[^/?#]"})json",
   R"json("zones":{"description":"By the name of its apex each zone's text in master-file form, relative to the apex. SOA and NS are supplied where they are missing.","type":"object","propertyNames":{"$ref":"#/definitions/name"},"additionalProperties":{"description":"Records in master-file form, one a line: www 300 A 192.0.2.1","type":["string","null"]}})json",
   R"json("faults":{"description":"What goes wrong, by name (every type) or by name and type: \"www.example.test TXT\".","type":"object","propertyNames":{"$ref":"#/definitions/place"},"additionalProperties":{"$ref":"#/definitions/fault"}})json",
   R"json("name":{"description":"A domain name, absolute with or without the final dot; \".\" is the root.","type":"string","pattern":"^(\\.|([^. \\\\]|\\\\.)+(\\.([^. \\\\]|\\\\.)+)*\\.?)$"})json",
   R"json("place":{"description":"A domain name, and perhaps a record type behind it.","type":"string","pattern":"^(\\.|([^. \\\\]|\\\\.)+(\\.([^. \\\\]|\\\\.)+)*\\.?)( +[A-Za-z0-9]+)?$"})json"};

// As duration_from_text() and drop_from_text() read them.
constexpr std::string_view duration_pattern =
   R"json(0*([0-9]{1,6}ms|[12][0-9]{6}ms|3[0-5][0-9]{5}ms|3600000ms|[0-9]{1,3}s|[12][0-9]{3}s|3[0-5][0-9]{2}s|3600s|[0-9]m|[1-5][0-9]m|60m)$)json";
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
      base::json_string(fmt::format("^(delay|tcp-slow) +{}", duration_pattern)),
      base::json_string(with_share));
}

// What the keys of a host do not allow beside each other.
constexpr std::string_view host_bounds =
   R"json("allOf":[{"if":{"required":["fault"]},"then":{"maxProperties":1}},{"if":{"required":["certificate"]},"then":{"maxProperties":1}},{"not":{"required":["redirect","status"]}},{"if":{"properties":{"status":{"enum":[204,304]}},"required":["status"]},"then":{"not":{"required":["body"]}}}])json";

// One line without control characters.
std::string header_value()
{
   return R"json({"type":["string","number","boolean"],"pattern":"^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f]*$"})json";
}

std::vector<std::string> certificate_words()
{
   std::vector<std::string> all;
   for (auto const e : hosts::certificate_errors())
      all.emplace_back(to_text(e));
   return all;
}

std::string words_schema(std::vector<host_fault_word> const& words)
{
   std::string all;
   for (auto const& row : words)
      all += fmt::format(
         R"({}{{"const":{},"description":{}}})",
         all.empty() ? "" : ",",
         base::json_string(row.word),
         base::json_string(row.description));
   return fmt::format(R"({{"oneOf":[{}]}})", all);
}

std::string host_schema()
{
   auto const keys = base::yaml::to_json_schema(lab_host_shape());
   return fmt::format(
      R"({{{},{}}})", host_bounds, std::string_view{keys}.substr(1, keys.size() - 2));
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
      {"hosts",
       held::map,
       need::optional,
       "What hosts say over HTTPS, by URL.",
       R"({"$ref":"#/definitions/hosts"})"},
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

map_shape const& lab_host_shape()
{
   static map_shape const shape{
      {"status",
       held::integer,
       need::optional,
       "Of the response, 200 to 599; 200 without it.",
       R"({"type":"integer","minimum":200,"maximum":599})"},
      {"headers",
       held::map,
       need::optional,
       "By name the value, or the values of a header that comes several times.",
       fmt::format(
          R"({{"type":"object","propertyNames":{{"pattern":{0}}},"additionalProperties":{{"oneOf":[{1},)"
          R"({{"type":"array","items":{1}}}]}}}})",
          base::json_string("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"),
          header_value())},
      {"body", held::text, need::optional, "What follows the header."},
      {"delay",
       held::text,
       need::optional,
       "How long the response takes, at most an hour: 300ms, 5s, 2m.",
       fmt::format(
          R"({{"type":"string","pattern":{}}})",
          base::json_string(fmt::format("^{}", duration_pattern)))},
      {"redirect",
       held::text,
       need::optional,
       "Short for status 301 with this header location.",
       header_value()},
      {"certificate",
       held::texts,
       need::optional,
       "What is wrong with the certificate; stands alone.",
       fmt::format(
          R"({{"type":"array","minItems":1,"items":{}}})",
          base::yaml::enum_schema(certificate_words()))},
      {"fault",
       held::text,
       need::optional,
       "What goes wrong; stands alone.",
       words_schema(host_fault_table())}};
   return shape;
}

std::string lab_schema()
{
   auto const root = base::yaml::to_json_schema(lab_shape());
   return fmt::format(
      R"({{"$schema":"http://json-schema.org/draft-07/schema#","title":"dnslint lab file",)"
      R"("description":"Zones in memory, and what goes wrong when they are asked. See docs/lab.md.",)"
      R"({},"definitions":{{{},"fault":{},"server":{},"host":{}}}}})",
      std::string_view{root}.substr(1, root.size() - 2),
      fmt::join(definitions, ","),
      fault_schema(),
      base::yaml::to_json_schema(lab_server_shape()),
      host_schema());
}

}  // namespace dnslint::resolver
