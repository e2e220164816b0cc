// SPDX-License-Identifier: Apache-2.0
#include <dnslint/verdict.hpp>

#include <gtest/gtest.h>

namespace {

using dnslint::all_of;
using dnslint::any_of;
using dnslint::failed;
using dnslint::not_known;
using dnslint::passed;
using dnslint::verdict;

dnslint::cause cause_named(char const* code)
{
   return {dnslint::cause_class::transient, code, "a detail"};
}

TEST(sdk_verdict, unknown_has_its_cause_and_is_named_after_it)
{
   auto const v = not_known(cause_named("timeout"));
   EXPECT_TRUE(v.unknown());
   EXPECT_EQ(v.message, "timeout");
   EXPECT_EQ(v.cause, cause_named("timeout"));
   EXPECT_TRUE(dnslint::require(true, "m").passes());
   EXPECT_EQ(dnslint::require(false, "m"), failed("m"));
}

TEST(sdk_verdict, any_fail_is_fail_of_all)
{
   auto const unknown = not_known(cause_named("timeout"));
   EXPECT_EQ(all_of({passed(), unknown, failed("first"), failed("second")}), failed("first"));
}

TEST(sdk_verdict, any_unknown_is_unknown_of_all_with_the_first_cause)
{
   auto const first = not_known(cause_named("timeout"));
   auto const second = not_known(cause_named("servfail"));
   EXPECT_EQ(all_of({passed(), first, passed(), second}), first);
}

TEST(sdk_verdict, all_pass_or_there_is_nothing)
{
   EXPECT_EQ(all_of({passed(), passed()}), passed());
   EXPECT_EQ(all_of({}), passed());
}

TEST(sdk_verdict, one_pass_is_enough_for_any)
{
   auto const unknown = not_known(cause_named("timeout"));
   EXPECT_EQ(any_of({failed("first"), unknown, passed()}), passed());
   EXPECT_EQ(any_of({failed("first"), unknown, failed("second")}), unknown);
   EXPECT_EQ(any_of({unknown, failed("first")}), unknown);
   EXPECT_EQ(any_of({failed("first"), failed("second")}), failed("first"));
   EXPECT_EQ(any_of({}), passed());
}

}  // namespace
