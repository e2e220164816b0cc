// SPDX-License-Identifier: Apache-2.0
#include "core/rules/yaml_expression.hpp"

#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::rules {
namespace {

using testing::StartsWith;

// The whole text of the error of the expression under "assert" of a YAML file.
std::string in_file(std::string const& text)
{
   cel::world const w;
   auto const doc = base::yaml::load("rules.yaml", text);
   if (!doc)
      return base::to_text(doc.errors());
   auto const compiled = compile_scalar(*doc, *doc->root().find("assert"), w.names);
   return compiled ? "compiles" : base::to_text(compiled.errors());
}

TEST(expression_in_file, caret_stands_below_the_wrong_word)
{
   EXPECT_EQ(
      in_file("id: x\nassert: mail.absent || facts.mx.cuont > 1\n"),
      "rules.yaml:2:33: error: 'mx' publishes no fact 'cuont'\n"
      "   assert: mail.absent || facts.mx.cuont > 1\n"
      "                                   ^\n"
      "   did you mean 'count'?\n");
   EXPECT_EQ(
      in_file("assert: \"domain == \\\"x\\\" || domian == 'y'\"\n"),
      "rules.yaml:1:29: error: nothing is called 'domian' here\n"
      "   assert: \"domain == \\\"x\\\" || domian == 'y'\"\n"
      "                               ^\n"
      "   did you mean 'domain'?\n");
   EXPECT_EQ(
      in_file("assert: >-\n  mail.absent ||\n  mail.recrods.size() == 0\n"),
      "rules.yaml:3:8: error: a lookup has no member 'recrods'\n"
      "     mail.recrods.size() == 0\n"
      "          ^\n"
      "   did you mean 'records'?\n");
}

TEST(expression_in_file, comment_that_cuts_it_is_an_error)
{
   EXPECT_EQ(
      in_file("assert: mail.records.size() > 1 # c\n"),
      "rules.yaml:1:32: error: the '#' begins a comment in YAML and is not part of the "
      "expression\n"
      "   assert: mail.records.size() > 1 # c\n"
      "                                  ^\n"
      "   quote the expression: \"mail.records.size() > 1\"\n");
   EXPECT_EQ(in_file("assert: \"mail.absent\" # c\n"), "compiles");
}

TEST(expression_in_file, list_is_no_expression)
{
   EXPECT_THAT(in_file("assert: [a]\n"), StartsWith("rules.yaml:1:9: error: this must be an expr"));
}

}  // namespace
}  // namespace dnslint::rules
