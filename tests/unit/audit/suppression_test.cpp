// SPDX-License-Identifier: Apache-2.0
#include "core/audit/suppression.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace dnslint::audit
