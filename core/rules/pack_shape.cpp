// SPDX-License-Identifier: Apache-2.0
#include "core/rules/pack_shape.hpp"

#include "core/rules/words.hpp"

#include <fmt/format.h>

namespace dnslint::rules {
namespace {

using base::yaml::enum_schema;
using base::yaml::held;
using base::yaml::map_shape;
using base::yaml::need;

constexpr std::string_view expression_schema = R"({"type":["string","boolean","number"]})";

std::string reference(std::string_view to)
{
   return fmt::format(R"({{"$ref":"#/definitions/{}"}})", to);
}

std::string map_of(std::string_view to)
{
   return fmt::format(
      R"({{"type":"object","additionalProperties":{{"$ref":"#/definitions/{}"}}}})", to);
}

std::string list_of(std::string_view to)
{
   return fmt::format(R"({{"type":"array","items":{{"$ref":"#/definitions/{}"}}}})", to);
}

std::string scalar_or(std::string_view to)
{
   return fmt::format(
      R"({{"anyOf":[{{"type":["string","number","boolean"]}},{}]}})", reference(to));
}

}  // namespace

map_shape const& pack_shape()
{
   static map_shape const shape{
      {"pack",
       held::text,
       need::required,
       "The name, with which the ids of its rules begin.",
       R"({"type":"string","pattern":"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"})"},
      {"version", held::text, need::required, "Two or three numbers: 1.2.0."},
      {"title", held::text, need::optional, "One line."},
      {"description", held::text, need::optional, "What the pack is for."},
      {"requires", held::map, need::optional, "What it needs.", reference("requires")},
      {"variables",
       held::map,
       need::optional,
       "Settings with defaults, which expressions read as vars.NAME.",
       map_of("variable")},
      {"rules", held::any, need::required, "The rules.", list_of("rule")}};
   return shape;
}

map_shape const& requires_shape()
{
   static map_shape const shape{
      {"engine",
       held::text,
       need::optional,
       "The least version of the rule language: \">=1.0\".",
       R"({"type":"string","pattern":"^>=[0-9]+\\.[0-9]+(\\.[0-9]+)?$"})"},
      {"plugins", held::texts, need::optional, "Plugins whose facts the rules use."}};
   return shape;
}

map_shape const& variable_shape()
{
   static map_shape const shape{
      {"type",
       held::text,
       need::required,
       "Its type: int, list(string), network, list(network).",
       R"({"type":"string","pattern":"^(dyn|bool|int|double|string|bytes|list|map|network|address|)"
       R"(list\\((bool|int|double|string|bytes|network|address|list|map)\\)|)"
       R"(map\\(string, (bool|int|double|string|bytes|list|map)\\))$"})"},
      {"default", held::any, need::required, "Its value unless the user sets another."},
      {"min", held::integer, need::optional, "Of an int: the least value."},
      {"max", held::integer, need::optional, "Of an int: the largest value."},
      {"description", held::text, need::optional, "What it changes."}};
   return shape;
}

map_shape const& rule_shape()
{
   static map_shape const shape{
      {"id",
       held::text,
       need::required,
       "PACK/NAME in lower-case letters, digits and hyphens.",
       R"({"type":"string","pattern":"^[a-z][a-z0-9]*(-[a-z0-9]+)*/[a-z][a-z0-9]*(-[a-z0-9]+)*$"})"},
      {"title", held::text, need::required, "What is true when it passes, on one line."},
      {"category", held::text, need::required, "The score's upper level: mail.transport."},
      {"control", held::text, need::optional, "What it protects with others; else not scored."},
      {"severity",
       held::text,
       need::required,
       "How bad a failure is.",
       enum_schema(severity_names())},
      {"docs", held::text, need::optional, "What is judged and why it matters, in Markdown."},
      {"references", held::texts, need::optional, "Where it is written: RFC 8460 section 3."},
      {"lookups", held::map, need::optional, "The questions, by name.", map_of("lookup")},
      {"applies_when",
       held::any,
       need::optional,
       "An expression; while it is false the rule is not-applicable.",
       std::string{expression_schema}},
      {"otherwise", held::text, need::optional, "The reason when applies_when is false."},
      {"assert",
       held::any,
       need::judged,
       "The expression that must be true.",
       std::string{expression_schema}},
      {"probe", held::refused, need::optional, ""},
      {"message", held::text, need::optional, "Shown when it fails; {...} are expressions."},
      {"fix", held::any, need::optional, "How to mend it.", scalar_or("fix")},
      {"tests", held::any, need::optional, "Its tests.", list_of("test")}};
   return shape;
}

map_shape const& lookup_shape()
{
   static map_shape const shape{
      {"name", held::text, need::required, "The name to ask for: \"_dmarc.{domain}\"."},
      {"type", held::text, need::required, "The type of records: TXT."},
      {"at",
       held::text,
       need::optional,
       "Ask name servers instead of the resolver.",
       enum_schema({"each-nameserver", "parent"})},
      {"for_each",
       held::any,
       need::optional,
       "An expression for a list; the rule is judged for each element.",
       std::string{expression_schema}}};
   return shape;
}

map_shape const& fix_shape()
{
   static map_shape const shape{
      {"text", held::text, need::optional, "What to do."},
      {"record", held::text, need::optional, "The record to publish, in master-file form."},
      {"when",
       held::any,
       need::optional,
       "An expression: the record is offered only if it is true.",
       std::string{expression_schema}},
      {"replaces",
       held::any,
       need::optional,
       "An expression: the text, or the list of texts, of the records at the same name that the "
       "record takes the place of.",
       std::string{expression_schema}}};
   return shape;
}

map_shape const& test_shape()
{
   static map_shape const shape{
      {"zone", held::text, need::optional, "Records below the domain, in master-file form."},
      {"domain", held::text, need::optional, "The domain; example.test unless said."},
      {"zones",
       held::map,
       need::optional,
       "Further zones, by apex.",
       R"({"type":"object","additionalProperties":{"type":["string","null"]}})"},
      {"servers", held::map, need::optional, "What single name servers say, as in lab files."},
      {"set",
       held::map,
       need::optional,
       "Variables of the pack, as --set takes them.",
       R"({"type":"object","additionalProperties":{"type":["string","number","boolean"]}})"},
      {"probes", held::boolean, need::optional, "Run the plugins; the facts are theirs."},
      {"facts",
       held::map,
       need::optional,
       "The facts that are known, by plugin.",
       R"({"type":"object","additionalProperties":{"type":"object"}})"},
      {"now", held::text, need::optional, "The time: \"2026-01-31T00:00:00Z\"."},
      {"faults",
       held::map,
       need::optional,
       "What goes wrong, by name or name and type.",
       R"({"type":"object","additionalProperties":{"type":"string"}})"},
      {"expect",
       held::any,
       need::required,
       "The outcome.",
       fmt::format(
          R"({{"anyOf":[{},{}]}})", enum_schema(outcome_names()), reference("expectation"))}};
   return shape;
}

map_shape const& expectation_shape()
{
   static map_shape const shape{
      {"outcome", held::any, need::required, "The outcome.", enum_schema(outcome_names())},
      {"cause", held::text, need::optional, "The code of an unknown's cause."},
      {"message", held::text, need::optional, "A part of the message, or of the reason."}};
   return shape;
}

std::string pack_schema()
{
   auto const root = base::yaml::to_json_schema(pack_shape());
   std::string definitions;
   for (auto const& [name, shape] :
        {std::pair{"expectation", &expectation_shape()},
         std::pair{"fix", &fix_shape()},
         std::pair{"lookup", &lookup_shape()},
         std::pair{"requires", &requires_shape()},
         std::pair{"rule", &rule_shape()},
         std::pair{"test", &test_shape()},
         std::pair{"variable", &variable_shape()}})
      definitions += fmt::format(
         R"({}"{}":{})", definitions.empty() ? "" : ",", name, base::yaml::to_json_schema(*shape));
   return fmt::format(
      R"({{"$schema":"http://json-schema.org/draft-07/schema#","title":"dnslint rule pack",)"
      R"("description":"See docs/writing-a-rule.md.",{},"definitions":{{{}}}}})",
      std::string_view{root}.substr(1, root.size() - 2),
      definitions);
}

}  // namespace dnslint::rules
