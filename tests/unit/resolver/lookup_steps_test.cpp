// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/lookup_steps.hpp"

#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests::steps {
namespace {

using namespace std::chrono_literals;
using action = step::action;
using verdict = admission::verdict;
using testing::SizeIs;

dns::question const mx = ask("example.test", "MX");

answer failed(std::string code)
{
   exchange e;
   e.asked = mx;
   e.failure = base::transient(std::move(code));
   return interpret(std::move(e));
}

answer said(dns::message const& m, dns::question const& q = mx)
{
   return interpret(received(q, m));
}

answer records_of(dns::question const& q = mx)
{
   return said(with_answer(response(q), q.asked.to_text() + ". 300 MX 10 m.test."), q);
}

answer alias(dns::question const& q, std::string const& to)
{
   return said(with_answer(response(q), q.asked.to_text() + ". 300 CNAME " + to + "."), q);
}

// What follows on a verdict of the policies, at the first upstream of so many.
struct admission_case {
   char const* title;
   std::size_t upstreams;
   bool may_hold;
   char const* at_hand;  // a failure, or null
   verdict says;
   action next;
};

class admissions : public testing::TestWithParam<admission_case> {};

TEST_P(admissions, lead_to)
{
   auto const& c = GetParam();
   lookup_steps steps{mx, {c.upstreams, 8, c.may_hold}};
   steps.begin_at(0);
   if (c.at_hand != nullptr)
      steps.answered(failed(c.at_hand), attempt{}, false);
   EXPECT_EQ(steps.admitted({c.says, 7ms}, "here").next, c.next);
}

INSTANTIATE_TEST_SUITE_P(
   each,
   admissions,
   testing::Values(
      admission_case{"room", 1, false, nullptr, verdict::send, action::ask},
      admission_case{"room_for_another_attempt", 1, false, "timeout", verdict::send, action::ask},
      admission_case{"no_room", 1, false, nullptr, verdict::full, action::wait},
      admission_case{"dead_and_another_left", 2, false, nullptr, verdict::open, action::admit},
      admission_case{"dead_and_alone", 1, false, nullptr, verdict::open, action::give_up},
      admission_case{
         "dead_with_an_answer_at_hand", 1, false, "servfail", verdict::open, action::give_up},
      admission_case{"outage", 1, true, nullptr, verdict::open, action::hold},
      admission_case{"outage_after_silence", 1, true, "timeout", verdict::open, action::hold},
      admission_case{"dead_after_servfail", 1, true, "servfail", verdict::open, action::give_up},
      admission_case{"no_retry_left", 1, false, "timeout", verdict::spent, action::give_up},
      admission_case{
         "no_retry_left_and_nothing_heard", 1, true, "timeout", verdict::spent, action::hold}),
   [](auto const& c) {
      return c.param.title;
   });

struct lookup_steps_test : testing::Test {
   lookup_steps_test() { steps.begin_at(0); }

   lookup_steps steps{mx, {2, 2, false}};
};

TEST_F(lookup_steps_test, waits_for_its_turn_before_it_asks)
{
   EXPECT_EQ(steps.admitted({verdict::send, 7ms}, "here"), (step{action::ask, 7ms}));
}

TEST_F(lookup_steps_test, an_answer_that_stands_is_the_result)
{
   EXPECT_EQ(steps.answered(records_of(), std::nullopt, true).next, action::finish);
   EXPECT_EQ(steps.take_result().state, status::records);
}

TEST_F(lookup_steps_test, another_attempt_follows_after_its_wait_and_may_be_a_retry)
{
   EXPECT_FALSE(steps.is_retry());
   EXPECT_EQ(
      steps.answered(failed("timeout"), attempt{2, 1, transport::udp, 0ms}, true),
      (step{action::admit, 0ms}));
   EXPECT_FALSE(steps.is_retry()) << "the second upstream is asked for the first time";
   EXPECT_EQ(steps.current().upstream, 1U);
   EXPECT_EQ(
      steps.answered(failed("servfail"), attempt{3, 0, transport::udp, 200ms}, true),
      (step{action::admit, 200ms}));
   EXPECT_TRUE(steps.is_retry());
   ASSERT_NE(steps.at_hand(), nullptr);
   EXPECT_EQ(steps.at_hand()->why.code, "servfail");
   steps.answered(records_of(), std::nullopt, true);
   auto const result = steps.take_result();
   EXPECT_THAT(result.exchanges, SizeIs(3));
   EXPECT_FALSE(result.exchanges.back().failure) << "the last one answered";
}

TEST_F(lookup_steps_test, the_next_upstream_is_admitted_in_place_of_a_dead_one)
{
   steps.admitted({verdict::open}, "here");
   EXPECT_EQ(steps.current().upstream, 1U);
   EXPECT_EQ(steps.admitted({verdict::open}, "there").next, action::give_up);
   auto const result = steps.take_result();
   EXPECT_EQ(result.asked, mx);
   EXPECT_EQ(result.why.code, "upstream-down");
   EXPECT_EQ(result.why.detail, "there has answered nothing for some time");
}

TEST_F(lookup_steps_test, an_admission_forgets_the_dead_ones_before_it)
{
   steps.admitted({verdict::open}, "here");
   steps.admitted({verdict::send}, "there");
   steps.answered(failed("timeout"), attempt{2, 0}, true);
   EXPECT_EQ(steps.admitted({verdict::open}, "here").next, action::admit);
}

TEST_F(lookup_steps_test, an_alias_is_followed_as_far_as_allowed)
{
   EXPECT_EQ(steps.answered(alias(mx, "b.test"), std::nullopt, true).next, action::follow);
   EXPECT_EQ(steps.open(), ask("b.test", "MX"));
   steps.begin_at(1);
   EXPECT_EQ(steps.current(), (attempt{1, 1}));
   EXPECT_EQ(
      steps.answered(alias(steps.open(), "c.test"), std::nullopt, true).next, action::follow);
   EXPECT_EQ(
      steps.answered(alias(steps.open(), "d.test"), std::nullopt, true).next, action::finish);
   auto const result = steps.take_result();
   EXPECT_EQ(result.why.code, "chain-too-long");
   EXPECT_EQ(result.asked, mx);
   EXPECT_THAT(result.exchanges, SizeIs(3));
}

TEST_F(lookup_steps_test, an_alias_is_an_answer_where_aliases_are_not_followed)
{
   lookup_steps direct{mx, {.down = base::causes::server_down}};
   direct.begin_via(transport::tcp);
   EXPECT_EQ(direct.current().via, transport::tcp);
   EXPECT_EQ(direct.answered(alias(mx, "b.test"), std::nullopt, true).next, action::finish);
   EXPECT_EQ(direct.take_result().why.code, "incomplete-chain");
}

struct held : lookup_steps_test {
   held()
   : steps{mx, {1, 2, true}}
   {
      steps.begin_at(0);
   }
   action unanswered(bool is_heard)
   {
      return steps.answered(failed("timeout"), std::nullopt, is_heard).next;
   }

   lookup_steps steps;
};

TEST_F(held, silence_stands_where_something_was_heard)
{
   EXPECT_EQ(unanswered(true), action::finish);
}

TEST_F(held, silence_is_no_result_while_nothing_is_heard)
{
   EXPECT_EQ(unanswered(false), action::hold);
   steps.begin_at(0);
   EXPECT_EQ(steps.at_hand(), nullptr);
   EXPECT_EQ(unanswered(true), action::finish);
}

TEST_F(held, one_attempt_in_silence_is_enough)
{
   steps.answered(failed("timeout"), attempt{2, 0}, false);
   EXPECT_EQ(unanswered(true), action::hold);
}

TEST_F(held, a_dead_name_is_not_held_for_ever)
{
   for (auto const expected : {action::hold, action::hold, action::finish}) {
      steps.begin_at(0);
      EXPECT_EQ(unanswered(false), expected);
   }
}

TEST_F(held, what_a_server_says_is_no_silence)
{
   steps.answered(failed("timeout"), attempt{2, 0}, false);
   auto const refused = with_code(response(mx), dns::rcode::refused);
   EXPECT_EQ(steps.answered(said(refused), std::nullopt, true).next, action::finish);
}

TEST_F(lookup_steps_test, what_is_known_is_kept_at_hand_while_another_upstream_is_compared)
{
   EXPECT_EQ(steps.compare(records_of(), {2, 1}).next, action::admit);
   EXPECT_EQ(steps.current(), (attempt{2, 1}));
   EXPECT_EQ(steps.compare(failed("timeout"), {3, 0}).next, action::admit);
   ASSERT_NE(steps.at_hand(), nullptr);
   EXPECT_EQ(steps.at_hand()->state, status::records);
   EXPECT_EQ(steps.admitted({verdict::spent}, "there").next, action::give_up);
   EXPECT_EQ(steps.take_result().state, status::records);
}

TEST_F(lookup_steps_test, an_answer_at_hand_stands_when_another_attempt_tells_nothing)
{
   steps.answered(records_of(), attempt{2, 1}, true);
   EXPECT_EQ(steps.stand_by(failed("timeout")).next, action::finish);
   auto const result = steps.take_result();
   EXPECT_EQ(result.state, status::records);
   EXPECT_THAT(result.exchanges, SizeIs(2));
   EXPECT_FALSE(result.exchanges.back().failure);
}

}  // namespace
}  // namespace dnslint::resolver::tests::steps
