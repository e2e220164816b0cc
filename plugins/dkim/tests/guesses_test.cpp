// SPDX-License-Identifier: Apache-2.0
#include "guesses.hpp"

#include <gmock/gmock.h>
#include <set>

namespace {

using dkim::guess_mode;
using dkim::mail_hints;
using dkim::plan_guesses;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> all_guesses(
   guess_mode mode, mail_hints const& hints, std::vector<std::string> const& stated = {})
{
   std::vector<std::string> all;
   for (auto const& round : plan_guesses(mode, dkim::recognized_providers(hints), stated))
      all.insert(all.end(), round.selectors.begin(), round.selectors.end());
   return all;
}

TEST(guesses, modes_have_names)
{
   EXPECT_EQ(dkim::guess_mode_of("none"), guess_mode::none);
   EXPECT_EQ(dkim::guess_mode_of("likely"), guess_mode::likely);
   EXPECT_EQ(dkim::guess_mode_of("wide"), guess_mode::wide);
   EXPECT_FALSE(dkim::guess_mode_of("all"));
}

TEST(guesses, nothing_is_guessed_when_nobody_wants_it)
{
   EXPECT_THAT(all_guesses(guess_mode::none, {{"smtp.google.com"}, {}}), IsEmpty());
}

TEST(guesses, common_selectors_are_asked_in_two_rounds_while_nothing_is_found)
{
   auto const rounds = plan_guesses(guess_mode::likely, {}, {});
   ASSERT_THAT(rounds, SizeIs(2));
   EXPECT_THAT(rounds[0].selectors, ElementsAre("default", "google", "selector1", "mail"));
   EXPECT_TRUE(rounds[0].is_last_resort && rounds[1].is_last_resort);
}

TEST(guesses, a_recognized_provider_replaces_common_selectors)
{
   EXPECT_THAT(
      all_guesses(
         guess_mode::likely, {{"a-test.mail.protection.outlook.com"}, {"servers.mcsv.net"}}),
      ElementsAre("selector1", "selector2", "k2", "k3", "k1"));
   EXPECT_THAT(all_guesses(guess_mode::likely, {{}, {"amazonses.com"}}), IsEmpty());
}

TEST(guesses, stated_selectors_are_not_guessed_and_none_is_asked_twice)
{
   EXPECT_THAT(
      all_guesses(guess_mode::likely, {{"x.mail.protection.outlook.com"}, {}}, {"selector1"}),
      ElementsAre("selector2"));
   auto const wide = all_guesses(guess_mode::wide, {});
   EXPECT_EQ(std::set<std::string>(wide.begin(), wide.end()).size(), wide.size());
}

TEST(guesses, all_questions_together_keep_to_the_limit)
{
   mail_hints every;
   for (auto const& p : dkim::provider_table())
      for (auto const end : dkim::words_in(p.spf))
         every.includes.emplace_back(end);
   EXPECT_EQ(all_guesses(guess_mode::likely, every).size() + 2, 12);
   EXPECT_EQ(all_guesses(guess_mode::wide, every).size() + 2, 40);
   EXPECT_EQ(all_guesses(guess_mode::wide, {}).size() + 2, 40);
}

TEST(guesses, the_unlikely_selector_is_the_same_in_every_run)
{
   EXPECT_EQ(dkim::unlikely_selector("Example.test"), "no-selector-d5751933b08d");
   EXPECT_NE(dkim::unlikely_selector("example.test"), dkim::unlikely_selector("example2.test"));
}

TEST(guesses, an_option_has_words)
{
   EXPECT_THAT(dkim::selectors_in(" S1, s2;s3\ts4"), ElementsAre("s1", "s2", "s3", "s4"));
   EXPECT_THAT(dkim::selectors_in(""), IsEmpty());
}

}  // namespace
