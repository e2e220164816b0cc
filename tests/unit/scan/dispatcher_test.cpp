// SPDX-License-Identifier: Apache-2.0
#include "core/scan/dispatcher.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using scan::assignment;
using scan::death;
using testing::ElementsAre;
using testing::IsEmpty;

// Five probes: acme and its second one, the victim, one that needs the victim's facts, another.
std::vector<scan::probe_entry> const probes{
   {"acme", 0}, {"acme (second)", 0}, {"victim", 1}, {"reader", 2, {2}}, {"other", 3}};
constexpr std::uint32_t acme = 0;
constexpr std::uint32_t victim = 2;
constexpr std::uint32_t reader = 3;
constexpr std::uint32_t other = 4;

class dispatching : public testing::Test {
protected:
   void add(std::size_t count)
   {
      for (std::size_t i = 0; i != count; ++i) {
         auto const text = "d" + std::to_string(i) + ".test";
         out.add({*dns::name::from_text(text), text});
      }
   }

   std::vector<std::uint64_t> numbers(std::size_t worker, std::size_t most = 100)
   {
      std::vector<std::uint64_t> all;
      for (auto const& a : out.hand_out(worker, most))
         all.push_back(a.number);
      return all;
   }

   // What the trial worker is given alone; it is replaced as often as the dispatcher wants.
   assignment alone()
   {
      for (auto tries = 0; tries != 2; ++tries) {
         auto const given = out.hand_out(0, 100);
         if (given.size() == 1) {
            EXPECT_TRUE(given[0].alone);
            return given[0];
         }
         EXPECT_TRUE(out.is_retiring(0));
         out.ended(0);
      }
      ADD_FAILURE() << "nothing is handed out";
      return {};
   }

   static std::vector<std::uint32_t> left_out(assignment const& a)
   {
      std::vector<std::uint32_t> all;
      for (auto const& l : a.left_out)
         all.push_back(l.probe);
      std::ranges::sort(all);
      return all;
   }

   void finish(std::size_t worker, std::vector<std::uint64_t> const& all)
   {
      for (auto const n : all)
         EXPECT_TRUE(out.finished(worker, n).is_kept) << n;
   }

   static death in_probe(std::uint32_t probe, std::uint64_t domain)
   {
      return {"SIGSEGV", true, probe, domain, false};
   }
   static death elsewhere(std::uint32_t last, std::uint64_t domain)
   {
      return {"SIGSEGV", false, last, domain, false};
   }
   static death evident(std::uint32_t probe, std::uint64_t domain)
   {
      return {"memory freed twice", true, probe, domain, true};
   }

   // The worker ends while it has several domains, and again with `domain` alone.
   void convict(std::uint32_t probe, std::uint64_t domain)
   {
      EXPECT_TRUE(out.lost(0, in_probe(probe, domain)).is_suspicion);
      EXPECT_EQ(alone().number, domain);
      EXPECT_FALSE(out.lost(0, in_probe(probe, domain)).found);
      EXPECT_EQ(alone().number, domain);
      auto const c = out.lost(0, in_probe(probe, domain));
      ASSERT_TRUE(c.found);
      EXPECT_THAT(c.found->probes, ElementsAre(probe));
   }

   scan::dispatcher out{2, {.in_flight = 3, .strikes = 3, .deaths = 3}, probes};
};

TEST_F(dispatching, gives_each_worker_no_more_than_its_share)
{
   add(8);
   EXPECT_THAT(numbers(0), ElementsAre(0, 1, 2));
   EXPECT_THAT(numbers(0), IsEmpty());
   EXPECT_THAT(numbers(1, 2), ElementsAre(3, 4));
   finish(0, {1});
   EXPECT_THAT(numbers(0), ElementsAre(5));
}

TEST_F(dispatching, is_idle_when_everything_is_finished)
{
   EXPECT_TRUE(out.is_idle());
   add(1);
   EXPECT_FALSE(out.is_idle());
   EXPECT_THAT(numbers(0), ElementsAre(0));
   EXPECT_FALSE(out.is_idle());
   finish(0, {0});
   EXPECT_TRUE(out.is_idle());
}

TEST_F(dispatching, does_not_believe_who_finishes_what_it_does_not_have)
{
   add(2);
   numbers(0, 1);
   EXPECT_FALSE(out.finished(1, 0).is_kept);
   EXPECT_FALSE(out.finished(0, 1).is_kept);
   EXPECT_TRUE(out.finished(0, 0).is_kept);
   EXPECT_FALSE(out.finished(0, 0).is_kept);
}

// A probe in which a worker ends may be a victim: one domain is tried alone, the others wait.
TEST_F(dispatching, believes_no_crash_that_is_not_repeated_alone)
{
   add(6);
   EXPECT_THAT(numbers(0), ElementsAre(0, 1, 2));
   auto const c = out.lost(0, in_probe(victim, 1));
   EXPECT_TRUE(c.is_suspicion);
   EXPECT_FALSE(c.found);
   EXPECT_THAT(numbers(1), ElementsAre(3, 4, 5)) << "the other worker goes on";
   auto const first = alone();
   EXPECT_EQ(first.number, 1U);
   EXPECT_THAT(first.left_out, IsEmpty());
   EXPECT_THAT(numbers(0), IsEmpty()) << "it is alone";
   finish(0, {1});
   EXPECT_THAT(out.strikes(), IsEmpty());
   EXPECT_THAT(numbers(0), IsEmpty()) << "what comes next needs a new process";
   out.ended(0);
   auto const others = out.hand_out(0, 1);
   ASSERT_EQ(others.size(), 2U) << "any of the others may be guilty";
   EXPECT_TRUE(others[0].alone && others[1].alone) << "the watch is careful";
   finish(0, {0, 2});
   finish(1, {3, 4, 5});
   EXPECT_TRUE(out.is_idle());
}

TEST_F(dispatching, audits_one_by_one_what_ends_a_watched_process_and_names_nobody)
{
   add(3);
   numbers(0);
   out.lost(0, elsewhere(other, 99));
   EXPECT_THAT(numbers(0), ElementsAre(0, 1, 2));
   EXPECT_THAT(numbers(0), IsEmpty());
   EXPECT_FALSE(out.lost(0, in_probe(acme, 1)).found);
   EXPECT_EQ(alone().number, 1U);
   finish(0, {1});
   for (auto const expected : {0U, 2U}) {
      EXPECT_EQ(alone().number, expected);
      finish(0, {expected});
   }
   EXPECT_TRUE(out.is_idle());
}

TEST_F(dispatching, finds_in_a_watched_process_who_is_tried_alone)
{
   add(3);
   numbers(0);
   out.lost(0, elsewhere(other, 99));
   numbers(0);
   out.lost(0, evident(acme, 2));
   EXPECT_EQ(alone().number, 2U);
   auto const c = out.lost(0, evident(acme, 2));
   ASSERT_TRUE(c.found);
   EXPECT_THAT(c.found->probes, ElementsAre(acme));
   EXPECT_THAT(numbers(1), ElementsAre(0, 1));
}

TEST_F(dispatching, repeats_a_crash_with_the_named_probe_only)
{
   add(3);
   numbers(0);
   out.lost(0, in_probe(reader, 1));
   alone();
   EXPECT_FALSE(out.lost(0, in_probe(reader, 1)).found);
   EXPECT_THAT(left_out(alone()), ElementsAre(0, 1, 4)) << "what it needs runs, too";
   auto const c = out.lost(0, in_probe(reader, 1));
   ASSERT_TRUE(c.found);
   EXPECT_EQ(c.found->detail, "SIGSEGV in reader");
   EXPECT_EQ(c.domain, "d1.test");
   auto const last = alone();
   EXPECT_EQ(last.number, 1U);
   EXPECT_THAT(
      last.left_out,
      ElementsAre(scan::left_out_probe{reader, "plugin-crashed", "SIGSEGV in reader"}));
   finish(0, {1});
}

TEST_F(dispatching, gives_the_others_back_to_all_workers_once_somebody_is_guilty)
{
   add(3);
   numbers(0);
   convict(acme, 1);
   EXPECT_THAT(numbers(1), ElementsAre(0, 2));
}

// The named probe is well without the others, so each plugin is left out in turn.
TEST_F(dispatching, finds_who_made_a_victim_of_another)
{
   add(1);
   numbers(0);
   out.lost(0, in_probe(victim, 0));
   alone();
   out.lost(0, in_probe(victim, 0));
   alone();
   EXPECT_FALSE(out.finished(0, 0).is_kept) << "its record lacks the other probes";
   EXPECT_THAT(left_out(alone()), ElementsAre(acme, acme + 1));
   out.lost(0, in_probe(victim, 0));
   EXPECT_THAT(left_out(alone()), ElementsAre(reader));
   out.lost(0, in_probe(victim, 0));
   EXPECT_THAT(left_out(alone()), ElementsAre(other));
   auto const r = out.finished(0, 0);
   EXPECT_TRUE(r.is_kept);
   ASSERT_TRUE(r.follows.found);
   EXPECT_THAT(r.follows.found->probes, ElementsAre(other));
   EXPECT_EQ(r.follows.found->detail, "SIGSEGV in victim, which does not happen without other");
   EXPECT_EQ(out.strikes().at(other), 1U);
   EXPECT_FALSE(out.strikes().contains(victim));
   EXPECT_TRUE(out.is_idle());
}

// Nothing that is left out helps: the named probe is left out, without a strike.
TEST_F(dispatching, convicts_nobody_of_what_nothing_explains)
{
   add(1);
   numbers(0);
   out.lost(0, in_probe(victim, 0));
   alone();
   out.lost(0, in_probe(victim, 0));
   alone();
   out.finished(0, 0);
   scan::dispatcher::consequence c;
   for (auto tries = 0; tries != 4; ++tries) {
      EXPECT_FALSE(c.found);
      alone();
      c = out.lost(0, in_probe(victim, 0));
   }
   ASSERT_TRUE(c.found);
   EXPECT_FALSE(c.found->is_proven);
   EXPECT_THAT(c.found->probes, ElementsAre(victim));
   EXPECT_THAT(out.strikes(), IsEmpty());
   EXPECT_THAT(left_out(alone()), ElementsAre(victim));
}

// The worker's own watch saw the probe do it, so once alone is enough.
TEST_F(dispatching, believes_what_the_watch_has_seen)
{
   add(2);
   numbers(0);
   EXPECT_FALSE(out.lost(0, evident(acme, 1)).found);
   alone();
   auto const c = out.lost(0, evident(acme, 1));
   ASSERT_TRUE(c.found);
   EXPECT_EQ(c.found->detail, "memory freed twice in acme");
}

TEST_F(dispatching, tries_again_in_a_new_process_what_was_not_its_first_work)
{
   add(3);
   numbers(0);
   out.lost(0, elsewhere(other, 99));
   numbers(0);
   out.lost(0, elsewhere(other, 99));
   EXPECT_EQ(alone().number, 0U);
   finish(0, {0});
   EXPECT_EQ(alone().number, 1U);
   EXPECT_FALSE(out.is_retiring(0)) << "the process has audited one domain alone";
   EXPECT_FALSE(out.lost(0, in_probe(victim, 1)).found);
   EXPECT_THAT(left_out(alone()), IsEmpty()) << "the same trial, in a new process";
   finish(0, {1});
}

TEST_F(dispatching, takes_no_process_that_has_audited_several_for_a_trial)
{
   add(6);
   numbers(0, 1);
   numbers(1);
   out.lost(1, in_probe(victim, 2));
   EXPECT_THAT(numbers(0), IsEmpty()) << "it has a domain yet";
   finish(0, {0});
   EXPECT_THAT(numbers(0), IsEmpty());
   EXPECT_TRUE(out.is_retiring(0));
   out.ended(0);
   EXPECT_THAT(numbers(0), ElementsAre(2));
}

TEST_F(dispatching, switches_a_probe_off_after_three_verdicts)
{
   add(5);
   for (std::uint64_t i = 0; i != 3; ++i) {
      numbers(0);
      convict(acme, i);
      EXPECT_EQ(alone().number, i);
      finish(0, {i});
      out.retire(0);
      out.ended(0);
   }
   EXPECT_THAT(out.switched_off(), ElementsAre(acme));
   for (auto const& a : out.hand_out(0, 10)) {
      ASSERT_THAT(a.left_out, testing::SizeIs(1)) << a.number;
      EXPECT_EQ(a.left_out[0].code, "plugin-switched-off");
      EXPECT_EQ(a.left_out[0].detail, "SIGSEGV in acme");
   }
}

TEST_F(dispatching, gives_up_a_domain_that_nothing_helps)
{
   add(1);
   numbers(0);
   EXPECT_THAT(out.lost(0, {"SIGKILL", false, {}, 0, false}).given_up, IsEmpty());
   for (auto i = 0; i != 3; ++i) {
      EXPECT_EQ(alone().number, 0U);
      auto const c = out.lost(0, {"SIGKILL", false, {}, 0, false});
      EXPECT_EQ(c.given_up.size(), i == 2 ? 1U : 0U);
   }
   EXPECT_TRUE(out.is_idle());
}

// A board that blames a probe which cannot have run is damaged.
TEST_F(dispatching, does_not_blame_a_probe_that_was_left_out)
{
   add(1);
   numbers(0);
   convict(acme, 0);
   alone();
   EXPECT_FALSE(out.lost(0, evident(acme, 0)).found);
   EXPECT_EQ(out.strikes().at(acme), 1U);
}

TEST_F(dispatching, gives_a_retiring_worker_nothing_more)
{
   add(4);
   numbers(0);
   out.retire(0);
   finish(0, {0, 1, 2});
   EXPECT_THAT(numbers(0), IsEmpty());
   out.ended(0);
   EXPECT_THAT(numbers(0), ElementsAre(3));
}

TEST_F(dispatching, wants_domains_until_one_worker_could_be_filled)
{
   EXPECT_TRUE(out.wants_more());
   add(2);
   EXPECT_TRUE(out.wants_more());
   add(1);
   EXPECT_FALSE(out.wants_more());
   numbers(0, 1);
   EXPECT_TRUE(out.wants_more()) << "one is handed out";
}

TEST_F(dispatching, hands_out_again_before_anything_new)
{
   add(5);
   numbers(0);
   convict(acme, 1);
   EXPECT_THAT(numbers(1), ElementsAre(0, 2, 3)) << "those of the worker that ended come first";
}

// The suspect was not among the worker's domains, so any of them may be guilty.
TEST_F(dispatching, does_not_blame_a_domain_that_the_worker_did_not_have)
{
   add(4);
   numbers(0);
   numbers(1);
   EXPECT_TRUE(out.lost(0, in_probe(acme, 3)).is_suspicion);
   auto const given = out.hand_out(0, 100);
   ASSERT_EQ(given.size(), 3U) << "they are audited together under a careful watch";
   EXPECT_TRUE(given[0].alone);
   EXPECT_THAT(out.strikes(), IsEmpty());
   EXPECT_EQ(out.in_flight(1), 1U) << "the other worker keeps its domain";
}

TEST_F(dispatching, gives_a_watched_process_all_domains_whatever_the_count)
{
   add(3);
   numbers(0);
   out.lost(0, elsewhere(other, 99));
   EXPECT_THAT(numbers(0, 1), ElementsAre(0, 1, 2));
}

TEST_F(dispatching, needs_a_new_process_to_watch_what_ended_another)
{
   add(4);
   numbers(1);
   numbers(0);
   out.lost(1, elsewhere(other, 99));
   EXPECT_THAT(numbers(0), IsEmpty()) << "worker 0 still has a domain";
   finish(0, {3});
   EXPECT_THAT(numbers(0), IsEmpty());
   EXPECT_TRUE(out.is_retiring(0)) << "its process has audited a domain before";
   out.ended(0);
   EXPECT_THAT(numbers(0), ElementsAre(0, 1, 2));
}

// The board names the probe, but its code was not running: the end may come from elsewhere.
TEST_F(dispatching, repeats_what_the_watch_saw_outside_of_a_probe)
{
   add(1);
   numbers(0);
   death const outside{"memory freed twice", false, acme, 0, true};
   out.lost(0, outside);
   alone();
   EXPECT_FALSE(out.lost(0, outside).found) << "not evident enough for a verdict";
   EXPECT_THAT(left_out(alone()), testing::Not(IsEmpty())) << "the named probe runs by itself";
}

// The worker has one domain, so a board that shows another one is damaged.
TEST_F(dispatching, does_not_believe_a_board_that_shows_another_domain)
{
   add(1);
   numbers(0);
   out.lost(0, evident(acme, 0));
   alone();
   EXPECT_FALSE(out.lost(0, evident(acme, 99)).found);
   EXPECT_THAT(left_out(alone()), IsEmpty()) << "nobody is named by it";
}

TEST_F(dispatching, counts_the_deaths_of_a_domain_anew_after_a_verdict)
{
   add(1);
   numbers(0);
   death const nobody{"SIGKILL", false, {}, 0, false};
   out.lost(0, nobody);
   for (auto i = 0; i != 2; ++i) {
      alone();
      EXPECT_THAT(out.lost(0, nobody).given_up, IsEmpty());
   }
   alone();
   ASSERT_TRUE(out.lost(0, evident(acme, 0)).found);
   for (auto i = 0; i != 2; ++i) {
      alone();
      EXPECT_THAT(out.lost(0, nobody).given_up, IsEmpty()) << i;
   }
   alone();
   EXPECT_EQ(out.lost(0, nobody).given_up.size(), 1U);
}

TEST_F(dispatching, lets_the_others_go_on_when_a_domain_is_given_up)
{
   add(3);
   numbers(0);
   death const nobody{"SIGKILL", false, {}, 0, false};
   out.lost(0, elsewhere(acme, 1));
   for (auto i = 0; i != 3; ++i) {
      EXPECT_EQ(alone().number, 1U);
      out.lost(0, nobody);
   }
   EXPECT_THAT(numbers(0), ElementsAre(0, 2)) << "together, under a careful watch";
}

TEST_F(dispatching, a_domain_that_was_finished_can_be_audited_once_more)
{
   add(2);
   EXPECT_THAT(numbers(0), ElementsAre(0, 1));
   finish(0, {0, 1});
   EXPECT_TRUE(out.is_idle());
   out.add_again(1, {*dns::name::from_text("d1.test"), "d1.test"});
   EXPECT_FALSE(out.is_idle());
   EXPECT_THAT(numbers(1), ElementsAre(1));
   finish(1, {1});
   EXPECT_TRUE(out.is_idle());
}

}  // namespace
