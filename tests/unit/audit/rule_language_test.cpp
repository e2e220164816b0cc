// SPDX-License-Identifier: Apache-2.0
// The examples of docs/rule-language.md.
#include "core/audit/name_facts.hpp"
#include "core/audit/public_suffix.hpp"
#include "core/authoring/rule_test_run.hpp"
#include "core/base/yaml.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/pack.hpp"

#include <gtest/gtest.h>

namespace {

using namespace dnslint;

std::string page()
{
   auto const text = base::yaml::read_file(
      std::string{DNSLINT_SOURCE_DIR} + "/docs/rule-language.md", std::size_t{1} << 20U);
   EXPECT_TRUE(text);
   return text ? *text : std::string{};
}

std::vector<std::string> blocks(std::string const& language)
{
   std::vector<std::string> all;
   auto const text = page();
   auto const opening = "\n```" + language + "\n";
   for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at + 1)) {
      auto const begin = at + opening.size();
      all.push_back(text.substr(begin, text.find("```", begin) - begin));
   }
   return all;
}

// "int 3", "error: integer overflow".
std::string shown(std::string const& source)
{
   static auto const suffixes = audit::public_suffix_list::builtin();
   cel::bindings with;
   with.domain = "example.test";
   with.suffixes = &suffixes;
   auto const compiled = cel::expression::compile(source, {});
   if (!compiled)
      return base::to_text(compiled.errors());
   auto const v = compiled->evaluate(with);
   return v.is(cel::kind::error) ? "error: " + v.error_message()
                                 : std::string{cel::to_text(v.type())} + " " + cel::to_text(v);
}

TEST(rule_language, examples_of_expressions_are_true)
{
   std::size_t count = 0;
   for (auto block : blocks("cel"))
      for (; !block.empty(); block.erase(0, block.find('\n') + 1)) {
         auto const line = block.substr(0, block.find('\n'));
         auto const comment = line.rfind("  // ");
         ASSERT_NE(comment, std::string::npos) << line;
         EXPECT_EQ(shown(line), line.substr(comment + 5)) << line;
         ++count;
      }
   EXPECT_GT(count, 70U);
}

TEST(rule_language, examples_of_packs_pass_their_tests)
{
   auto known = audit::core_facts();
   known["mx"] = {
      {"accepts_mail", {facts::type::boolean, false, ""}},
      {"exchanges", {facts::type::list, false, ""}}};
   auto const packs = blocks("yaml");
   EXPECT_FALSE(packs.empty());
   for (auto const& text : packs) {
      auto const doc = base::yaml::load("rule-language.md", text);
      ASSERT_TRUE(doc) << base::to_text(doc.errors());
      auto const pack = rules::read_pack(*doc, known);
      ASSERT_TRUE(pack) << base::to_text(pack.errors());
      EXPECT_FALSE(pack->tests.empty());
      for (auto const& test : pack->tests)
         EXPECT_EQ(base::to_text(authoring::run_rule_test(*pack, test).problems), "");
   }
}

}  // namespace
