// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/recording_source.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/lab/lab.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::resolver::tests {
namespace {

using duration = base::event_loop::duration;

struct recording_source_test : testing::Test {
   recording_source_test()
   {
      auto parsed = dns::parse_zone_text("@ 300 MX 10 mx\n", name("a.test"), "zone");
      EXPECT_TRUE(parsed);
      EXPECT_TRUE(zones.add_zone(name("a.test"), *std::move(parsed)).empty());
   }

   exchange ask_of(source& s, request const& r)
   {
      std::optional<exchange> got;
      s.ask(r, [&](exchange e) {
         got = std::move(e);
      });
      EXPECT_FALSE(got) << "inline";
      loop.run([] {
         return false;
      });
      EXPECT_TRUE(got);
      return got.value_or(exchange{});
   }
   std::unique_ptr<source> wrapped(recorder& by)
   {
      return by.wrap(make_lab_source(loop, zones), 0);
   }
   recording read()
   {
      auto made = recording::read(out.str(), "f");
      EXPECT_TRUE(made);
      return made ? std::move(*made) : recording{};
   }

   dns::question const mx = ask("a.test", "MX");
   base::virtual_loop loop;
   lab zones;
   std::ostringstream out;
   recording_terms const terms{{}, false, "zone", {}, 3, 1};
};

TEST_F(recording_source_test, replays_what_was_recorded)
{
   zones.add_fault(mx.asked, mx.type, {fault_kind::delay, duration{300}, 0});
   recorder by{out, loop, terms, {}};
   auto const made = ask_of(*wrapped(by), {mx});
   by.finish();
   auto const from = read();
   questions_not_recorded lacking;
   auto const sources = make_replay_sources(loop, from, lacking);
   ASSERT_EQ(sources.size(), 1U);
   auto const again = ask_of(*sources[0], {mx});
   EXPECT_EQ(again.wire, made.wire);
   EXPECT_EQ(again.destination, "zone");
   EXPECT_EQ(again.received - again.sent, duration{300});
   EXPECT_TRUE(lacking.empty());
}

// As an upstream that refuses what comes too fast makes a run try more often, and the way's loss.
TEST_F(recording_source_test, more_tries_than_usual_end_as_they_did)
{
   recorder by{out, loop, terms, {}};
   zones.add_fault(mx.asked, mx.type, {fault_kind::refused, {}, 0});
   for (auto i = 1U; i != 5; ++i)
      ask_of(*wrapped(by), {.asked = mx, .attempt = i});
   zones = {};
   auto parsed = dns::parse_zone_text("@ 300 MX 10 mx\n", name("a.test"), "zone");
   EXPECT_TRUE(zones.add_zone(name("a.test"), *std::move(parsed)).empty());
   auto const made = ask_of(*wrapped(by), {.asked = mx, .attempt = 5});
   by.finish();
   auto const from = read();
   questions_not_recorded lacking;
   policy how;
   how.tries = from.terms().tries;
   shared_resolver again{loop, make_replay_sources(loop, from, lacking), how, 1};
   answer_ptr got;
   again.ask(mx, [&](answer_ptr a) {
      got = std::move(a);
   });
   loop.run([] {
      return false;
   });
   ASSERT_TRUE(got);
   EXPECT_EQ(got->state, status::records);
   EXPECT_EQ(got->exchanges.back().wire, made.wire);
}

TEST_F(recording_source_test, what_is_lacking_is_withheld_and_counted)
{
   recorder by{out, loop, terms, {}};
   ask_of(*wrapped(by), {mx});
   by.finish();
   auto const from = read();
   questions_not_recorded lacking;
   auto const sources = make_replay_sources(loop, from, lacking);
   auto const other = ask("a.test", "TXT");
   for (auto i = 0; i < 2; ++i) {
      auto const e = ask_of(*sources[0], {other});
      ASSERT_TRUE(e.failure);
      EXPECT_EQ(e.failure->kind, base::cause_class::withheld);
      EXPECT_EQ(e.failure->code, "not-recorded");
      EXPECT_THAT(e.failure->detail, testing::HasSubstr("a.test TXT"));
   }
   EXPECT_THAT(lacking, testing::ElementsAre(exchange_key{other, 0, transport::udp, 0}));
}

// A recording is one view of the DNS.
TEST_F(recording_source_test, an_exchange_is_made_once)
{
   zones.add_fault(mx.asked, mx.type, {fault_kind::delay, duration{300}, 0});
   recorder by{out, loop, terms, {}};
   auto const from = wrapped(by);
   auto const first = ask_of(*from, {mx});
   auto const before = loop.now();
   EXPECT_EQ(ask_of(*from, {mx}).wire, first.wire);
   EXPECT_EQ(loop.now(), before) << "from what is known";
   ask_of(*from, {mx, transport::udp, duration{2000}, 2});
   EXPECT_GT(loop.now(), before) << "another try is another exchange";
   by.finish();
   EXPECT_EQ(read().size(), 2U);
}

// How it was put is part of the question, and so is whom it was put to.
TEST_F(recording_source_test, replays_what_servers_were_asked_by_themselves)
{
   server_address const one{"192.0.2.1"};
   dns::query_form const plain{.rd = false};
   dns::query_form const signatures{.rd = false, .dnssec_ok = true, .options = {{3, "ab"}}};
   recorder by{out, loop, terms, {}};
   auto const from = by.wrap_server(make_lab_source(loop, zones), one);
   std::vector<exchange> made;
   for (auto const* form : {&plain, &signatures})
      made.push_back(ask_of(*from, {.asked = mx, .form = form}));
   EXPECT_NE(made[0].wire, made[1].wire);
   by.finish();
   auto const recorded = read();
   EXPECT_EQ(recorded.size(), 2U);
   questions_not_recorded lacking;
   auto const again = make_replay_source(loop, recorded, lacking, one);
   EXPECT_EQ(ask_of(*again, {.asked = mx, .form = &plain}).wire, made[0].wire);
   EXPECT_EQ(ask_of(*again, {.asked = mx, .attempt = 3, .form = &signatures}).wire, made[1].wire);
   EXPECT_TRUE(lacking.empty());
   auto const other_server = make_replay_source(loop, recorded, lacking, {"192.0.2.2"});
   EXPECT_EQ(ask_of(*other_server, {.asked = mx, .form = &plain}).failure->code, "not-recorded");
   dns::query_form const without_edns{.rd = false, .edns = false};
   EXPECT_EQ(ask_of(*again, {.asked = mx, .form = &without_edns}).failure->code, "not-recorded");
   auto const upstreams = make_replay_sources(loop, recorded, lacking);
   EXPECT_EQ(ask_of(*upstreams[0], {mx}).failure->code, "not-recorded");
   EXPECT_EQ(lacking.size(), 3U);
}

TEST_F(recording_source_test, a_server_that_was_not_asked_keeps_its_cause)
{
   direct_question const q{{"10.0.0.1"}, mx};
   recorder by{out, loop, terms, {}};
   by.note_unasked(q, base::withheld("not-global", "10.0.0.1:53"));
   by.finish();
   auto const from = read();
   questions_not_recorded lacking;
   auto const again = make_replay_source(loop, from, lacking, q.server);
   auto const e = ask_of(*again, {.asked = mx, .form = &q.form});
   EXPECT_EQ(e.failure, base::withheld("not-global", "10.0.0.1:53"));
   EXPECT_EQ(e.destination, "");
   EXPECT_TRUE(lacking.empty());
}

// Whether an upstream lives is of now: else one that was dead would stay so for the run.
TEST_F(recording_source_test, a_trial_is_neither_recorded_nor_remembered)
{
   recorder by{out, loop, terms, {}};
   auto const from = wrapped(by);
   zones.add_fault(mx.asked, mx.type, {fault_kind::delay, duration{300}, 0});
   for (auto i = 1; i <= 2; ++i) {
      ask_of(*from, {.asked = mx, .is_trial = true});
      EXPECT_EQ(loop.now(), i * duration{300});
   }
   ask_of(*from, {mx});
   by.finish();
   EXPECT_EQ(read().size(), 1U);
}

TEST_F(recording_source_test, a_question_that_nobody_was_asked_keeps_its_cause)
{
   recorder by{out, loop, terms, {}};
   exchange none;
   none.asked = mx;
   none.failure = base::transient("upstream-down", "it is");
   by.note_unasked(none);
   by.finish();
   auto const from = read();
   questions_not_recorded lacking;
   auto const sources = make_replay_sources(loop, from, lacking);
   auto const again = ask_of(*sources[0], {mx});
   EXPECT_EQ(again.failure, none.failure);
   EXPECT_EQ(again.destination, "");
   EXPECT_TRUE(lacking.empty());
}

TEST_F(recording_source_test, may_be_destroyed_with_questions_open)
{
   recorder by{out, loop, terms, {}};
   auto from = wrapped(by);
   ask_of(*from, {mx});
   auto told = false;
   auto const tell = [&](exchange const&) {
      told = true;
   };
   from->ask({mx}, tell);
   from->ask({ask("a.test", "A")}, tell);
   from.reset();
   by.finish();
   auto const recorded = read();
   questions_not_recorded lacking;
   auto sources = make_replay_sources(loop, recorded, lacking);
   sources[0]->ask({mx}, tell);
   sources.clear();
   loop.run([] {
      return false;
   });
   EXPECT_FALSE(told);
}

}  // namespace
}  // namespace dnslint::resolver::tests
