// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/host_turns.hpp"

#include "core/hosts/address_order.hpp"
#include "tests/unit/hosts/address_text.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <map>
#include <random>
#include <vector>

namespace dnslint::hosts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<host_turns::ticket> all_that_may_go(host_turns& turns)
{
   std::vector<host_turns::ticket> gone;
   while (auto const who = turns.next())
      gone.push_back(*who);
   return gone;
}

TEST(host_turns, give_an_address_to_one_at_a_time)
{
   host_turns turns;
   for (auto who : {1U, 2U, 3U})
      EXPECT_TRUE(turns.enter(who, at("192.0.2.1")));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(1));
   turns.leave(at("192.0.2.1"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(2));
   EXPECT_EQ(turns.waiting(), 1U);
   EXPECT_EQ(turns.busy(), 1U);
}

TEST(host_turns, limit_a_network)
{
   host_turns turns{{1, 2, 64, 100}};
   for (auto who : {1U, 2U, 3U})
      turns.enter(who, at("192.0.2." + std::to_string(who)));
   turns.enter(4, at("192.0.3.1"));
   turns.enter(5, at("2001:db8:1::1"));
   turns.enter(6, at("2001:db8:1:2::1"));
   turns.enter(7, at("2001:db8:1:3::1"));
   turns.enter(8, at("2001:db8:2::1"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(1, 2, 4, 5, 6, 8));
   turns.leave(at("2001:db8:1::1"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(7));
   turns.leave(at("192.0.2.2"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(3));
}

TEST(host_turns, limit_all_and_are_fair_then)
{
   host_turns turns{{1, 4, 2, 100}};
   for (auto who : {1U, 2U, 3U, 4U})
      turns.enter(who, at("192.0." + std::to_string(who) + ".1"));
   turns.enter(5, at("192.0.1.1"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(1, 2));
   turns.leave(at("192.0.1.1"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(3)) << "before 5, which came later";
}

TEST(host_turns, bound_how_many_wait)
{
   host_turns turns{{1, 4, 64, 2}};
   EXPECT_TRUE(turns.enter(1, at("192.0.2.1")));
   EXPECT_TRUE(turns.enter(2, at("192.0.2.1")));
   EXPECT_FALSE(turns.enter(3, at("192.0.2.1")));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(1));
   EXPECT_TRUE(turns.enter(3, at("192.0.2.1")));
}

TEST(host_turns, forget_who_no_longer_waits)
{
   host_turns turns;
   turns.enter(1, at("192.0.2.1"));
   turns.enter(2, at("192.0.2.1"));
   turns.withdraw(1, at("192.0.2.1"));
   EXPECT_THAT(all_that_may_go(turns), ElementsAre(2));
   turns.leave(at("192.0.2.1"));
   EXPECT_THAT(all_that_may_go(turns), IsEmpty());
   EXPECT_EQ(turns.waiting(), 0U);
   EXPECT_EQ(turns.busy(), 0U);
}

// Whatever comes and goes, no limit is broken, and nobody waits who could go.
TEST(host_turns, hold_their_limits_in_any_order)
{
   constexpr turn_limits limits{1, 2, 5, 50};
   std::mt19937 random{7};
   host_turns turns{limits};
   std::map<host_turns::ticket, host_address> waiting;
   std::map<host_turns::ticket, host_address> busy;
   auto const count_in = [](auto const& tickets, host_address const& a, unsigned bits) {
      return std::ranges::count_if(tickets, [&](auto const& t) {
         return t.second.network(bits) == a.network(bits);
      });
   };
   for (host_turns::ticket who = 1; who != 20'000; ++who) {
      auto const address =
         at("192.0." + std::to_string(random() % 4) + "." + std::to_string(random() % 4));
      if (turns.enter(who, address))
         waiting.emplace(who, address);
      if (!waiting.empty() && random() % 8 == 0) {
         auto const gone = *waiting.begin();
         turns.withdraw(gone.first, gone.second);
         waiting.erase(gone.first);
      }
      while (auto const next = turns.next()) {
         auto const a = waiting.at(*next);
         busy.emplace(*next, a);
         waiting.erase(*next);
         ASSERT_EQ(count_in(busy, a, 32), 1);
         ASSERT_LE(count_in(busy, a, 24), 2);
         ASSERT_LE(busy.size(), limits.all);
      }
      for (auto const& [ticket, a] : waiting)
         ASSERT_TRUE(
            count_in(busy, a, 32) == 1 || count_in(busy, a, 24) == 2 || busy.size() == limits.all);
      if (!busy.empty()) {
         auto const gone = std::next(busy.begin(), random() % busy.size());
         turns.leave(gone->second);
         busy.erase(gone);
      }
   }
}

TEST(order_of_tries, has_both_families_and_an_end)
{
   auto const ordered = [](std::vector<std::string_view> const& texts) {
      std::vector<host_address> all;
      for (auto const t : texts)
         all.push_back(at(t));
      std::vector<std::string> found;
      for (auto const& a : in_order_of_tries(all))
         found.push_back(a.to_text());
      return found;
   };
   EXPECT_THAT(ordered({}), IsEmpty());
   EXPECT_THAT(ordered({"2001:db8::1"}), ElementsAre("2001:db8::1"));
   EXPECT_THAT(
      ordered({"2001:db8::2", "2001:db8::1", "192.0.2.2", "192.0.2.1", "192.0.2.1"}),
      ElementsAre("192.0.2.1", "2001:db8::1", "192.0.2.2", "2001:db8::2"));
   EXPECT_THAT(
      ordered({"192.0.2.5", "192.0.2.4", "192.0.2.3", "192.0.2.2", "192.0.2.1", "2001:db8::1"}),
      ElementsAre("192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"));
}

}  // namespace
}  // namespace dnslint::hosts
