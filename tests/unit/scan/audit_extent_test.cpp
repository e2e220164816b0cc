// SPDX-License-Identifier: Apache-2.0
#include "core/scan/audit_extent.hpp"

#include <gtest/gtest.h>

namespace dnslint::scan {
namespace {

report::domain_counts counts(
   std::uint32_t pass,
   std::uint32_t fail,
   std::vector<std::pair<std::string, std::uint32_t>> unknown,
   std::uint32_t not_applicable = 0)
{
   report::domain_counts d;
   std::uint32_t all = 0;
   for (auto const& [cause, times] : unknown)
      all += times;
   d.outcomes = {pass, fail, all, not_applicable};
   d.unknown = std::move(unknown);
   return d;
}

TEST(audit_extent, a_domain_of_which_something_is_known_is_audited)
{
   EXPECT_FALSE(is_unaudited(counts(1, 0, {{"transient: timeout", 99}})));
   EXPECT_FALSE(is_unaudited(counts(0, 1, {{"transient: timeout", 99}})));
   EXPECT_FALSE(is_unaudited(counts(5, 5, {})));
}

TEST(audit_extent, a_domain_of_which_nothing_is_known_is_not)
{
   EXPECT_TRUE(is_unaudited(counts(0, 0, {{"transient: timeout", 1}})));
   EXPECT_TRUE(is_unaudited(counts(0, 0, {{"transient: servfail", 3}}, 40)));
   EXPECT_TRUE(is_unaudited(counts(0, 0, {{"withheld: budget", 1}, {"internal: crash", 1}})));
}

TEST(audit_extent, what_does_not_apply_or_cannot_be_told_needs_no_answer)
{
   EXPECT_FALSE(is_unaudited(counts(0, 0, {}, 40)));
   EXPECT_FALSE(is_unaudited(counts(0, 0, {{"unobservable: no-selector", 4}})));
   EXPECT_FALSE(is_unaudited(counts(3, 1, {{"unobservable: no-selector", 96}}), 0.1));
}

TEST(audit_extent, a_share_may_be_allowed)
{
   auto const quarter = counts(2, 1, {{"transient: timeout", 1}}, 7);
   EXPECT_FALSE(is_unaudited(quarter, 0.25));
   EXPECT_TRUE(is_unaudited(quarter, 0.2));
   EXPECT_TRUE(is_unaudited(quarter, 0));
   EXPECT_FALSE(is_unaudited(counts(4, 0, {}), 0));
}

}  // namespace
}  // namespace dnslint::scan
