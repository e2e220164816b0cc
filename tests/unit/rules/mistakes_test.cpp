// SPDX-License-Identifier: Apache-2.0
#include "core/rules/pack.hpp"

#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::rules {
namespace {

facts::schema available()
{
   return {
      {"mx",
       {{"accepts_mail", {facts::type::boolean, false, ""}},
        {"exchanges", {facts::type::list, false, ""}}}},
      {"spf", {{"lookups", {facts::type::integer, false, ""}}}}};
}

struct mistake {
   std::uint32_t line;
   std::uint32_t column;
   char const* message;
   char const* hint;
};

// One line of mistakes.yaml each, in its order.
constexpr mistake planted[] = {
   {3, 21, "'>1' is no version of the engine", "write it like \">=1.0\""},
   {6, 18, "'in' is no type", "did you mean 'int'?"},
   {11, 15, "'sever' is no severity", "allowed: info, low, medium, high, critical"},
   {12, 30, "'spf' publishes no fact 'lookup'", "did you mean 'lookups'?"},
   {14, 32, "'TXTT' is no type of records", "did you mean 'TXT'?"},
   {15, 25, "nothing is called 'domian' here", "did you mean 'domain'?"},
   {16, 21, "a lookup has no member 'record'", "did you mean 'records'?"},
   {24, 29, "a record of type MX has no member 'exchanger'", "did you mean 'exchange'?"},
   {29, 21, "there is no function 'startswith'", "did you mean 'startsWith'?"},
   {30, 29, "there is no variable 'mots'", "did you mean 'most'?"},
   {35, 33, "there is no int + string", "convert with string(x)"},
   {36, 28, "this '(' is not closed", "a ')' is missing"},
   {41, 28, "'&' has no meaning in an expression", "write && for 'and'"},
   {46,
    21,
    "string and int are never equal",
    "write a number without quotes, or read one from a string with int(x)"},
   {51,
    29,
    "not a regular expression: missing ]: [a-",
    "patterns are RE2's, raw strings are best: r\"^v=spf1\\b\""},
   {52, 5, "a check has no key 'mesage'", "did you mean 'message'?"},
   {57,
    13,
    "'assert' must be true or false, this is int",
    "compare it with something, such as x == 1"},
   {62,
    34,
    "'for_each' must be a list, this is null_type or bool",
    "name a list, such as facts.mx.exchanges"},
   {68,
    20,
    "no plugin 'dmrc' publishes facts",
    "if it is not loaded here: requires: { plugins: [dmrc] }"},
   {69, 58, "the expression ends too early", "a value is missing here"}};

base::diagnostics found()
{
   auto const path = std::string{DNSLINT_SOURCE_DIR} + "/tests/unit/rules/mistakes.yaml";
   auto const made = load_pack(path, available());
   return made ? base::diagnostics{} : made.errors();
}

TEST(mistakes, each_has_its_place_and_what_to_write_instead)
{
   auto const all = found();
   EXPECT_EQ(all.size(), std::size(planted)) << base::to_text(all);
   for (std::size_t i = 0; i != std::min(all.size(), std::size(planted)); ++i) {
      auto const& wanted = planted[i];
      EXPECT_EQ(all[i].where.line, wanted.line) << base::to_text(all[i]);
      EXPECT_EQ(all[i].where.column, wanted.column) << base::to_text(all[i]);
      EXPECT_EQ(all[i].message, wanted.message);
      EXPECT_EQ(all[i].hint, wanted.hint) << all[i].message;
   }
}

}  // namespace
}  // namespace dnslint::rules
