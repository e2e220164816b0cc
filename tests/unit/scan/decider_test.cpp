// SPDX-License-Identifier: Apache-2.0
#include "core/scan/decider.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using namespace std::chrono_literals;
using scan::board;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// An order as a word: "start 0", "assign 1: 3 4".
struct as_word {
   std::string operator()(scan::order::start const& o) const
   {
      return fmt::format("start {}", o.worker);
   }
   std::string operator()(scan::order::assign const& o) const
   {
      auto text = fmt::format("assign {}:", o.worker);
      for (auto const& a : o.task.all)
         text += fmt::format(" {}{}", a.number, a.alone ? " alone" : "");
      return text;
   }
   std::string operator()(scan::order::dismiss const& o) const
   {
      return fmt::format("dismiss {}", o.worker);
   }
   std::string operator()(scan::order::kill const& o) const
   {
      return fmt::format("kill {}", o.worker);
   }
   std::string operator()(scan::order::give_up const& o) const
   {
      return fmt::format("give up {} ({})", o.task.number, o.reason);
   }
   std::string operator()(scan::order::announce const& o) const { return o.text.message; }
};

std::vector<std::string> words(scan::order_list const& orders)
{
   std::vector<std::string> all;
   for (auto const& o : orders)
      all.push_back(std::visit(as_word{}, o));
   return all;
}

class deciding : public testing::Test {
protected:
   static scan::decider::rules rules()
   {
      scan::decider::rules r;
      r.workers = 2;
      r.each.in_flight = 3;
      r.stuck_after = 10s;
      r.patience = 5s;
      r.failed_starts = 3;
      r.at_once = 2;
      return r;
   }

   void add(std::size_t count)
   {
      for (std::size_t i = 0; i != count; ++i) {
         auto const text = fmt::format("d{}.test", added_++);
         decider.add({*dns::name::from_text(text), text});
      }
   }

   std::vector<std::string> turn() { return words(decider.turn(now)); }

   void hire(std::size_t worker)
   {
      decider.started(worker, now);
      decider.ready(worker);
   }
   // Both workers are there and have what there is for them.
   void begin(std::size_t domains)
   {
      add(domains);
      turn();
      hire(0);
      hire(1);
      turn();
   }

   std::vector<std::string> seen(std::size_t worker, scan::sight const& s)
   {
      return words(decider.seen(worker, s, now));
   }
   std::vector<std::string> ended(
      std::size_t worker, scan::process_end const& end, scan::sight const& last = beats(0))
   {
      return words(decider.ended(worker, end, last));
   }
   static scan::process_end by(std::string reason) { return {std::move(reason), false}; }
   static scan::sight beats(std::uint64_t count)
   {
      return {count, board::phase::own_code, std::nullopt, 0};
   }
   static scan::sight in_probe(std::uint32_t probe, std::uint64_t domain)
   {
      return {1, board::phase::probe, probe, domain};
   }

   scan::decider::time_point now{1000s};
   scan::decider decider{rules(), {{"acme", 0, {}}, {"acme (second)", 0, {}}, {"other", 1, {}}}};

   std::vector<std::string> last_;

private:
   std::size_t added_ = 0;
};

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
