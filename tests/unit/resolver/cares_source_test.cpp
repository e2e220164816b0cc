// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/unit/resolver/cares_source_fixture.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <mutex>
#include <set>
#include <span>

namespace dnslint::resolver::tests {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TEST_F(cares_source_test, asks_recursively_with_edns_and_keeps_the_bytes_received)
{
   dns::message seen;
   std::string sent;
   serve([&](std::string const& query, transport) {
      seen = parse(query);
      sent = encode(good(query)) + "and what trails";
      return replies{sent};
   });
   auto const e = ask_for(www);
   EXPECT_FALSE(e.failure);
   EXPECT_TRUE(base::equal_ignoring_case(e.wire, sent));
   EXPECT_EQ(e.asked, www);
   EXPECT_EQ(e.destination, "127.0.0.1:" + std::to_string(server->port()));
   EXPECT_EQ(e.via, transport::udp);
   EXPECT_GE(e.received, e.sent);
   EXPECT_TRUE(seen.head.rd);
   ASSERT_TRUE(seen.opt);
   EXPECT_EQ(seen.opt->udp_size, 1232);
   EXPECT_EQ(counted->sent, 1U);
   EXPECT_EQ(counted->received, 1U);
}

TEST_F(cares_source_test, the_loop_ends_when_nothing_is_open)
{
   serve([](std::string const& query, transport) {
      return replies{encode(good(query))};
   });
   auto told = 0;
   made->ask({www, transport::udp, plenty}, [&](exchange const&) {
      ++told;
   });
   made->ask({www, transport::tcp, plenty}, [&](exchange const&) {
      ++told;
   });
   loop.run([] {
      return false;
   });
   EXPECT_EQ(told, 2);
}

TEST_F(cares_source_test, every_forgery_is_dropped_and_counted_and_the_good_answer_taken)
{
   serve([](std::string const& query, transport) {
      auto wrong_id = query;
      wrong_id[0] = static_cast<char>(~wrong_id[0]);
      auto forged_id = encode(good(wrong_id));
      auto forged = good(query);
      forged.questions = {ask("www.example.evil", "A")};
      auto as_query = good(query);
      as_query.head.qr = false;
      auto notify = good(query);
      notify.head.opcode = 4;
      auto header_only = response(forged.questions.front(), parse(query).head.id);
      header_only.questions.clear();
      header_only.opt.reset();
      return replies{
         "",
         "junk",
         std::string(300, '\xff'),
         query,  // echoed
         forged_id,
         encode(forged),
         encode(as_query),
         encode(notify),
         encode(header_only),
         encode(good(query))};
   });
   auto const e = ask_for(www);
   EXPECT_EQ(interpret(e).state, status::records);
   EXPECT_EQ(counted->too_short, 2U);
   EXPECT_EQ(counted->unknown_id, 2U);
   EXPECT_EQ(counted->not_a_response, 3U);
   EXPECT_EQ(counted->wrong_question, 2U);
   EXPECT_EQ(counted->received, 1U);
}

TEST_F(cares_source_test, a_second_answer_is_nobodys)
{
   serve([](std::string const& query, transport) {
      return replies{encode(good(query)), encode(good(query))};
   });
   ask_for(www);
   ask_for(ask("a.example.test", "A"));
   EXPECT_EQ(counted->received, 2U);
   EXPECT_GE(counted->unknown_id, 1U);
}

// Each of these makes c-ares alone do something else: drop EDNS and send again, go on to the next
// server, or wait.
TEST_F(cares_source_test, failures_come_as_they_are)
{
   using dns::rcode;
   std::atomic<int> queries = 0;
   rcode code = rcode::formerr;
   auto whole = false;
   serve([&](std::string const& query, transport) {
      ++queries;
      auto m = with_code(response(www, parse(query).head.id), code);
      m.opt.reset();
      if (!whole)
         m.questions.clear();
      return replies{encode(m)};
   });
   for (auto const c : {rcode::formerr, rcode::servfail, rcode::notimp, rcode::refused})
      for (auto const with_question : {false, true}) {
         code = c;
         whole = with_question;
         queries = 0;
         auto const e = ask_for(www);
         ASSERT_FALSE(e.failure) << to_text(c);
         EXPECT_EQ(parse(e.wire).head.code, c);
         EXPECT_EQ(queries, 1) << to_text(c);
      }
}

TEST_F(cares_source_test, a_formerr_leaves_edns_on)
{
   std::vector<bool> had_edns;
   serve([&](std::string const& query, transport) {
      had_edns.push_back(parse(query).opt.has_value());
      auto m = with_code(response(www, parse(query).head.id), dns::rcode::formerr);
      m.opt.reset();
      return replies{encode(m)};
   });
   ask_for(www);
   ask_for(www);
   EXPECT_THAT(had_edns, testing::ElementsAre(true, true));
}

TEST_F(cares_source_test, a_truncated_answer_is_an_answer_and_tcp_has_the_rest)
{
   std::vector<transport> asked;
   serve([&](std::string const& query, transport via) {
      asked.push_back(via);
      auto m = good(query);
      m.head.tc = via == transport::udp;
      return replies{encode(m)};
   });
   EXPECT_EQ(interpret(ask_for(www)).why.code, "truncated");
   EXPECT_THAT(asked, testing::ElementsAre(transport::udp));
   auto const e = ask_for(www, transport::tcp);
   EXPECT_EQ(e.via, transport::tcp);
   EXPECT_EQ(interpret(e).state, status::records);
}

TEST_F(cares_source_test, large_answers_arrive_whole)
{
   serve([](std::string const& query, transport via) {
      auto m = good(query);
      m.answer.clear();
      for (auto i = 0; i < (via == transport::udp ? 60 : 900); ++i)
         m.answer.push_back(*dns::make_record(
            m.questions.front().asked,
            dns::rrtype::txt,
            300,
            std::string(1, '\x32') + std::string(45, 't') + std::to_string(10'000 + i)));
      return replies{encode(m)};
   });
   auto const txt = ask("www.example.test", "TXT");
   auto const udp = ask_for(txt);
   EXPECT_GT(udp.wire.size(), 3'000U);
   EXPECT_THAT(interpret(udp).records(), SizeIs(60));
   auto const tcp = ask_for(txt, transport::tcp);
   EXPECT_GT(tcp.wire.size(), 50'000U);
   EXPECT_THAT(interpret(tcp).records(), SizeIs(900));
}

TEST_F(cares_source_test, what_is_longer_than_any_edns_size_is_truncated)
{
   serve([](std::string const& query, transport) {
      return replies{encode(good(query)) + std::string(5'000, 'x')};
   });
   EXPECT_EQ(interpret(ask_for(www)).why.code, "truncated");
   EXPECT_EQ(interpret(ask_for(www, transport::tcp)).state, status::records);
}

TEST_F(cares_source_test, silence_is_a_timeout)
{
   serve([](std::string const&, transport) {
      return replies{};
   });
   auto const e = ask_for(www, transport::udp, duration{30});
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(*e.failure, base::transient("timeout"));
   EXPECT_GE(e.received - e.sent, duration{30});
   EXPECT_THAT(e.wire, IsEmpty());
}

TEST_F(cares_source_test, a_late_answer_changes_nothing)
{
   std::mutex guard;
   std::string held;
   serve([&](std::string const& query, transport) {
      std::lock_guard const lock{guard};
      if (held.empty()) {
         held = encode(good(query));
         return replies{};
      }
      return replies{held, encode(good(query))};
   });
   EXPECT_TRUE(ask_for(www, transport::udp, duration{20}).failure);
   auto const second = ask_for(ask("second.example.test", "A"));
   EXPECT_EQ(interpret(second).state, status::records);
   EXPECT_EQ(counted->late, 1U);
}

TEST_F(cares_source_test, nobody_listening_is_a_timeout_for_this_question_only)
{
   std::uint16_t port = 0;
   {
      fake_server const gone{[](std::string const&, transport) {
         return replies{};
      }};
      port = gone.port();
   }
   ask_at(port);
   auto const e = ask_for(www, transport::udp, duration{50});
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->code, "timeout");
   ask_for(www, transport::udp, duration{50});
   EXPECT_GE(counted->icmp_errors, 1U);
}

TEST_F(cares_source_test, no_tcp_is_tcp_failed)
{
   serve(
      [](std::string const& query, transport) {
         return replies{encode(good(query))};
      },
      fake_server::listens::udp_only);
   auto const e = ask_for(www, transport::tcp);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->kind, base::cause_class::transient);
   EXPECT_EQ(e.failure->code, "tcp-failed");
   EXPECT_FALSE(ask_for(www).failure) << "UDP goes on";
}

TEST_F(cares_source_test, a_tcp_connection_that_closes_is_tcp_failed)
{
   auto closes = true;
   serve([&](std::string const& query, transport) {
      return closes ? replies{} : replies{encode(good(query))};
   });
   EXPECT_EQ(ask_for(www, transport::tcp).failure.value_or(base::cause{}).code, "tcp-failed");
   closes = false;
   EXPECT_FALSE(ask_for(www, transport::tcp).failure);
}

TEST_F(cares_source_test, thousands_of_questions_at_once_are_all_answered)
{
   std::set<std::uint16_t> ids;
   serve([&](std::string const& query, transport) {
      ids.insert(parse(query).head.id);
      return replies{encode(good(query))};
   });
   constexpr auto count = 5'000U;
   std::size_t good_answers = 0;
   std::size_t told = 0;
   for (auto i = 0U; i < count; ++i) {
      auto const q = ask("n" + std::to_string(i) + ".example.test", "A");
      made->ask({q, transport::udp, plenty}, [&, q](exchange const& e) {
         ++told;
         auto const a = interpret(e);
         good_answers += a.state == status::records && a.asked == q ? 1U : 0U;
      });
   }
   loop.run([&] {
      return told == count;
   });
   EXPECT_EQ(good_answers, count);
   // Uniform ids repeat in about 180 of 5,000.
   EXPECT_GT(ids.size(), 4'500U);
}

TEST_F(cares_source_test, many_questions_share_a_tcp_connection)
{
   serve([](std::string const& query, transport) {
      return replies{encode(good(query))};
   });
   auto told = 0;
   for (auto i = 0; i < 200; ++i)
      made->ask(
         {ask("n" + std::to_string(i) + ".example.test", "A"), transport::tcp, plenty},
         [&](exchange const& e) {
            EXPECT_FALSE(e.failure);
            ++told;
         });
   loop.run([] {
      return false;
   });
   EXPECT_EQ(told, 200);
}

TEST_F(cares_source_test, may_be_destroyed_with_questions_open)
{
   serve([](std::string const&, transport) {
      return replies{};
   });
   auto told = false;
   for (auto const via : {transport::udp, transport::tcp})
      made->ask({www, via, duration{20}}, [&](exchange const&) {
         told = true;
      });
   loop.post([&] {
      made.reset();
   });
   loop.run([] {
      return false;
   });
   EXPECT_FALSE(told);
}

TEST_F(cares_source_test, may_be_destroyed_by_one_who_waited)
{
   serve([](std::string const& query, transport) {
      return replies{encode(good(query))};
   });
   auto told = 0;
   for (auto i = 0; i < 10; ++i)
      made->ask({www, transport::udp, plenty}, [&](exchange const&) {
         ++told;
         made.reset();
      });
   loop.run([] {
      return false;
   });
   EXPECT_EQ(told, 1);
}

TEST_F(cares_source_test, works_over_ipv6)
{
   made = make_cares_source(loop, {"::1", 9}, counted);
   auto const e = ask_for(www, transport::udp, duration{20});
   ASSERT_TRUE(e.failure);
   EXPECT_THAT(e.failure->code, testing::AnyOf("timeout", "unreachable"));
   EXPECT_EQ(e.destination, "[::1]:9");
}

TEST_F(cares_source_test, no_route_is_unreachable)
{
   made = make_cares_source(loop, {"255.255.255.255", 53}, counted);
   auto const e = ask_for(www, transport::udp, duration{5'000});
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->code, "unreachable");
}

TEST_F(cares_source_test, serves_the_shared_resolver_with_truncation_and_retry)
{
   std::atomic<int> udp_queries = 0;
   serve([&](std::string const& query, transport via) {
      auto m = good(query);
      if (via == transport::udp && ++udp_queries == 1)
         return replies{};
      m.head.tc = via == transport::udp;
      return replies{encode(m)};
   });
   std::vector<std::unique_ptr<source>> upstreams;
   upstreams.push_back(std::move(made));
   policy const how{3, duration{50}, duration{1}, 8};
   shared_resolver resolver{loop, std::move(upstreams), how, 1};
   answer_ptr got;
   resolver.ask(www, [&](answer_ptr const& a) {
      got = a;
   });
   loop.run([&] {
      return got != nullptr;
   });
   EXPECT_EQ(got->state, status::records);
   EXPECT_EQ(got->via(), transport::tcp);
}

}  // namespace
}  // namespace dnslint::resolver::tests
