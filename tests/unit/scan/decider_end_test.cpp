// SPDX-License-Identifier: Apache-2.0
// What follows from the end of a worker.
#include "core/scan/decider.hpp"
#include "tests/unit/scan/deciding.hpp"

#include <gmock/gmock.h>

namespace dnslint::scan::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(deciding, names_the_probe_that_did_not_return)
{
   begin(1);
   seen(0, in_probe(2, 0));
   now += 10s;
   EXPECT_THAT(seen(0, in_probe(2, 0)), ElementsAre("kill 0"));
   EXPECT_THAT(
      ended(0, by("SIGKILL"), in_probe(2, 0)),
      ElementsAre("a worker ended (no return within 10 s); its domains are audited again"));
   EXPECT_THAT(turn(), ElementsAre("start 0"));
   hire(0);
   EXPECT_THAT(turn(), ElementsAre("assign 0: 0 alone"));
   seen(0, in_probe(2, 0));
   now += 10s;
   seen(0, in_probe(2, 0));
   EXPECT_THAT(
      ended(0, by("SIGKILL"), in_probe(2, 0)),
      ElementsAre("the probe of other ended the worker that audited d0.test: "
                  "no return within 10 s in other"));
   EXPECT_THAT(decider.crashes(), ElementsAre(testing::Pair("other", 1U)));
   EXPECT_EQ(decider.restarts(), 2U);
}

TEST_F(deciding, tells_when_a_probe_is_switched_off)
{
   for (std::uint64_t i = 0; i != 3; ++i) {
      add(1);
      turn();
      for (auto const w : {0U, 1U})
         if (!decider.is_present(w))
            hire(w);
      turn();
      ended(0, by("SIGILL"), in_probe(1, i));
      for (auto trials = 0; trials != 2; ++trials) {
         turn();
         hire(0);
         turn();
         last_ = ended(0, by("SIGILL"), in_probe(1, i));
      }
      turn();
      hire(0);
      turn();
      EXPECT_TRUE(decider.finished(0, i).is_kept);
      turn();
   }
   ASSERT_EQ(last_.size(), 2U);
   EXPECT_THAT(last_[0], HasSubstr("SIGILL in acme (second)"));
   EXPECT_THAT(last_[1], HasSubstr("the probe of acme (second) is switched off"));
   EXPECT_THAT(decider.switched_off(), ElementsAre("acme (second)"));
}

TEST_F(deciding, takes_a_worker_that_sends_no_message_for_damaged)
{
   begin(1);
   EXPECT_THAT(words(decider.garbled(0)), ElementsAre("kill 0"));
   EXPECT_THAT(ended(0, by("SIGKILL"), in_probe(0, 0)), ElementsAre(HasSubstr("no message")));
}

TEST_F(deciding, gives_up_a_domain_whose_workers_end_without_a_probe)
{
   begin(1);
   ended(0, by("SIGKILL"));
   for (auto i = 0; i != 2; ++i) {
      turn();
      hire(0);
      turn();
      EXPECT_THAT(ended(0, by("SIGKILL")), IsEmpty());
   }
   turn();
   hire(0);
   turn();
   EXPECT_THAT(ended(0, by("SIGKILL")), ElementsAre("give up 0 (SIGKILL)"));
}

// A board may hold anything: plugin code can write to it.
TEST_F(deciding, does_not_believe_a_board_that_names_no_probe_of_the_plan)
{
   begin(1);
   ended(0, by("SIGSEGV"), in_probe(17, 0));
   turn();
   hire(0);
   EXPECT_THAT(turn(), ElementsAre("assign 0: 0 alone"));
   EXPECT_THAT(ended(0, by("SIGSEGV"), in_probe(4'000'000'000, 0)), IsEmpty());
   EXPECT_THAT(decider.crashes(), IsEmpty());
}

// A worker may end by exit(0) in a probe: that is no calm end, since its domain is not audited.
TEST_F(deciding, takes_an_end_with_a_domain_for_a_crash_whatever_its_status)
{
   begin(1);
   EXPECT_THAT(
      ended(0, by(""), in_probe(0, 0)),
      ElementsAre("a worker ended (exit status 0); its domains are audited again"));
   EXPECT_EQ(decider.restarts(), 1U);
}

TEST_F(deciding, counts_an_end_that_it_did_not_want_although_no_domain_is_lost)
{
   begin(2);
   decider.finished(0, 0);
   decider.finished(0, 1);
   ended(1, by("SIGTERM"));
   EXPECT_EQ(decider.restarts(), 1U);
   ended(0, by(""));
   EXPECT_EQ(decider.restarts(), 1U) << "the other one has ended by itself";
}

TEST_F(deciding, kills_for_the_first_reason_only)
{
   begin(1);
   decider.garbled(0);
   seen(0, beats(0));
   now += 10s;
   EXPECT_THAT(seen(0, beats(0)), ElementsAre("kill 0"));
   EXPECT_THAT(
      ended(0, by("SIGKILL"), in_probe(0, 0)),
      ElementsAre(HasSubstr("something that is no message")));
}

// Who wrote the bytes is unknown, so one trial alone does not prove anything.
TEST_F(deciding, does_not_take_a_damaged_stream_for_evident)
{
   begin(1);
   decider.garbled(0);
   ended(0, by("SIGKILL"), in_probe(0, 0));
   turn();
   hire(0);
   turn();
   decider.garbled(0);
   EXPECT_THAT(ended(0, by("SIGKILL"), in_probe(0, 0)), IsEmpty());
   EXPECT_THAT(decider.crashes(), IsEmpty());
}

TEST_F(deciding, believes_the_watch_of_a_worker_at_its_first_trial)
{
   begin(1);
   ended(0, {"memory freed twice", true}, in_probe(2, 0));
   turn();
   hire(0);
   turn();
   EXPECT_THAT(
      ended(0, {"memory freed twice", true}, in_probe(2, 0)),
      ElementsAre("the probe of other ended the worker that audited d0.test: "
                  "memory freed twice in other"));
}

struct advice {
   std::string message;
   std::string hint;
};

// A verdict says what becomes of the checks, and a switched-off plugin how to do without it.
TEST_F(deciding, says_what_follows_from_what_it_found)
{
   std::vector<advice> all;
   auto const keep = [&all](scan::order_list const& orders) {
      for (auto const& o : orders)
         if (auto const* const a = std::get_if<scan::order::announce>(&o))
            all.push_back({a->text.message, a->text.hint});
   };
   begin(1);
   keep(decider.ended(0, by("SIGILL"), in_probe(1, 0)));
   for (auto trials = 0; trials != 2; ++trials) {
      turn();
      hire(0);
      turn();
      keep(decider.ended(0, by("SIGILL"), in_probe(1, 0)));
   }
   ASSERT_EQ(all.size(), 2U);
   EXPECT_THAT(all[0].hint, HasSubstr("audited alone, to find out which probe is guilty"));
   EXPECT_THAT(all[1].message, HasSubstr("the probe of acme (second)"));
   EXPECT_EQ(all[1].hint, "its checks are unknown for that domain; everything else goes on");
}

TEST_F(deciding, names_the_plugin_to_leave_out_without_the_probe)
{
   scan::decider::rules r = rules();
   r.each.strikes = 1;
   scan::decider strict{r, {{"acme", 0, {}}, {"acme (second)", 0, {}}}};
   strict.add({*dns::name::from_text("a.test"), "a.test"});
   scan::order_list last;
   for (auto lives = 0; lives != 3; ++lives) {
      strict.turn(now);
      strict.started(0, now);
      strict.ready(0);
      strict.turn(now);
      last = strict.ended(0, by("SIGILL"), in_probe(1, 0));
   }
   ASSERT_EQ(last.size(), 2U);
   auto const& text = std::get<scan::order::announce>(last[1]).text;
   EXPECT_THAT(text.message, HasSubstr("switched off for the rest of this run"));
   EXPECT_EQ(text.hint, "leave it out with --skip 'acme/*'");
}

}  // namespace
}  // namespace dnslint::scan::tests
