// SPDX-License-Identifier: Apache-2.0
// What holds for every expression, tried on many that are made at random.
#include "core/cel/json_value.hpp"
#include "tests/unit/cel/world.hpp"

#include <random>

namespace dnslint::cel {
namespace {

// Expressions of names, literals, operators, macros and functions. Not all of them compile.
class expression_maker {
public:
   explicit expression_maker(unsigned seed)
   : random_{seed}
   {}

   std::string make(int depth)
   {
      if (depth == 0 || below(6) == 0)
         return leaf();
      switch (below(12)) {
         case 0:
         case 1:
            return "(" + make(depth - 1) + pick(arithmetic_signs) + make(depth - 1) + ")";
         case 2:
         case 3:
            return "(" + make(depth - 1) + pick(relations) + make(depth - 1) + ")";
         case 4:
            return "(" + make(depth - 1) + " && " + make(depth - 1) + ")";
         case 5:
            return "(" + make(depth - 1) + " || " + make(depth - 1) + ")";
         case 6:
            return "(" + make(depth - 1) + " ? " + make(depth - 1) + " : " + make(depth - 1) + ")";
         case 7:
            return "[" + make(depth - 1) + ", " + make(depth - 1) + "]" + pick(of_lists);
         case 8:
            return pick(functions) + make(depth - 1) + ")";
         case 9:
            return "{'a': " + make(depth - 1) + ", 'b': " + make(depth - 1) + "}" + pick(of_maps);
         case 10:
            return "[" + make(depth - 1) + "].map(x, " + make(depth - 1) + ")";
         default:
            return pick(signs) + make(depth - 1);
      }
   }

private:
   using words = std::vector<std::string>;

   std::size_t below(std::size_t count)
   {
      return std::uniform_int_distribution<std::size_t>{0, count - 1}(random_);
   }
   std::string const& pick(words const& from) { return from[below(from.size())]; }
   std::string const& leaf() { return pick(leaves); }

   words const leaves{
      "0",
      "1",
      "-7",
      "9223372036854775807",
      "2u",
      "0u",
      "1.5",
      "-0.0",
      "1e300",
      "true",
      "false",
      "null",
      "''",
      "'a'",
      "'ab c'",
      "b'a'",
      "domain",
      "facts.mx.accepts_mail",
      "facts.mx.broken",
      "facts.mx.count",
      "facts.mx.names",
      "mail.records",
      "duration('1h')",
      "timestamp('2026-01-31T00:00:00Z')",
      "optional.none()",
      "dyn(1)",
      "dyn('x')",
      "[]",
      "{}",
      "ip('192.0.2.1')"};
   words const arithmetic_signs{" + ", " - ", " * ", " / ", " % "};
   words const relations{" == ", " != ", " < ", " <= ", " > ", " >= ", " in "};
   words const of_lists{
      "", "[0]", "[1]", "[2]", ".size()", ".all(x, x == 1)", ".exists(x, x != 1)"};
   words const of_maps{"", ".a", "['b']", ".c", ".?a", ".size()"};
   words const functions{
      "size(",
      "string(",
      "int(",
      "double(",
      "type(",
      "!(",
      "-(",
      "dyn(",
      "optional.of(",
      "is_unknown("};
   words const signs{"!", "-"};
   std::mt19937 random_;
};

class random_expressions : public testing::TestWithParam<unsigned> {
protected:
   static constexpr int tries = 2000;

   // Calls `check` with each expression that compiles, and its value.
   template <class Check>
   void for_each(Check const& check)
   {
      world const w;
      expression_maker maker{GetParam()};
      auto compiled = 0;
      for (auto i = 0; i != tries; ++i) {
         auto const source = maker.make(3);
         auto const e = expression::compile(source, w.names);
         if (!e)
            continue;
         ++compiled;
         check(w, *e, e->evaluate(w.with));
      }
      EXPECT_GT(compiled, tries / 10) << "else nothing is tried";
   }

   static std::string typed(value const& v) { return to_typed_json(v).value_or("too large"); }
};

TEST_P(random_expressions, have_values_of_the_types_that_are_known_before)
{
   for_each([](world const&, expression const& e, value const& v) {
      EXPECT_TRUE(v.is_abnormal() || has(e.type().may_be, v.type()))
         << e.source() << " is " << to_text(v.type()) << ", not " << e.result_type();
   });
}

TEST_P(random_expressions, have_the_same_value_each_time)
{
   for_each([](world const& w, expression const& e, value const& v) {
      EXPECT_EQ(typed(e.evaluate(w.with)), typed(v)) << e.source();
   });
}

TEST_P(random_expressions, have_the_same_value_where_types_are_not_checked)
{
   world unchecked;
   unchecked.names.is_checked = false;
   for_each([&](world const& w, expression const& e, value const& v) {
      auto const again = expression::compile(e.source(), unchecked.names);
      ASSERT_TRUE(again) << e.source();
      EXPECT_EQ(typed(again->evaluate(w.with)), typed(v)) << e.source();
   });
}

TEST_P(random_expressions, have_the_same_value_in_brackets)
{
   for_each([](world const& w, expression const& e, value const& v) {
      auto const again = expression::compile("(" + e.source() + ")", w.names);
      ASSERT_TRUE(again) << e.source();
      EXPECT_EQ(again->evaluate(w.with).type(), v.type()) << e.source();
   });
}

// The laws of De Morgan, also where a side is unknown or an error.
TEST_P(random_expressions, obey_logic)
{
   world const w;
   expression_maker maker{GetParam()};
   auto compiled = 0;
   for (auto i = 0; i != tries; ++i) {
      auto const a = "dyn(" + maker.make(2) + ")";
      auto const b = "dyn(" + maker.make(2) + ")";
      auto const left = expression::compile("!(" + a + " && " + b + ")", w.names);
      auto const right = expression::compile("(!" + a + " || !" + b + ")", w.names);
      if (!left || !right)
         continue;
      ++compiled;
      EXPECT_EQ(left->evaluate(w.with).type(), right->evaluate(w.with).type()) << a << " " << b;
      if (left->evaluate(w.with).is(kind::boolean)) {
         EXPECT_EQ(left->evaluate(w.with).is_true(), right->evaluate(w.with).is_true())
            << a << " " << b;
      }
   }
   EXPECT_GT(compiled, tries / 20) << "else nothing is tried";
}

// Whatever follows the last token is an error, and nothing that is cut off crashes.
TEST_P(random_expressions, that_are_cut_compile_or_say_where_they_are_wrong)
{
   world const w;
   expression_maker maker{GetParam()};
   for (auto i = 0; i != 50; ++i) {
      auto const source = maker.make(2);
      for (std::size_t size = 0; size != source.size(); ++size) {
         auto const e = expression::compile(source.substr(0, size), w.names);
         if (e)
            e->evaluate(w.with);
         EXPECT_TRUE(e || e.errors().front().where.column >= 1U) << source.substr(0, size);
      }
   }
}

INSTANTIATE_TEST_SUITE_P(seeds, random_expressions, testing::Range(1U, 5U));

}  // namespace
}  // namespace dnslint::cel
