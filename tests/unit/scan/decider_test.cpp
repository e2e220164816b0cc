// SPDX-License-Identifier: Apache-2.0
// Who is started, given domains, and dismissed.
#include "core/scan/decider.hpp"

#include "tests/unit/scan/deciding.hpp"

#include <gmock/gmock.h>

namespace dnslint::scan::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(deciding, starts_nobody_before_there_is_a_domain)
{
   EXPECT_THAT(turn(), IsEmpty());
   add(1);
   EXPECT_THAT(turn(), ElementsAre("start 0", "start 1"));
}

TEST_F(deciding, hands_out_only_to_who_is_ready_and_in_turns)
{
   add(5);
   turn();
   decider.started(0, now);
   decider.started(1, now);
   EXPECT_THAT(turn(), IsEmpty());
   decider.ready(0);
   EXPECT_THAT(turn(), ElementsAre("assign 0: 0 1", "assign 0: 2"));
   decider.ready(1);
   EXPECT_THAT(turn(), ElementsAre("assign 1: 3 4"));
}

TEST_F(deciding, wants_domains_while_few_wait_and_few_results_do)
{
   EXPECT_TRUE(decider.wants_domains(false));
   EXPECT_FALSE(decider.wants_domains(true)) << "finished ones wait to be written";
   add(3);
   EXPECT_FALSE(decider.wants_domains(false)) << "enough for one worker waits";
   decider.list_ended();
   EXPECT_FALSE(decider.wants_domains(false));
}

TEST_F(deciding, keeps_the_record_of_who_has_the_domain)
{
   begin(4);
   EXPECT_TRUE(decider.finished(0, 0).is_kept);
   EXPECT_FALSE(decider.finished(0, 0).is_kept) << "it is finished";
   EXPECT_FALSE(decider.finished(1, 1).is_kept) << "the other worker has it";
}

TEST_F(deciding, dismisses_who_has_nothing_when_the_list_has_ended)
{
   begin(2);
   EXPECT_THAT(turn(), IsEmpty()) << "more may come";
   decider.finished(0, 0);
   decider.finished(0, 1);
   decider.list_ended();
   EXPECT_FALSE(decider.is_over(now));
   EXPECT_THAT(turn(), ElementsAre("dismiss 0", "dismiss 1"));
   EXPECT_THAT(turn(), IsEmpty()) << "they are told once";
   ended(0, by(""));
   EXPECT_FALSE(decider.is_over(now));
   ended(1, by(""));
   EXPECT_TRUE(decider.is_over(now));
   EXPECT_EQ(decider.restarts(), 0U);
}

TEST_F(deciding, replaces_who_retires)
{
   begin(3);
   decider.retiring(0);
   decider.finished(0, 0);
   decider.finished(0, 1);
   decider.finished(1, 2);
   add(1);
   EXPECT_THAT(turn(), ElementsAre("assign 1: 3", "dismiss 0"));
   ended(0, by(""));
   EXPECT_THAT(turn(), ElementsAre("start 0"));
}

struct silence {
   std::string name;
   bool is_ready;
   bool has_domain;
   board::phase phase;
   bool is_killed;
};
class silent_worker : public deciding, public testing::WithParamInterface<silence> {};

TEST_P(silent_worker, is_ended_when_it_should_give_a_sign_of_life)
{
   auto const& p = GetParam();
   add(1);
   turn();
   decider.started(0, now);
   if (p.is_ready)
      decider.ready(0);
   if (p.has_domain)
      turn();
   scan::sight const s{7, p.phase, {}, 0};
   EXPECT_THAT(seen(0, s), IsEmpty());
   now += 9999ms;
   EXPECT_THAT(seen(0, s), IsEmpty());
   now += 1ms;
   if (p.is_killed)
      EXPECT_THAT(seen(0, s), ElementsAre("kill 0"));
   else
      EXPECT_THAT(seen(0, s), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
   cases,
   silent_worker,
   testing::Values(
      silence{"reads_zones", false, false, board::phase::own_code, false},
      silence{"loads_a_plugin", false, false, board::phase::loading, true},
      silence{"has_nothing", true, false, board::phase::own_code, false},
      silence{"audits", true, true, board::phase::own_code, true},
      silence{"is_in_a_probe", true, true, board::phase::probe, true}),
   [](auto const& about) {
      return about.param.name;
   });

TEST_F(deciding, takes_beats_and_messages_for_signs_of_life)
{
   begin(1);
   seen(0, beats(1));
   now += 9s;
   seen(0, beats(2));
   now += 9s;
   EXPECT_THAT(seen(0, beats(2)), IsEmpty()) << "it has beaten 9 seconds ago";
   decider.heard(0, now);
   now += 9s;
   EXPECT_THAT(seen(0, beats(2)), IsEmpty()) << "it has sent something";
   now += 1s;
   EXPECT_THAT(seen(0, beats(2)), ElementsAre("kill 0"));
   EXPECT_THAT(turn(), IsEmpty()) << "who is killed is given nothing";
}

// The time that a worker was idle does not count against it.
TEST_F(deciding, measures_silence_from_the_first_domain)
{
   add(1);
   turn();
   hire(0);
   now += 60s;
   EXPECT_THAT(turn(), ElementsAre("start 1", "assign 0: 0"));
   EXPECT_THAT(seen(0, beats(0)), IsEmpty());
}

TEST_F(deciding, ends_the_run_when_no_worker_can_begin)
{
   add(1);
   for (auto i = 0; i != 3; ++i) {
      EXPECT_FALSE(decider.is_over(now)) << i;
      turn();
      decider.started(0, now);
      ended(0, by("exit status 127"));
   }
   EXPECT_TRUE(decider.is_over(now));
   ASSERT_TRUE(decider.failure());
   EXPECT_THAT(decider.failure()->message, HasSubstr("3 workers ended before they could begin"));
   EXPECT_THAT(decider.failure()->message, HasSubstr("exit status 127"));
}

TEST_F(deciding, forgets_failed_starts_after_one_that_succeeds)
{
   add(1);
   for (auto i = 0; i != 5; ++i) {
      turn();
      decider.started(0, now);
      if (i == 2)
         decider.ready(0);
      ended(0, by("exit status 1"));
   }
   EXPECT_FALSE(decider.failure());
   decider.not_started(base::error("no process"));
   EXPECT_TRUE(decider.is_over(now));
}

TEST_F(deciding, finishes_what_is_under_way_within_its_patience_when_stopped)
{
   begin(3);
   decider.stop(now);
   EXPECT_TRUE(decider.is_stopping());
   EXPECT_FALSE(decider.wants_domains(false));
   EXPECT_FALSE(decider.is_over(now));
   add(1);
   EXPECT_THAT(turn(), ElementsAre()) << "nothing more is handed out";
   decider.stop(now + 4s);
   EXPECT_FALSE(decider.is_over(now + 4999ms));
   EXPECT_TRUE(decider.is_over(now + 5s)) << "the first stop counts";
}

TEST_F(deciding, is_over_at_once_when_stopped_with_nothing_under_way)
{
   begin(3);
   decider.stop(now);
   decider.finished(0, 0);
   decider.finished(0, 1);
   EXPECT_FALSE(decider.is_over(now)) << "the other worker has a domain";
   decider.finished(1, 2);
   EXPECT_TRUE(decider.is_over(now));
}

TEST_F(deciding, starts_nobody_anew_when_stopped)
{
   begin(3);
   decider.stop(now);
   ended(0, by("SIGTERM"));
   EXPECT_THAT(turn(), testing::Not(testing::Contains(HasSubstr("start"))));
}

TEST_F(deciding, starts_only_who_is_missing)
{
   add(5);
   EXPECT_THAT(turn(), ElementsAre("start 0", "start 1"));
   hire(0);
   EXPECT_THAT(turn(), ElementsAre("start 1", "assign 0: 0 1", "assign 0: 2"));
   decider.started(1, now);
   EXPECT_THAT(turn(), IsEmpty()) << "it is there, and not ready";
   EXPECT_TRUE(decider.is_present(1));
   ended(1, by("SIGTERM"));
   EXPECT_FALSE(decider.is_present(1));
   EXPECT_THAT(turn(), ElementsAre("start 1"));
}

TEST_F(deciding, starts_nobody_for_a_list_that_is_finished)
{
   begin(1);
   decider.finished(0, 0);
   ended(1, by(""));
   EXPECT_THAT(turn(), IsEmpty());
}

TEST_F(deciding, starts_nobody_once_a_worker_could_not_be_started)
{
   add(1);
   decider.not_started(base::error("no process"));
   EXPECT_THAT(turn(), IsEmpty());
}

TEST_F(deciding, gives_nothing_more_to_a_worker_that_it_kills)
{
   add(1);
   turn();
   hire(0);
   turn();
   decider.garbled(0);
   add(2);
   EXPECT_THAT(turn(), ElementsAre("start 1")) << "what waits is for the other one";
}

}  // namespace
}  // namespace dnslint::scan::tests
