// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/stream_link.hpp"

#include "core/resolver/answers/answer.hpp"
#include "tests/unit/resolver/messages.hpp"
#include "tests/unit/resolver/stream_peer.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <gmock/gmock.h>
#include <span>

namespace dnslint::resolver::tests {
namespace {

using duration = base::event_loop::duration;

constexpr duration plenty{20'000};

dns::message parse(std::string const& wire)
{
   return dns::decode(std::span{reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()})
      .value;
}

std::string good(std::string const& query)
{
   auto const q = parse(query);
   auto m = response(q.questions.at(0), q.head.id);
   m.answer.push_back(
      *dns::make_record(q.questions.at(0).asked, dns::rrtype::a, 300, "\xc0\x01\x02\x03"));
   return encode(m);
}

void answer_all(peer_connection& with)
{
   while (auto const query = with.next_query())
      with.reply(good(*query));
}

void answer_one(peer_connection& with)
{
   if (auto const query = with.next_query())
      with.reply(good(*query));
}

dns::question numbered(int i)
{
   return ask("n" + std::to_string(i) + ".test", "A");
}

struct stream_link_test : testing::Test {
   void serve(stream_peer::script play, stream_link::limits const& most = {})
   {
      peer = std::make_unique<stream_peer>(std::move(play));
      connect_to(peer->port(), most);
   }
   void connect_to(
      std::uint16_t port, stream_link::limits const& most = {}, transport via = transport::tcp)
   {
      server_address const server{"127.0.0.1", port};
      made = std::make_unique<stream_link>(
         loop,
         stream_link::endpoint{
            server.to_text(),
            via,
            [server] {
               return make_tcp_stream(server);
            },
            counted},
         most);
   }
   void start(dns::question const& q, duration limit = plenty)
   {
      ++asked;
      made->ask({q, transport::tcp, limit}, [this](exchange e) {
         got.push_back(std::move(e));
      });
   }
   void finish()
   {
      loop.run([this] {
         return got.size() == asked;
      });
      ASSERT_EQ(got.size(), asked);
   }
   // Of one question.
   exchange ask_for(dns::question const& q, duration limit = plenty)
   {
      start(q, limit);
      finish();
      return got.empty() ? exchange{} : got.back();
   }
   void expect_all_answered() const
   {
      for (auto const& e : got) {
         auto const a = interpret(e);
         EXPECT_EQ(a.state, status::records) << to_text(e.asked) << ": " << to_text(a.why);
      }
   }

   dns::question const www = ask("www.test", "A");
   asio_loop loop;
   std::shared_ptr<stream_counters> counted = std::make_shared<stream_counters>();
   // Of the peer's scripts, which outlive a test's body.
   std::string seen;
   std::atomic<std::size_t> seen_size = 0;
   std::atomic<int> connections = 0;
   std::unique_ptr<stream_peer> peer;
   std::unique_ptr<stream_link> made;
   std::size_t asked = 0;
   std::vector<exchange> got;
};

TEST_F(stream_link_test, a_question_is_answered)
{
   serve([this](peer_connection& with) {
      seen = with.next_query().value_or("");
      with.reply(good(seen));
      with.next_query();
   });
   auto const e = ask_for(www);
   EXPECT_FALSE(e.failure);
   EXPECT_EQ(e.wire, good(seen));
   EXPECT_EQ(e.asked, www);
   EXPECT_EQ(e.via, transport::tcp);
   EXPECT_EQ(e.destination, "127.0.0.1:" + std::to_string(peer->port()));
   EXPECT_GE(e.received, e.sent);
   EXPECT_TRUE(parse(seen).head.rd);
   EXPECT_TRUE(parse(seen).opt);
}

// RFC 8467 section 4.1. The stream below is TCP, so that the peer can read.
TEST_F(stream_link_test, queries_over_tls_are_padded)
{
   serve([this](peer_connection& with) {
      seen = with.next_query().value_or("");
      with.reply(good(seen));
      with.next_query();
   });
   connect_to(peer->port(), {}, transport::tls);
   EXPECT_EQ(ask_for(www).via, transport::tls);
   EXPECT_EQ(seen.size(), 128U);
   expect_all_answered();
}

// RFC 7766 section 8, and for many questions at once as well.
TEST_F(stream_link_test, what_is_asked_at_once_is_sent_at_once)
{
   serve([this](peer_connection& with) {
      seen_size = with.next_bytes().size();
   });
   for (auto i = 10; i != 30; ++i)
      start(numbered(i));
   finish();
   EXPECT_EQ(seen_size, 20 * (2 + encode(dns::make_query(numbered(10), 1)).size()));
}

TEST_F(stream_link_test, many_questions_share_few_connections)
{
   serve(answer_all);
   for (auto i = 0; i != 1000; ++i)
      start(numbered(i));
   finish();
   expect_all_answered();
   EXPECT_EQ(peer->accepted(), 2U);
   EXPECT_EQ(counted->asked_again, 0U);
}

TEST_F(stream_link_test, no_more_questions_are_open_than_a_connection_may_have)
{
   stream_link::limits few;
   few.connections = 1;
   few.each.open = 7;
   serve(
      [this](peer_connection& with) {
         std::vector<std::string> open;
         while (auto query = with.next_query()) {
            open.push_back(*std::move(query));
            seen_size = std::max(seen_size.load(), open.size());
            if (open.size() < 7)
               continue;
            for (auto const& q : std::exchange(open, {}))
               with.reply(good(q));
         }
      },
      few);
   for (auto i = 0; i != 70; ++i)
      start(numbered(i));
   finish();
   expect_all_answered();
   EXPECT_EQ(seen_size, 7U);
}

TEST_F(stream_link_test, answers_may_come_in_any_order)
{
   serve([](peer_connection& with) {
      std::vector<std::string> queries;
      while (queries.size() != 20)
         queries.push_back(with.next_query().value_or(""));
      std::ranges::reverse(queries);
      for (auto const& query : queries)
         with.reply(good(query));
      with.next_query();
   });
   for (auto i = 0; i != 20; ++i)
      start(numbered(i));
   finish();
   expect_all_answered();
   EXPECT_EQ(got.front().asked, numbered(19));
}

TEST_F(stream_link_test, a_connection_is_used_again)
{
   serve(answer_all);
   for (auto i = 0; i != 5; ++i)
      ask_for(numbered(i));
   expect_all_answered();
   EXPECT_EQ(peer->accepted(), 1U);
}

TEST_F(stream_link_test, a_connection_that_idled_too_long_is_not)
{
   stream_link::limits impatient;
   impatient.idle = duration{0};
   serve(answer_all, impatient);
   for (auto i = 0; i != 3; ++i)
      ask_for(numbered(i));
   expect_all_answered();
   EXPECT_EQ(peer->accepted(), 3U);
}

TEST_F(stream_link_test, an_idle_connection_does_not_keep_the_loop_running)
{
   serve(answer_all);
   start(www);
   loop.run([] {
      return false;
   });
   EXPECT_EQ(got.size(), 1U);
}

TEST_F(stream_link_test, a_server_that_closes_after_each_answer_is_asked_one_at_a_time)
{
   serve(answer_one);
   for (auto i = 0; i != 150; ++i)
      start(numbered(i));
   finish();
   expect_all_answered();
   EXPECT_LE(counted->asked_again, 150U);
   for (auto i = 0; i != 20; ++i)
      ask_for(numbered(i));
   expect_all_answered();
}

TEST_F(stream_link_test, what_is_asked_again_is_so_once)
{
   serve([this](peer_connection& with) {
      if (connections++ == 0)
         answer_one(with);
      else
         with.next_query();
   });
   start(numbered(1));
   start(numbered(2));
   finish();
   EXPECT_EQ(interpret(got.front()).state, status::records);
   ASSERT_TRUE(got.back().failure);
   EXPECT_EQ(got.back().failure->code, "tcp-failed");
   EXPECT_EQ(counted->asked_again, 1U);
   EXPECT_EQ(peer->accepted(), 2U);
}

TEST_F(stream_link_test, a_server_that_closes_without_an_answer_has_failed)
{
   serve([](peer_connection& with) {
      with.next_query();
   });
   auto const e = ask_for(www);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->kind, base::cause_class::transient);
   EXPECT_EQ(e.failure->code, "tcp-failed");
   EXPECT_EQ(e.wire, "");
   EXPECT_EQ(peer->accepted(), 1U);
}

TEST_F(stream_link_test, a_server_that_ends_its_side_has_closed)
{
   serve([](peer_connection& with) {
      with.next_query();
      with.end_writing();
      while (!with.next_bytes().empty()) {
      }
   });
   EXPECT_EQ(ask_for(www).failure.value_or(base::cause{}).code, "tcp-failed");
}

TEST_F(stream_link_test, nobody_listening_is_tcp_failed)
{
   auto const port = stream_peer{answer_all}.port();
   connect_to(port);
   auto const e = ask_for(www);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->code, "tcp-failed");
   EXPECT_EQ(e.failure->detail, "Connection refused");
}

TEST_F(stream_link_test, slow_by_the_byte_is_slow_and_no_more)
{
   serve([](peer_connection& with) {
      auto const answer = good(with.next_query().value_or(""));
      std::string const length{0, static_cast<char>(answer.size())};
      for (auto const byte : length + answer) {
         with.send(std::string(1, byte));
         std::this_thread::sleep_for(std::chrono::milliseconds{1});
      }
      with.next_query();
   });
   EXPECT_EQ(interpret(ask_for(www)).state, status::records);
}

TEST_F(stream_link_test, what_never_comes_to_an_end_costs_one_deadline)
{
   serve([this](peer_connection& with) {
      if (connections++ > 0)
         return answer_all(with);
      with.next_query();
      with.send("\xff\xff");
      while (with.send("x"))
         std::this_thread::sleep_for(std::chrono::milliseconds{1});
   });
   auto const first = ask_for(www, duration{50});
   ASSERT_TRUE(first.failure);
   EXPECT_EQ(*first.failure, base::transient("timeout"));
   EXPECT_EQ(interpret(ask_for(www)).state, status::records);
   EXPECT_EQ(peer->accepted(), 2U);
}

TEST_F(stream_link_test, each_question_keeps_its_deadline)
{
   serve([](peer_connection& with) {
      while (auto const query = with.next_query())
         if (parse(*query).questions.at(0) != numbered(2))
            with.reply(good(*query));
   });
   start(numbered(1));
   start(numbered(2), duration{30});
   finish();
   EXPECT_EQ(interpret(got[0]).state, status::records);
   EXPECT_EQ(got[1].failure.value_or(base::cause{}), base::transient("timeout"));
   EXPECT_EQ(interpret(ask_for(numbered(3))).state, status::records);
   EXPECT_EQ(peer->accepted(), 1U) << "a server that answers others is trusted";
}

TEST_F(stream_link_test, silence_on_every_connection_does_not_stop_those_who_wait)
{
   stream_link::limits few;
   few.connections = 1;
   few.each.open = 1;
   few.each.given_up = 2;
   serve(
      [this](peer_connection& with) {
         if (connections++ > 0)
            return answer_all(with);
         while (with.next_query()) {
         }
      },
      few);
   start(numbered(1), duration{20});
   start(numbered(2));
   finish();
   EXPECT_EQ(interpret(got.back()).state, status::records);
}

TEST_F(stream_link_test, the_largest_answer_arrives_whole)
{
   serve([](peer_connection& with) {
      while (auto const query = with.next_query()) {
         auto answer = good(*query);
         answer.resize(65'535, 'x');
         with.reply(answer);
      }
   });
   for (auto i = 0; i != 5; ++i)
      start(numbered(i));
   finish();
   for (auto const& e : got)
      EXPECT_EQ(e.wire.size(), 65'535U);
}

TEST_F(stream_link_test, doubled_answers_do_no_harm)
{
   serve([](peer_connection& with) {
      while (auto const query = with.next_query()) {
         with.reply(good(*query));
         with.reply(good(*query));
      }
   });
   for (auto i = 0; i != 5; ++i)
      ask_for(numbered(i));
   expect_all_answered();
   EXPECT_EQ(peer->accepted(), 1U);
}

TEST_F(stream_link_test, a_wrong_answer_before_the_right_one_does_no_harm)
{
   serve([](peer_connection& with) {
      auto const query = with.next_query().value_or("");
      auto other = parse(query);
      other.questions = {ask("evil.test", "A")};
      with.reply(good(encode(other)));
      with.reply(good(query));
      with.next_query();
   });
   EXPECT_EQ(interpret(ask_for(www)).state, status::records);
}

TEST_F(stream_link_test, junk_ends_the_connection)
{
   for (auto const& junk :
        {std::string("\0\3abc", 5), std::string(4000, '\0'), std::string(4000, '\x01')}) {
      serve([junk](peer_connection& with) {
         with.next_query();
         while (with.send(junk)) {
         }
      });
      auto const e = ask_for(www);
      ASSERT_TRUE(e.failure);
      EXPECT_EQ(e.failure->code, "tcp-failed");
      EXPECT_EQ(e.failure->detail, "the server sends what nobody asked for");
   }
}

TEST_F(stream_link_test, a_server_that_never_stops_answering_is_left)
{
   serve([](peer_connection& with) {
      auto foreign = with.next_query().value_or("");
      foreign[0] = static_cast<char>(~foreign[0]);
      while (with.reply(good(foreign))) {
      }
   });
   auto const e = ask_for(www);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->code, "tcp-failed");
}

TEST_F(stream_link_test, may_be_destroyed_with_questions_open)
{
   serve([](peer_connection& with) {
      while (with.next_query()) {
      }
   });
   start(www, duration{20});
   loop.post([this] {
      made.reset();
   });
   loop.run([] {
      return false;
   });
   EXPECT_TRUE(got.empty());
}

TEST_F(stream_link_test, may_be_destroyed_by_one_who_waited)
{
   serve(answer_all);
   auto told = 0;
   for (auto i = 0; i != 10; ++i)
      made->ask({numbered(i), transport::tcp, plenty}, [&](exchange const&) {
         ++told;
         made.reset();
      });
   loop.run([] {
      return false;
   });
   EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace dnslint::resolver::tests
