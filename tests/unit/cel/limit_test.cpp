// SPDX-License-Identifier: Apache-2.0
// What bounds an expression: its size and depth when it is compiled, its steps when it is
// evaluated.
#include "core/cel/budget.hpp"
#include "core/cel/json_value.hpp"
#include "core/cel/parser.hpp"
#include "core/cel/program_memory.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>

namespace dnslint::cel {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr auto too_many_steps = "error: the expression costs more than 1000000 steps";

std::string text_times(std::string_view text, std::size_t times)
{
   std::string all;
   for (std::size_t i = 0; i != times; ++i)
      all += text;
   return all;
}

std::string error_of(std::string const& source)
{
   world const w;
   auto const compiled = expression::compile(source, w.names);
   return compiled ? "compiles" : compiled.errors()[0].message;
}

TEST(limit, a_source_has_16_kib)
{
   EXPECT_EQ(error_of("'" + std::string(longest_source - 2, 'x') + "'"), "compiles");
   EXPECT_EQ(
      error_of("'" + std::string(longest_source - 1, 'x') + "'"),
      "the expression is longer than 16384 bytes");
}

// The definition asks for 32 levels and 32 repetitions at least.
TEST(limit, what_the_definition_requires_compiles)
{
   EXPECT_EQ(error_of(text_times("(", 32) + "1" + text_times(")", 32)), "compiles");
   EXPECT_EQ(error_of(text_times("[", 32) + text_times("]", 32)), "compiles");
   EXPECT_EQ(error_of("true" + text_times(" || true", 32)), "compiles");
   EXPECT_EQ(error_of("true" + text_times(" && true", 32)), "compiles");
   EXPECT_EQ(error_of("1" + text_times(" + 1", 32)), "compiles");
   EXPECT_EQ(error_of("1" + text_times(" * 1", 32)), "compiles");
   EXPECT_EQ(error_of("dyn(1)" + text_times(".a", 32)), "compiles");
   EXPECT_EQ(error_of("dyn(1)" + text_times("[0]", 32)), "compiles");
   EXPECT_EQ(error_of("true" + text_times(" == true", 32)), "compiles");
   EXPECT_EQ(error_of(text_times("!", 32) + "true"), "compiles");
   EXPECT_EQ(error_of(text_times("-", 32) + "dyn(1)"), "compiles");
   EXPECT_EQ(error_of("math.greatest(1" + text_times(", 1", 31) + ")"), "compiles");
   EXPECT_EQ(error_of("[1" + text_times(", 1", 31) + "]"), "compiles");
}

TEST(limit, what_is_nested_too_deep_is_refused)
{
   for (auto const* const pair : {"()", "[]"}) {
      auto const open = std::string(1, pair[0]);
      auto const close = std::string(1, pair[1]);
      EXPECT_THAT(
         error_of(text_times(open, 5000) + "1" + text_times(close, 5000)),
         HasSubstr("nested more than"));
      EXPECT_THAT(error_of(text_times(open, 5000)), HasSubstr("nested more than"));
   }
   EXPECT_THAT(error_of(text_times("-", 5000) + "dyn(1)"), HasSubstr("nested more than"));
   EXPECT_THAT(error_of(text_times("!", 5000) + "true"), HasSubstr("nested more than"));
   EXPECT_THAT(error_of(text_times("{1:", 3000)), HasSubstr("nested more than"));
   EXPECT_THAT(error_of("dyn(1)" + text_times(".a", 5000)), HasSubstr("nested more than"));
   EXPECT_THAT(error_of("1" + text_times("+1", 5000)), HasSubstr("nested more than"));
   EXPECT_THAT(error_of("1" + text_times("?1:1", 3000)), HasSubstr("nested more than"));
   EXPECT_THAT(error_of(text_times("size(", 3000)), HasSubstr("nested more than"));
}

// A long chain of && or || is no deep tree.
TEST(limit, long_chains_of_logic_compile)
{
   EXPECT_EQ(error_of("true" + text_times("||true", 2000)), "compiles");
   EXPECT_EQ(error_of("true" + text_times("&&true", 2000)), "compiles");
}

TEST(limit, twenty_errors_are_told_at_most)
{
   world const w;
   auto const compiled = expression::compile("nothing" + text_times(" + nothing", 30), w.names);
   ASSERT_FALSE(compiled);
   EXPECT_EQ(compiled.errors().size(), 20U);
}

TEST(limit, what_is_not_utf_8_is_refused_at_its_place)
{
   world const w;
   auto const compiled = expression::compile("'ab\xff'", w.names);
   ASSERT_FALSE(compiled);
   EXPECT_EQ(compiled.errors()[0].message, "this is not UTF-8");
   EXPECT_EQ(compiled.errors()[0].where.column, 4U);
}

// Each of these would take hours, or gigabytes.
TEST(limit, evaluation_ends_after_so_many_steps)
{
   world w;
   w.tree["mx"]["name"] = std::string(100'000, 'a');
   constexpr auto big = "lists.range(1000)";
   auto const nested = [](std::string_view inner) {
      return std::string{big} + ".all(a, " + big + ".all(b, " + big + ".all(c, " +
             std::string{inner} + ")))";
   };
   for (auto const& source :
        {nested("a + b + c >= 0"),
         std::string{"lists.range(1000000000).size()"},
         std::string{"lists.range(1000).map(a, lists.range(1000).map(b, b)).size()"},
         "cel.bind(a, 'xxxxxxxxxx', " + text_times("cel.bind(a, a + a, ", 30) + "a" +
            text_times(")", 31),
         "cel.bind(a, [1, 2], " + text_times("cel.bind(a, a + a, ", 30) + "a" + text_times(")", 31),
         "cel.bind(a, [1, 2], " + text_times("cel.bind(a, [a, a], ", 30) + "a == a" +
            text_times(")", 31),
         "cel.bind(a, ['x', 'x'], " + text_times("cel.bind(a, [a, a], ", 30) +
            "'%s'.format([a]) == ''" + text_times(")", 31),
         "cel.bind(a, [1, 2], " + text_times("cel.bind(a, [a, a], ", 30) + "a.flatten(64).size()" +
            text_times(")", 31),
         std::string{"facts.mx.name.replace('', 'xxxxxxxxxxxxxxxxxxxx').size()"},
         std::string{"facts.mx.name.contains(facts.mx.name + 'b')"},
         std::string{"facts.mx.name.indexOf(facts.mx.name)"},
         std::string{"facts.mx.name.lastIndexOf(facts.mx.name)"},
         std::string{"facts.mx.name.split('').map(c, facts.mx.name).size()"},
         std::string{"lists.range(100).map(i, facts.mx.name.lowerAscii()).size()"},
         std::string{"lists.range(100).map(i, facts.mx.name.reverse()).size()"},
         std::string{"lists.range(100).map(i, facts.mx.name + 'b').size()"},
         std::string{"lists.range(100).map(i, bytes(facts.mx.name)).size()"},
         std::string{"lists.range(100).map(i, base64.encode(bytes(facts.mx.name))).size()"},
         std::string{"lists.range(100).map(i, facts.mx.name.substring(1)).size()"},
         std::string{"lists.range(100).map(i, facts.mx.name == facts.mx.name).size()"},
         std::string{"lists.range(100).map(i, '%x'.format([facts.mx.name])).size()"},
         std::string{"lists.range(100).map(i, facts.mx.name.matches('b$')).size()"},
         std::string{"lists.range(3000).distinct().size()"},
         std::string{"cel.bind(a, lists.range(3000), sets.contains(a, a))"},
         std::string{"cel.bind(a, lists.range(3000), sets.intersects(a, a.map(x, x + 5000)))"},
         std::string{"cel.bind(a, lists.range(3000), a.all(x, x in a))"}}) {
      auto const compiled = expression::compile(source, w.names);
      ASSERT_TRUE(compiled) << source << ": " << compiled.errors()[0].message;
      EXPECT_THAT(shown(compiled->evaluate(w.with)), StartsWith("error: ")) << source;
   }
}

// A function that touches a long text or makes many elements spends steps for them.
TEST(limit, each_function_spends_steps_for_what_it_touches)
{
   world w;
   facts::list numbers;
   for (int i = 0; i != 20'000; ++i)
      numbers.emplace_back(i);
   w.tree["mx"]["name"] = std::string(100'000, 'a');
   w.tree["mx"]["exchanges"] = numbers;
   for (auto const* const once :
        {"facts.mx.name.trim()",
         "facts.mx.name.upperAscii()",
         "facts.mx.name.charAt(5)",
         "facts.mx.name.size()",
         "facts.mx.name.split('b')",
         "facts.mx.name.replace('a', 'b', 1)",
         "facts.mx.name.startsWith(facts.mx.name)",
         "facts.mx.name.endsWith(facts.mx.name)",
         "facts.mx.name.contains('b')",
         "facts.mx.name < 'b'",
         "facts.mx.name + 'b' != facts.mx.name + 'c'",
         "strings.quote(facts.mx.name)",
         "base64.decode(facts.mx.name)",
         "tags(facts.mx.name)",
         "[facts.mx.name].join()",
         "'%s'.format([facts.mx.name])",
         "'%X'.format([bytes(facts.mx.name)])",
         "facts.mx.exchanges.reverse()",
         "facts.mx.exchanges.sort()",
         "facts.mx.exchanges.slice(0, 20000)",
         "facts.mx.exchanges.flatten()",
         "facts.mx.exchanges + [1]",
         "facts.mx.exchanges.map(x, 1)",
         "facts.mx.exchanges.filter(x, false)",
         "facts.mx.exchanges.transformList(i, x, i)",
         "facts.mx.exchanges.sortBy(x, -x)",
         "facts.mx.exchanges.exists(x, x < 0)",
         "math.greatest(facts.mx.exchanges)",
         "-1 in facts.mx.exchanges",
         "facts.mx.exchanges == facts.mx.exchanges.slice(0, 20000)"}) {
      auto const again = std::string{"lists.range(100).map(i, "} + once + ").size()";
      EXPECT_NE(evaluated(once, w.names, w.with), too_many_steps) << once;
      EXPECT_EQ(evaluated(again, w.names, w.with), too_many_steps) << once;
   }
}

TEST(limit, names_and_addresses_spend_more_steps_than_they_have_bytes)
{
   world const w;
   for (auto const* const once :
        {"'bücher.example'.labels()",
         "'xn--bcher-kva.example'.unicode()",
         "is_global('192.0.2.1')",
         "now.getHours('Europe/Berlin')"}) {
      auto const times = [once](std::string_view count) {
         return "lists.range(" + std::string{count} + ").map(i, " + once + ").size()";
      };
      EXPECT_EQ(evaluated(times("100"), w.names, w.with), "int 100") << once;
      EXPECT_EQ(evaluated(times("20000"), w.names, w.with), too_many_steps) << once;
   }
}

TEST(limit, used_up_steps_are_an_error_that_nothing_hides)
{
   world const w;
   auto const costly = std::string{"lists.range(1000000000).size() == 0"};
   for (auto const& source :
        {costly,
         costly + " || true",
         "true || " + costly + " && false",
         "!(" + costly + ")",
         "is_unknown(" + costly + ")",
         "[" + costly + "].size()",
         "optional.none().orValue(" + costly + ")"}) {
      auto const v = evaluated(source, w.names, w.with);
      if (source.starts_with("true ||"))
         EXPECT_EQ(v, "bool true");
      else
         EXPECT_EQ(v, too_many_steps) << source;
   }
}

TEST(limit, each_evaluation_has_its_own_steps)
{
   world const w;
   auto const compiled = expression::compile("lists.range(200000).size()", w.names);
   ASSERT_TRUE(compiled);
   for (int i = 0; i != 5; ++i)
      EXPECT_EQ(shown(compiled->evaluate(w.with)), "int 200000");
}

TEST(budget, once_used_up_stays_so)
{
   budget b;
   EXPECT_TRUE(b.spend(budget::steps - 1));
   EXPECT_FALSE(b.used_up());
   EXPECT_FALSE(b.spend(1));
   EXPECT_TRUE(b.used_up());
   EXPECT_FALSE(b.spend(0));
   budget other;
   EXPECT_FALSE(other.spend(~std::size_t{0}));
   EXPECT_TRUE(other.used_up());
}

TEST(program_memory, is_taken_until_it_is_used_up)
{
   program_memory m;
   EXPECT_TRUE(m.take(program_memory::most_bytes - 10));
   EXPECT_FALSE(m.take(11));
   EXPECT_TRUE(m.take(10));
   EXPECT_FALSE(m.take(1));
   EXPECT_TRUE(m.take(0));
}

TEST(program_memory, bounds_all_expressions_of_a_scope)
{
   world w;
   program_memory m;
   w.names.memory = &m;
   auto const long_list = "[1" + text_times(", 1", 4000) + "]";
   std::size_t compiled = 0;
   while (compiled != 1000 && expression::compile(long_list, w.names))
      ++compiled;
   EXPECT_GT(compiled, 5U);
   EXPECT_LT(compiled, 100U);
   auto const refused = expression::compile(long_list, w.names);
   ASSERT_FALSE(refused);
   EXPECT_EQ(refused.errors()[0].message, "the expressions of this file are too large together");
}

TEST(program_memory, keeps_equal_patterns_once)
{
   world w;
   program_memory m;
   w.names.memory = &m;
   auto const with_pattern = [&w](std::string const& pattern) {
      return bool{expression::compile("'x'.matches('" + pattern + "')", w.names)};
   };
   for (int i = 0; i != 2000; ++i)
      ASSERT_TRUE(with_pattern("a{1,100}")) << i;
   int different = 0;
   while (different != 2000 && with_pattern("b{1,100}" + std::to_string(different)))
      ++different;
   EXPECT_LT(different, 2000);
}

TEST(json, of_a_value_that_is_too_large_is_none)
{
   world w;
   w.tree["mx"]["name"] = std::string(most_json_bytes / 8, 'x');
   auto const typed = [&w](std::string const& source) {
      auto const compiled = expression::compile(source, w.names);
      EXPECT_TRUE(compiled) << source;
      return to_typed_json(compiled->evaluate(w.with));
   };
   EXPECT_EQ(typed("lists.range(9).map(i, facts.mx.name)"), std::nullopt);
   EXPECT_EQ(typed("lists.range(9).transformMap(i, x, facts.mx.name)"), std::nullopt);
   EXPECT_TRUE(typed("lists.range(2).map(i, facts.mx.name)"));
}

TEST(to_text, of_a_value_is_cut)
{
   world const w;
   auto const compiled = expression::compile("lists.range(10000)", w.names);
   ASSERT_TRUE(compiled);
   auto const v = compiled->evaluate(w.with);
   auto const text = to_text(v, 20);
   EXPECT_EQ(text, "[0, 1, 2, 3, 4, 5, 6...");
   EXPECT_LT(to_text(v).size(), 1010U);
   EXPECT_EQ(to_text(value::string("üüü"), 3), "üü...");
}

TEST(detached, bounds_what_it_copies)
{
   world const w;
   auto const source =
      "cel.bind(a, [1, 2], " + text_times("cel.bind(a, [a, a], ", 20) + "a" + text_times(")", 21);
   auto const compiled = expression::compile(source, w.names);
   ASSERT_TRUE(compiled);
   EXPECT_EQ(shown(detached(compiled->evaluate(w.with))), "error: the subjects are too large");
}

TEST(detached, owns_its_texts_and_holds_no_answer)
{
   world const w;
   value kept;
   {
      auto const compiled = expression::compile(
         "[domain + '!', {'a': [b'x', optional.of('y')]}, 1, facts.mx.exchanges]", w.names);
      ASSERT_TRUE(compiled);
      kept = detached(compiled->evaluate(w.with));
   }
   EXPECT_EQ(
      shown(kept),
      "list [\"example.test!\", {\"a\": [b\"x\", optional.of(\"y\")]}, 1, [\"a.example\", "
      "\"b.example\"]]");
   auto const compiled = expression::compile("mail", w.names);
   EXPECT_EQ(shown(detached(compiled->evaluate(w.with))), "error: an answer cannot be a subject");
}

}  // namespace
}  // namespace dnslint::cel
