// SPDX-License-Identifier: Apache-2.0
#include "core/audit/suppression.hpp"

#include <gtest/gtest.h>
#include <random>

namespace dnslint::audit {
namespace {

using base::outcome;
using namespace std::chrono;

finding made(std::string id, outcome result)
{
   finding f;
   f.id = std::move(id);
   f.result = result;
   return f;
}

profile::suppression of(std::string checks, std::string domains)
{
   profile::suppression s;
   s.checks = std::move(checks);
   s.domains = std::move(domains);
   s.reason = "known";
   s.owner = "mail team";
   s.expires = "2027-01-31";
   s.end = sys_days{2027y / February / 1};
   return s;
}

constexpr sys_seconds before{sys_days{2027y / January / 31} + 23h + 59min + 59s};
constexpr sys_seconds after{sys_days{2027y / February / 1}};

TEST(suppress, marks_failures_alone)
{
   std::vector<finding> all{
      made("x/fail", outcome::fail),
      made("x/not-applicable", outcome::not_applicable),
      made("x/pass", outcome::pass),
      made("x/unknown", outcome::unknown)};
   suppress("a.test", all, {of("x/*", "*.test")}, before);
   ASSERT_NE(nullptr, all[0].suppression);
   EXPECT_EQ("known", all[0].suppression->reason);
   EXPECT_EQ(outcome::fail, all[0].result);
   for (std::size_t i = 1; i != all.size(); ++i)
      EXPECT_EQ(nullptr, all[i].suppression) << all[i].id;
}

bool suppressed(profile::suppression const& by, sys_seconds now)
{
   std::vector<finding> all{made("x/fail", outcome::fail)};
   suppress("a.test", all, {by}, now);
   return all[0].suppression != nullptr;
}

TEST(suppress, needs_check_domain_and_day)
{
   EXPECT_TRUE(suppressed(of("x/fail", "a.test"), before));
   EXPECT_FALSE(suppressed(of("x/fail", "a.test"), after));
   EXPECT_FALSE(suppressed(of("x/fai", "a.test"), before));
   EXPECT_FALSE(suppressed(of("x/fail", "b.test"), before));
   EXPECT_FALSE(suppressed(of("x/fail", "*.a.test"), before));
}

TEST(suppress, names_the_first_of_several_that_match)
{
   auto second = of("*", "*");
   second.owner = "somebody else";
   std::vector<finding> all{made("x/fail", outcome::fail), made("y/fail", outcome::fail)};
   suppress("a.test", all, {of("x/*", "*.test"), second}, before);
   ASSERT_NE(nullptr, all[0].suppression);
   EXPECT_EQ("mail team", all[0].suppression->owner);
   ASSERT_NE(nullptr, all[1].suppression);
   EXPECT_EQ("somebody else", all[1].suppression->owner);
}

// What scoring sees of findings that each name a control of their own.
score::scores scored(std::vector<finding> const& all)
{
   std::vector<score::scored_check> checks;
   for (auto const& f : all)
      checks.push_back({f.id, "mail", f.id, base::severity::high, f.result});
   return score::compute(checks, profile::weights_of(profile::standard()));
}

TEST(suppress, changes_no_score_whatever_it_matches)
{
   std::mt19937 random{7};
   std::vector<std::string> const globs{"*", "x/?", "x/1", "x/*", "y/*"};
   for (int round = 0; round != 500; ++round) {
      std::vector<finding> all;
      for (int i = 0; i != 8; ++i)
         all.push_back(made("x/" + std::to_string(i), static_cast<outcome>(random() % 4)));
      auto const before = scored(all);
      std::vector<profile::suppression> by;
      for (auto n = random() % 4; n != 0; --n)
         by.push_back(of(globs[random() % globs.size()], globs[random() % 2]));
      suppress("a", all, by, random() % 2 == 0 ? std::chrono::sys_seconds{} : after);
      auto const now = scored(all);
      ASSERT_EQ(before.score, now.score);
      ASSERT_EQ(before.score_low, now.score_low);
      ASSERT_EQ(before.score_high, now.score_high);
      ASSERT_EQ(before.grade, now.grade);
      ASSERT_EQ(before.digest, now.digest);
   }
}

}  // namespace
}  // namespace dnslint::audit
