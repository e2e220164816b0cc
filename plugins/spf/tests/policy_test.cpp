// SPDX-License-Identifier: Apache-2.0
#include "policy.hpp"

#include <gmock/gmock.h>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

spf::policy policy_of(std::string_view text)
{
   return spf::read_policy(spf::read_record(text, 10'000));
}

TEST(policy, all_has_its_qualifier)
{
   EXPECT_EQ(policy_of("v=spf1 -ALL").all, "-all");
   EXPECT_EQ(policy_of("v=spf1 ~all").all, "~all");
   EXPECT_EQ(policy_of("v=spf1 ?all").all, "?all");
   EXPECT_EQ(policy_of("v=spf1 all").all, "+all");
   EXPECT_EQ(policy_of("v=spf1 mx").all, std::nullopt);
}

TEST(policy, the_first_all_counts)
{
   auto const p = policy_of("v=spf1 ~all -all");
   EXPECT_EQ(p.all, "~all");
   EXPECT_THAT(p.after_all, ElementsAre("-all"));
}

// Section 5.1.
TEST(policy, mechanisms_behind_all_are_ignored_and_modifiers_are_not)
{
   auto const p = policy_of("v=spf1 mx -all a include:example.com exp=e.example.com x=1");
   EXPECT_THAT(p.after_all, ElementsAre("a", "include:example.com"));
   EXPECT_THAT(p.is_ignored, ElementsAre(false, false, true, true, false, false));
   EXPECT_EQ(p.lookups_direct, 1);
}

TEST(policy, a_redirect_is_ignored_beside_all_wherever_it_stands)
{
   for (auto const* text :
        {"v=spf1 redirect=example.com -all", "v=spf1 -all redirect=example.com"}) {
      auto const p = policy_of(text);
      EXPECT_EQ(p.redirect, "example.com");
      EXPECT_EQ(p.lookups_direct, 0);
      EXPECT_THAT(p.after_all, IsEmpty());
      EXPECT_EQ(std::ranges::count(p.is_ignored, true), 1);
   }
   EXPECT_EQ(policy_of("v=spf1 mx redirect=example.com").lookups_direct, 2);
}

// Section 4.6.4.
TEST(policy, lookups_are_counted_in_this_record_alone)
{
   EXPECT_EQ(
      policy_of("v=spf1 a mx ptr include:a.b exists:a.b ip4:192.0.2.1 ip6:::1 exp=a.b ~all")
         .lookups_direct,
      5);
   EXPECT_EQ(policy_of("v=spf1 -all").lookups_direct, 0);
}

TEST(policy, duplicates_match_the_same_hosts)
{
   EXPECT_THAT(policy_of("v=spf1 a +A -all").duplicates, ElementsAre("+A"));
   EXPECT_THAT(policy_of("v=spf1 a -a").duplicates, ElementsAre("-a"));
   EXPECT_THAT(
      policy_of("v=spf1 ip4:192.0.2.1 ip4:192.0.2.1/32").duplicates,
      ElementsAre("ip4:192.0.2.1/32"));
   EXPECT_THAT(
      policy_of("v=spf1 include:example.com include:Example.COM.").duplicates,
      ElementsAre("include:Example.COM."));
   EXPECT_THAT(policy_of("v=spf1 a a/24 a:example.com mx ~all").duplicates, IsEmpty());
}

TEST(policy, what_is_behind_all_is_no_duplicate_as_well)
{
   EXPECT_THAT(policy_of("v=spf1 a -all a").duplicates, IsEmpty());
}

TEST(policy, modifiers_that_nobody_knows)
{
   auto const p = policy_of("v=spf1 ra=postmaster v=spf1 ip4=192.0.2.1 Include=example.com -all");
   EXPECT_THAT(p.unknown_modifiers, ElementsAre("ra=postmaster", "v=spf1"));
   EXPECT_THAT(p.misspelt_mechanisms, ElementsAre("ip4=192.0.2.1", "Include=example.com"));
}

TEST(policy, domains_that_cannot_exist)
{
   auto const p = policy_of(
      "v=spf1 include:a..example.com a:.com exists:%{i}..com ip4:192.0.2.1 x=.. redirect=a..b");
   EXPECT_THAT(
      p.malformed_domains, ElementsAre("include:a..example.com", "a:.com", "redirect=a..b"));
}

}  // namespace
