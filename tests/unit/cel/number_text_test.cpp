// SPDX-License-Identifier: Apache-2.0
#include "core/cel/number_text.hpp"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <string>

namespace dnslint::cel {
namespace {

constexpr auto infinity = std::numeric_limits<double>::infinity();

TEST(double_from_text, rounds_to_the_nearest)
{
   EXPECT_EQ(double_from_text("1.5"), 1.5);
   EXPECT_EQ(double_from_text("+1.5"), 1.5);
   EXPECT_EQ(double_from_text("-1.5e3"), -1500.0);
   EXPECT_EQ(double_from_text("9007199254740993"), 9007199254740992.0);
   EXPECT_EQ(double_from_text("1.7976931348623157e308"), std::numeric_limits<double>::max());
   EXPECT_EQ(
      double_from_text("4.9406564584124654e-324"), std::numeric_limits<double>::denorm_min());
   EXPECT_EQ(double_from_text("Infinity"), infinity);
   EXPECT_EQ(double_from_text("-Infinity"), -infinity);
   EXPECT_TRUE(std::isnan(double_from_text("NaN").value_or(0)));
}

// However the digits are spread over whole part, fraction and exponent.
TEST(double_from_text, tells_too_small_from_too_large)
{
   std::string const zeros(400, '0');
   for (auto const& text :
        {std::string{"1e-324"},
         std::string{"1e-400"},
         std::string{"123456e-400"},
         "0." + zeros + "1",
         "0." + zeros + "1e50",
         "." + zeros + "1e+50",
         "1" + zeros + "e-800",
         "1e-" + std::string(30, '9'),
         "0.0" + std::string{"1e-330"}}) {
      EXPECT_EQ(double_from_text(text), 0.0) << text;
      EXPECT_TRUE(std::signbit(double_from_text("-" + text).value_or(1))) << text;
   }
   for (auto const& text :
        {std::string{"1e309"},
         "1" + zeros,
         "1" + zeros + ".5e-50",
         "0." + zeros + "1e800",
         "1e" + std::string(30, '9'),
         "1e+" + std::string(30, '9')}) {
      EXPECT_EQ(double_from_text(text), std::nullopt) << text;
      EXPECT_EQ(double_from_text("-" + text), std::nullopt) << text;
   }
}

TEST(double_from_text, of_zeros_is_zero_whatever_the_exponent)
{
   for (auto const* const text : {"0", "-0", "0.000", "0e999999", "0.0e-999999", "00000e5"})
      EXPECT_EQ(double_from_text(text), 0.0) << text;
}

TEST(double_from_text, refuses_what_is_no_number)
{
   for (auto const* const text :
        {"", "+", "-", "+-1", "--1", "e5", ".", "1e", "1.5x", "x1.5", " 1", "1 ", "0x10", "1,5"})
      EXPECT_EQ(double_from_text(text), std::nullopt) << text;
}

}  // namespace
}  // namespace dnslint::cel
