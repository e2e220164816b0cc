// SPDX-License-Identifier: Apache-2.0
#include "core/cel/comparison.hpp"

#include "core/cel/arithmetic.hpp"
#include "core/cel/budget.hpp"
#include "core/cel/leftovers.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace {

using namespace dnslint;
using cel::kind;
using cel::value;

constexpr auto least_int = std::numeric_limits<std::int64_t>::min();
constexpr auto most_int = std::numeric_limits<std::int64_t>::max();
constexpr auto most_uint = std::numeric_limits<std::uint64_t>::max();
constexpr auto infinite = std::numeric_limits<double>::infinity();

value integer_of(std::int64_t n)
{
   return value{n};
}
value uint_of(std::uint64_t n)
{
   return value{n};
}
value list_with(std::vector<value> elements)
{
   return value{cel::list_value{std::move(elements)}};
}
value map_with(std::vector<std::pair<value, value>> entries)
{
   return value{cel::map_value{std::move(entries)}};
}
value not_known()
{
   return value::unknown(base::transient("timeout"));
}

std::string equality_text(value const& a, value const& b)
{
   cel::budget cost;
   auto const v = equals(a, b, cost);
   if (v.is(kind::error))
      return "error";
   return v.is(kind::unknown) ? "unknown" : v.is_true() ? "true" : "false";
}

// Numbers in ascending order; those in one row are equal.
std::vector<std::vector<value>> ascending_numbers()
{
   constexpr double two_to_53 = 9007199254740992.0;
   constexpr double two_to_63 = 9223372036854775808.0;
   return {
      {value{-infinite}},
      {value{-two_to_63 * 2}},
      {integer_of(least_int), value{-two_to_63}},
      {integer_of(least_int + 1)},
      {value{-1.5}},
      {integer_of(-1), value{-1.0}},
      {value{-0.5}},
      {integer_of(0), uint_of(0), value{0.0}, value{-0.0}},
      {value{5e-324}},
      {integer_of(1), uint_of(1), value{1.0}},
      {value{1.5}},
      {integer_of(9007199254740992), uint_of(9007199254740992), value{two_to_53}},
      {integer_of(9007199254740993), uint_of(9007199254740993)},
      {integer_of(most_int), uint_of(static_cast<std::uint64_t>(most_int))},
      {uint_of(std::uint64_t{1} << 63U), value{two_to_63}},
      {uint_of(most_uint)},
      {value{two_to_63 * 2}},
      {value{infinite}}};
}

TEST(comparison, orders_numbers_by_their_value_whatever_their_types)
{
   auto const rows = ascending_numbers();
   for (std::size_t i = 0; i != rows.size(); ++i)
      for (std::size_t k = 0; k != rows.size(); ++k)
         for (auto const& a : rows[i])
            for (auto const& b : rows[k]) {
               auto const o = cel::order(a, b);
               ASSERT_TRUE(o);
               EXPECT_EQ(std::is_lt(*o), i < k) << to_text(a) << " and " << to_text(b);
               EXPECT_EQ(std::is_gt(*o), i > k) << to_text(a) << " and " << to_text(b);
               EXPECT_EQ(equality_text(a, b), i == k ? "true" : "false")
                  << to_text(a) << " and " << to_text(b);
               EXPECT_EQ(cel::same_key(a, b), i == k);
            }
}

TEST(comparison, of_nan_is_never_true)
{
   value const nan{std::nan("")};
   for (auto const& row : ascending_numbers())
      for (auto const& other : row) {
         EXPECT_EQ(*cel::order(nan, other), std::partial_ordering::unordered);
         EXPECT_EQ(*cel::order(other, nan), std::partial_ordering::unordered);
         EXPECT_EQ(equality_text(nan, other), "false");
      }
   EXPECT_EQ(equality_text(nan, nan), "false");
}

TEST(comparison, of_other_types_has_no_order)
{
   EXPECT_EQ(cel::order(value::string("1"), integer_of(1)), std::nullopt);
   EXPECT_EQ(cel::order(value{}, value{}), std::nullopt);
   EXPECT_EQ(cel::order(list_with({}), list_with({})), std::nullopt);
   EXPECT_EQ(cel::order(value::string("a"), value::bytes("a")), std::nullopt);
   EXPECT_TRUE(std::is_lt(*cel::order(value{false}, value{true})));
   EXPECT_TRUE(std::is_lt(*cel::order(value::string("a"), value::string("ab"))));
   EXPECT_TRUE(std::is_lt(*cel::order(value::bytes("\x7f"), value::bytes("\x80"))));
   EXPECT_TRUE(std::is_lt(*cel::order(value{cel::duration{-1, 0}}, value{cel::duration{}})));
}

TEST(comparison, of_different_types_is_false_and_no_error)
{
   EXPECT_EQ(equality_text(value::string("1"), integer_of(1)), "false");
   EXPECT_EQ(equality_text(value{}, value{false}), "false");
   EXPECT_EQ(equality_text(value{}, value{}), "true");
   EXPECT_EQ(equality_text(value::string("a"), value::bytes("a")), "false");
   EXPECT_EQ(equality_text(list_with({}), map_with({})), "false");
   EXPECT_EQ(equality_text(value{kind::integer}, value{kind::integer}), "true");
   EXPECT_EQ(equality_text(value{kind::integer}, value{kind::string}), "false");
}

TEST(comparison, of_lists_goes_by_element)
{
   auto const list = list_with({integer_of(1), value::string("a")});
   EXPECT_EQ(equality_text(list, list_with({value{1.0}, value::string("a")})), "true");
   EXPECT_EQ(equality_text(list, list_with({value::string("a"), integer_of(1)})), "false");
   EXPECT_EQ(equality_text(list, list_with({integer_of(1)})), "false");
   EXPECT_EQ(equality_text(list_with({list}), list_with({list})), "true");
}

TEST(comparison, of_maps_does_not_mind_the_order_of_keys)
{
   auto const a = map_with({{value::string("x"), integer_of(1)}, {integer_of(2), value{true}}});
   auto const b = map_with({{uint_of(2), value{true}}, {value::string("x"), value{1.0}}});
   EXPECT_EQ(equality_text(a, b), "true");
   EXPECT_EQ(equality_text(a, map_with({{value::string("x"), integer_of(1)}})), "false");
   EXPECT_EQ(
      equality_text(
         a, map_with({{value::string("y"), integer_of(1)}, {integer_of(2), value{true}}})),
      "false");
}

TEST(comparison, of_optionals_looks_into_them)
{
   EXPECT_EQ(equality_text(value::none(), value::none()), "true");
   EXPECT_EQ(equality_text(value::none(), value::some(integer_of(1))), "false");
   EXPECT_EQ(equality_text(value::some(integer_of(1)), value::some(value{1.0})), "true");
   EXPECT_EQ(equality_text(value::some(integer_of(1)), integer_of(1)), "false");
}

// What differs anywhere is different, whatever is not known elsewhere.
TEST(comparison, with_an_unknown_element_may_still_be_settled)
{
   EXPECT_EQ(equality_text(not_known(), integer_of(1)), "unknown");
   EXPECT_EQ(
      equality_text(
         list_with({not_known(), integer_of(1)}), list_with({integer_of(1), integer_of(1)})),
      "unknown");
   EXPECT_EQ(
      equality_text(
         list_with({not_known(), integer_of(1)}), list_with({integer_of(1), integer_of(2)})),
      "false");
   EXPECT_EQ(
      equality_text(list_with({not_known()}), list_with({integer_of(1), integer_of(2)})), "false");
   EXPECT_EQ(
      equality_text(
         list_with({not_known(), value::error("wrong")}),
         list_with({integer_of(1), integer_of(1)})),
      "error");
}

TEST(comparison, is_bounded_in_depth_and_steps)
{
   auto deep = list_with({});
   for (auto i = 0; i != 200; ++i)
      deep = list_with({deep});
   EXPECT_EQ(equality_text(deep, deep), "error");
   cel::budget little;
   little.spend(cel::budget::steps - 3);
   auto const list = list_with(std::vector<value>(10, integer_of(1)));
   EXPECT_TRUE(equals(list, list, little).is(kind::error));
}

value calculated(char op, value const& a, value const& b)
{
   cel::budget cost;
   return arithmetic(op, a, b, cost);
}

std::string calculation_text(char op, value const& a, value const& b)
{
   auto const v = calculated(op, a, b);
   return v.is(kind::error) ? v.error_message() : to_text(v);
}

TEST(arithmetic, of_integers_does_not_overflow)
{
   EXPECT_EQ(calculation_text('+', integer_of(most_int), integer_of(1)), "integer overflow");
   EXPECT_EQ(calculation_text('-', integer_of(least_int), integer_of(1)), "integer overflow");
   EXPECT_EQ(calculation_text('*', integer_of(most_int), integer_of(2)), "integer overflow");
   EXPECT_EQ(calculation_text('/', integer_of(least_int), integer_of(-1)), "integer overflow");
   EXPECT_EQ(calculation_text('%', integer_of(least_int), integer_of(-1)), "integer overflow");
   EXPECT_EQ(calculation_text('+', uint_of(most_uint), uint_of(1)), "integer overflow");
   EXPECT_EQ(calculation_text('-', uint_of(0), uint_of(1)), "integer overflow");
   EXPECT_EQ(calculation_text('+', integer_of(most_int), integer_of(least_int)), "-1");
   EXPECT_EQ(calculation_text('-', uint_of(most_uint), uint_of(most_uint)), "0");
}

TEST(arithmetic, divides_towards_zero)
{
   EXPECT_EQ(calculation_text('/', integer_of(7), integer_of(-2)), "-3");
   EXPECT_EQ(calculation_text('%', integer_of(7), integer_of(-2)), "1");
   EXPECT_EQ(calculation_text('%', integer_of(-7), integer_of(2)), "-1");
   EXPECT_EQ(calculation_text('/', integer_of(1), integer_of(0)), "division by zero");
   EXPECT_EQ(calculation_text('%', uint_of(1), uint_of(0)), "modulus by zero");
}

TEST(arithmetic, of_doubles_is_that_of_ieee_754)
{
   EXPECT_EQ(calculation_text('/', value{1.0}, value{0.0}), "Infinity");
   EXPECT_EQ(calculation_text('/', value{-1.0}, value{0.0}), "-Infinity");
   EXPECT_EQ(calculation_text('/', value{0.0}, value{0.0}), "NaN");
   EXPECT_EQ(calculation_text('*', value{1e308}, value{10.0}), "Infinity");
   EXPECT_EQ(calculation_text('-', value{1.5}, value{0.25}), "1.25");
}

TEST(arithmetic, does_not_mix_types)
{
   EXPECT_EQ(calculation_text('+', integer_of(1), uint_of(1)), "no such overload: int + uint");
   EXPECT_EQ(calculation_text('+', integer_of(1), value{1.0}), "no such overload: int + double");
   EXPECT_EQ(calculation_text('%', value{1.0}, value{1.0}), "no such overload: double % double");
   EXPECT_EQ(
      calculation_text('-', value::string("a"), value::string("b")),
      "no such overload: string - string");
   EXPECT_EQ(
      calculation_text('+', value::string("a"), value::bytes("b")),
      "no such overload: string + bytes");
}

TEST(arithmetic, joins_texts_and_lists)
{
   EXPECT_EQ(calculation_text('+', value::string("a"), value::string("b")), "ab");
   EXPECT_TRUE(calculated('+', value::bytes("a"), value::bytes("b")).is(kind::bytes));
   EXPECT_EQ(
      calculation_text('+', list_with({integer_of(1)}), list_with({value::string("a")})),
      "[1, \"a\"]");
}

TEST(arithmetic, of_times_and_durations)
{
   value const hour{cel::duration{3600, 0}};
   value const epoch{cel::timestamp{}};
   EXPECT_EQ(calculation_text('+', epoch, hour), "1970-01-01T01:00:00Z");
   EXPECT_EQ(calculation_text('+', hour, epoch), "1970-01-01T01:00:00Z");
   EXPECT_EQ(calculation_text('-', epoch, hour), "1969-12-31T23:00:00Z");
   EXPECT_EQ(calculation_text('-', epoch, epoch), "0s");
   EXPECT_EQ(calculation_text('+', hour, hour), "7200s");
   EXPECT_EQ(
      calculation_text('-', hour, epoch),
      "no such overload: google.protobuf.Duration - google.protobuf.Timestamp");
   EXPECT_EQ(
      calculation_text('*', hour, hour),
      "no such overload: google.protobuf.Duration * google.protobuf.Duration");
}

TEST(arithmetic, negates_signed_numbers)
{
   EXPECT_EQ(to_text(negated(integer_of(5))), "-5");
   EXPECT_EQ(to_text(negated(value{1.5})), "-1.5");
   EXPECT_EQ(negated(integer_of(least_int)).error_message(), "integer overflow");
   EXPECT_EQ(negated(uint_of(1)).error_message(), "no such overload: -uint");
   EXPECT_TRUE(std::signbit(negated(value{0.0}).get<double>()));
}

// The binder and the evaluator agree: what the table of types allows is calculated, else refused.
TEST(arithmetic, has_the_types_that_it_is_said_to_have)
{
   std::vector<value> const samples{
      value{},
      value{true},
      integer_of(6),
      uint_of(6),
      value{6.0},
      value::string("6"),
      value::bytes("6"),
      list_with({}),
      map_with({}),
      value{cel::timestamp{}},
      value{cel::duration{}},
      value{kind::integer},
      value::none()};
   for (auto const op : {'+', '-', '*', '/', '%'})
      for (auto const& a : samples)
         for (auto const& b : samples) {
            auto const may_be = cel::arithmetic_result(op, cel::one(a.type()), cel::one(b.type()));
            auto const v = calculated(op, a, b);
            EXPECT_EQ(v.is(kind::error), may_be == 0)
               << to_text(a.type()) << op << to_text(b.type());
            EXPECT_TRUE(v.is(kind::error) || may_be == cel::one(v.type()));
         }
}

TEST(leftovers, prefer_what_is_unknown)
{
   auto const wrong = value::error("wrong");
   EXPECT_TRUE(leftover_of(wrong, not_known()).is(kind::unknown));
   EXPECT_TRUE(leftover_of(not_known(), wrong).is(kind::unknown));
   EXPECT_EQ(leftover_of(integer_of(1), wrong).error_message(), "wrong");
   EXPECT_EQ(leftover_of(wrong, value::error("later")).error_message(), "wrong");
   cel::leftovers none;
   none.add(integer_of(1));
   EXPECT_FALSE(none.any());
   EXPECT_TRUE(none.take_or(value{true}).is_true());
}

}  // namespace
