// SPDX-License-Identifier: Apache-2.0
// What names an expression may use, and what becomes of those without a value.
#include "core/cel/scope.hpp"

#include "core/cel/static_type.hpp"
#include "tests/unit/cel/world.hpp"

#include <gmock/gmock.h>
#include <thread>

namespace dnslint::cel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string refused_as(std::string_view source, scope const& names)
{
   auto const compiled = expression::compile(source, names);
   if (compiled)
      return "compiles";
   auto const& d = compiled.errors()[0];
   return d.message + (d.hint.empty() ? "" : " | " + d.hint);
}

TEST(scope_names, that_mean_something_elsewhere_say_where)
{
   scope names;
   names.out_of_reach = {{"each", "only a rule with for_each has it"}};
   EXPECT_EQ(
      refused_as("each == 'a'", names),
      "'each' cannot be used here | only a rule with for_each has it");
   EXPECT_EQ(refused_as("[1].all(each, each > 0)", names), "compiles")
      << "a macro's variable may have the name";
   EXPECT_EQ(
      refused_as("[1].all(each, .each > 0)", names),
      "'each' cannot be used here | only a rule with for_each has it");
}

TEST(scope_names, out_of_reach_count_where_types_are_not_checked_too)
{
   scope names;
   names.is_checked = false;
   names.out_of_reach = {{"each", "only a rule with for_each has it"}};
   EXPECT_EQ(
      evaluated("each", names, {}),
      "error: 'each' cannot be used here: only a rule with for_each has it");
   EXPECT_EQ(evaluated("true || each == 1", names, {}), "bool true");
}

TEST(given_values, have_names_of_one_word_or_several)
{
   scope names;
   names.given = {
      {"each", only(one(kind::string))},
      {"a.b", only(one(kind::integer))},
      {"a.b.c", only(one(kind::integer))}};
   bindings with;
   with.given.emplace("each", value::string("x"));
   with.given.emplace("a.b", value{std::int64_t{2}});
   with.given.emplace("a.b.c", value{std::int64_t{3}});
   EXPECT_EQ(evaluated("each + '!'", names, with), "string x!");
   EXPECT_EQ(evaluated("a.b + 1", names, with), "int 3");
   EXPECT_EQ(evaluated("a.b.c", names, with), "int 3") << "the longest name counts";
   EXPECT_EQ(
      refused_as("a", names),
      "nothing is called 'a' here | allowed: a.b, a.b.c, each, domain, now, facts, vars");
}

// CEL's definition, "Name Resolution": parentheses choose the selection instead of the longer name.
TEST(given_values, are_selected_from_in_parentheses)
{
   scope names;
   names.given = {{"a", static_type{}}, {"a.b", only(one(kind::integer))}};
   bindings with;
   with.given.emplace("a.b", value{std::int64_t{1}});
   map_value::entries entries;
   entries.emplace_back(value::string("b"), value{std::int64_t{2}});
   with.given.emplace("a", value{map_value{std::move(entries)}});
   EXPECT_EQ(evaluated("a.b", names, with), "int 1");
   EXPECT_EQ(evaluated("a['b']", names, with), "int 2");
}

TEST(given_values, give_way_to_a_variable_of_a_macro)
{
   scope names;
   names.given = {{"x", only(one(kind::string))}, {"x.y", only(one(kind::string))}};
   bindings with;
   with.given.emplace("x", value::string("given"));
   with.given.emplace("x.y", value::string("given"));
   EXPECT_EQ(evaluated("[1].map(x, x)", names, with), "list [1]");
   EXPECT_EQ(evaluated("[1].map(x, .x)", names, with), "list [\"given\"]");
   EXPECT_EQ(evaluated("[{'y': 1}].map(x, x.y)", names, with), "list [1]");
}

TEST(given_values, without_a_value_are_an_error)
{
   scope names;
   names.given = {{"each", only(one(kind::string))}};
   EXPECT_EQ(evaluated("each", names, {}), "error: each has no value");
   EXPECT_EQ(evaluated("false && each == 'x'", names, {}), "bool false");
}

TEST(variables, have_the_elements_that_they_declare)
{
   scope names;
   names.variables = {{"hosts", facts::type::list}, {"ports", facts::type::map}};
   EXPECT_EQ(refused_as("vars.hosts.all(h, h > 1)", names), "compiles")
      << "the elements may be anything";
   names.variable_elements = {{"hosts", facts::type::string}, {"ports", facts::type::integer}};
   EXPECT_EQ(refused_as("vars.hosts.exists(h, h == 'a')", names), "compiles");
   EXPECT_NE(refused_as("vars.hosts[0] + [1]", names), "compiles");
   EXPECT_NE(refused_as("vars.ports.a + 'x'", names), "compiles");
   EXPECT_EQ(refused_as("vars.ports.a + 1", names), "compiles");
}

// Nothing is known of a fact that nobody published; a variable always has a value in a pack.
TEST(names_without_a_value, are_unknown_or_an_error)
{
   world const w;
   bindings const nothing;
   EXPECT_EQ(
      evaluated("facts.mx.count", w.names, nothing),
      "unknown: internal: not-published (facts.mx.count)");
   EXPECT_EQ(
      evaluated("facts.spf.present", w.names, w.with),
      "unknown: internal: not-published (facts.spf.present)");
   EXPECT_EQ(
      evaluated("facts.mx.later", w.names, w.with),
      "unknown: internal: not-published (facts.mx.later)");
   EXPECT_EQ(
      evaluated("facts.dane.any_name", w.names, w.with),
      "unknown: withheld: plugin-not-loaded (plugin dane is not loaded)");
   EXPECT_EQ(evaluated("mail", w.names, nothing), "unknown: internal: not-asked (lookup mail)");
   EXPECT_EQ(evaluated("vars.limit", w.names, nothing), "error: variable limit has no value");
   EXPECT_EQ(evaluated("domain", w.names, nothing), "string ");
   EXPECT_EQ(evaluated("now", w.names, nothing), "google.protobuf.Timestamp 1970-01-01T00:00:00Z");
}

TEST(names_without_a_value, of_an_answer_that_gives_no_cause_have_one)
{
   world w;
   w.with.lookups["later"] = {"later.example.test", "unknown", nullptr, "", false, {}, {}};
   EXPECT_THAT(
      evaluated("later.records", w.names, w.with),
      testing::HasSubstr("no answer for later.example.test"));
   EXPECT_EQ(evaluated("later.cause", w.names, w.with), "string ");
   EXPECT_EQ(evaluated("is_unknown(later)", w.names, w.with), "bool true");
}

TEST(used_names, are_collected_wherever_they_stand)
{
   world const w;
   auto const e = expression::compile(
      "mail.records.all(r, r.preference > vars.limit) ? facts.mx.count == 1 || gone.absent "
      ": has(facts.mx.hosts.a) && [facts.spf.present].size() == 1 && facts.dane.x != now",
      w.names);
   ASSERT_TRUE(e);
   EXPECT_THAT(e->facts_used(), ElementsAre("dane.x", "mx.count", "mx.hosts", "spf.present"));
   EXPECT_THAT(e->lookups_used(), ElementsAre("gone", "mail"));
   EXPECT_THAT(e->variables_used(), ElementsAre("limit"));
   EXPECT_THAT(e->given_used(), IsEmpty());
}

TEST(used_names, are_none_where_a_macro_hides_them)
{
   world const w;
   auto const e = expression::compile("['a'].all(mail, mail == 'a')", w.names);
   ASSERT_TRUE(e);
   EXPECT_THAT(e->lookups_used(), IsEmpty());
   auto const rooted = expression::compile("['a'].all(mail, .mail.absent)", w.names);
   ASSERT_TRUE(rooted);
   EXPECT_THAT(rooted->lookups_used(), ElementsAre("mail"));
}

TEST(used_names, tell_given_values_by_their_full_names)
{
   scope names;
   names.given = {{"a.b", static_type{}}, {"each", static_type{}}};
   auto const e = expression::compile("a.b == each || a.b == 1", names);
   ASSERT_TRUE(e);
   EXPECT_THAT(e->given_used(), ElementsAre("a.b", "each"));
}

// An expression is immutable, so that tests of rules may evaluate it on several threads.
TEST(compiled_expression, may_be_evaluated_by_several_threads)
{
   world const w;
   auto const e = expression::compile(
      "mail.records.map(r, r.exchange.upperAscii()).join() + string(facts.mx.count) + "
      "string('a1'.matches('[0-9]'))",
      w.names);
   ASSERT_TRUE(e);
   std::vector<std::string> results(4);
   {
      std::vector<std::jthread> all;
      for (auto& result : results)
         all.emplace_back([&] {
            for (int i = 0; i != 200; ++i)
               result = shown(e->evaluate(w.with));
         });
   }
   for (auto const& result : results)
      EXPECT_EQ(result, "string A.EXAMPLEB.EXAMPLE2true");
}

TEST(compiled_expression, outlives_its_source_and_its_scope)
{
   auto const e = [] {
      world const w;
      std::string const source = "'a' + 'b' + string(facts.mx.count)";
      auto compiled = expression::compile(source, w.names);
      EXPECT_TRUE(compiled);
      return *std::move(compiled);
   }();
   world const w;
   EXPECT_EQ(e.source(), "'a' + 'b' + string(facts.mx.count)");
   EXPECT_EQ(shown(e.evaluate(w.with)), "string ab2");
}

// A rule's text may stand in a YAML file, whose places differ from those in the expression.
TEST(compiled_expression, has_the_places_of_the_file_that_it_stands_in)
{
   auto const place = [](std::size_t offset) {
      base::location where;
      where.file = "pack.yaml";
      where.line = 40;
      where.column = static_cast<std::uint32_t>(100 + offset);
      return where;
   };
   auto const e = expression::compile("1 + nonesuch + 'a' - 2", {}, place);
   ASSERT_FALSE(e);
   ASSERT_FALSE(e.errors().empty());
   EXPECT_EQ(e.errors()[0].where.file, "pack.yaml");
   EXPECT_EQ(e.errors()[0].where.line, 40U);
   EXPECT_EQ(e.errors()[0].where.column, 104U);
}

struct place_row {
   char const* source;
   std::uint32_t offset;
   std::uint32_t line;
   std::uint32_t column;
   char const* text;
};

TEST(compiled_expression, tells_places_in_lines_and_characters)
{
   constexpr auto source = "'ü' == 'ü' &&\n  // é\n  true";
   auto const e = expression::compile(source, {});
   ASSERT_TRUE(e);
   for (auto const& row :
        {place_row{source, 0, 1, 1, "'ü' == 'ü' &&"},
         place_row{source, 4, 1, 4, "'ü' == 'ü' &&"},
         place_row{source, 16, 2, 1, "  // é"},
         place_row{source, 26, 3, 3, "  true"},
         place_row{source, 1000, 3, 7, "  true"}}) {
      auto const where = e->locate(row.offset);
      EXPECT_EQ(where.line, row.line) << row.offset;
      EXPECT_EQ(where.column, row.column) << row.offset;
      EXPECT_EQ(where.line_text, row.text) << row.offset;
   }
}

TEST(compiled_expression, shows_no_line_that_is_too_long_to_read)
{
   std::string const source = "'" + std::string(1000, 'x') + "' + nonesuch";
   auto const e = expression::compile(source, {});
   ASSERT_FALSE(e);
   EXPECT_EQ(e.errors()[0].where.column, 1006U);
   EXPECT_EQ(e.errors()[0].where.line_text, "");
}

}  // namespace
}  // namespace dnslint::cel
