// SPDX-License-Identifier: Apache-2.0
#include "core/cel/outlook.hpp"

#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"

#include <gtest/gtest.h>
#include <limits>

namespace dnslint::cel {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

scope outlook_scope()
{
   scope names;
   names.given = {
      {"failed.high", only(integer_kind)},
      {"domains", only(integer_kind)},
      {"share", only(double_kind)}};
   return names;
}

expression compiled_condition(std::string const& source)
{
   auto made = expression::compile(source, outlook_scope());
   EXPECT_TRUE(made) << source << base::to_text(made.errors());
   return *made;
}

outlook outlook_with(std::string const& source, ranges const& given)
{
   return outlook_of(compiled_condition(source), given);
}

struct outlook_row {
   char const* condition;
   outlook expected;
};

// Three failures of at least 10 domains so far; the share ends between 0.2 and 0.9.
TEST(outlook, is_what_the_bounds_leave)
{
   ranges const given{{"failed.high", {3, endless}}, {"domains", {10, 20}}, {"share", {0.2, 0.9}}};
   for (auto const& row :
        {outlook_row{"failed.high == 0", outlook::never},
         outlook_row{"failed.high == 5", outlook::either},
         outlook_row{"failed.high <= 2", outlook::never},
         outlook_row{"failed.high < 4", outlook::either},
         outlook_row{"failed.high > 2", outlook::always},
         outlook_row{"failed.high != 0", outlook::always},
         outlook_row{"!(failed.high > 2)", outlook::never},
         outlook_row{"share >= 0.95", outlook::never},
         outlook_row{"share >= 0.9", outlook::either},
         outlook_row{"share < 1.0", outlook::always},
         outlook_row{"failed.high == 0 && share > 0.5", outlook::never},
         outlook_row{"failed.high == 0 || share > 0.5", outlook::either},
         outlook_row{"failed.high + domains < 13", outlook::never},
         outlook_row{"domains - failed.high <= 17", outlook::always},
         outlook_row{"failed.high * 10 < domains", outlook::never},
         outlook_row{"domains / 3 == 7", outlook::never},
         outlook_row{"domains / 3 == 6", outlook::either},
         outlook_row{"domains / (failed.high - 3) > 0", outlook::either},
         outlook_row{"domains % 2 == 7", outlook::either},
         outlook_row{"-failed.high >= 0", outlook::never},
         outlook_row{"domains > 5 ? failed.high == 0 : true", outlook::never},
         outlook_row{"domains > 15 ? failed.high == 0 : true", outlook::either},
         outlook_row{"double(failed.high) < 1.0", outlook::either},
         outlook_row{"failed.high in [0]", outlook::either},
         outlook_row{"false", outlook::never}})
      EXPECT_EQ(outlook_with(row.condition, given), row.expected) << row.condition;
}

// Whatever values lie within the ranges, the evaluation agrees.
TEST(outlook, never_contradicts_the_evaluation)
{
   for (auto const* condition :
        {"failed.high * 2 - domains < 3",
         "domains / 4 + failed.high == 5",
         "failed.high > 1 && domains < 9 || share * 2.0 > 0.5",
         "failed.high == 2 ? share < 0.5 : domains != 7",
         "!(failed.high - domains >= -4)"}) {
      auto const e = compiled_condition(condition);
      for (int least = 0; least != 6; ++least)
         for (int most = least; most != 9; ++most) {
            auto const low = static_cast<double>(least);
            auto const high = static_cast<double>(most);
            auto const told = outlook_of(
               e,
               {{"failed.high", {low, high}}, {"domains", {low, high}}, {"share", {0.25, 0.25}}});
            for (std::int64_t failed = least; failed <= most; ++failed)
               for (std::int64_t domains = least; domains <= most; ++domains) {
                  bindings bound;
                  bound.given = {
                     {"failed.high", value{failed}},
                     {"domains", value{domains}},
                     {"share", value{0.25}}};
                  auto const is_true = e.evaluate(bound).is_true();
                  EXPECT_FALSE(told == outlook::never && is_true) << condition;
                  EXPECT_FALSE(told == outlook::always && !is_true) << condition;
               }
         }
   }
}

}  // namespace
}  // namespace dnslint::cel
