// SPDX-License-Identifier: Apache-2.0
#include "core/base/virtual_loop.hpp"
#include "core/lab/lab.hpp"
#include "core/resolver/answers/answer.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::SizeIs;

using duration = base::event_loop::duration;

struct lab_source_test : testing::Test {
   lab_source_test()
   {
      std::string many;
      for (auto i = 0; i < 100; ++i)
         many += "big 300 TXT \"" + std::string(40, 'x') + std::to_string(i) + "\"\n";
      auto parsed =
         dns::parse_zone_text("@ 300 MX 10 mx\n" + many, name("example.test"), "lab_source_test");
      EXPECT_TRUE(parsed);
      EXPECT_TRUE(zones.add_zone(name("example.test"), *std::move(parsed)).empty());
   }
   exchange ask_for(dns::question const& q, transport via = transport::udp)
   {
      std::optional<exchange> got;
      made->ask({q, via, duration{2000}}, [&](exchange e) {
         got = std::move(e);
      });
      EXPECT_FALSE(got) << "completed inline";
      loop.run([] {
         return false;
      });
      EXPECT_TRUE(got);
      return got.value_or(exchange{});
   }
   void fault_at_mx(fault f) { zones.add_fault(mx.asked, mx.type, f); }

   dns::question const mx = ask("example.test", "MX");
   base::virtual_loop loop;
   lab zones;
   std::unique_ptr<source> made = make_lab_source(loop, zones);
};

TEST_F(lab_source_test, answers_with_wire_bytes)
{
   auto const e = ask_for(mx);
   EXPECT_EQ(e.asked, mx);
   EXPECT_EQ(e.destination, "zone");
   EXPECT_FALSE(e.failure);
   EXPECT_EQ(e.sent, e.received);
   EXPECT_EQ(interpret(e).state, status::records);
   EXPECT_EQ(ask_for(mx).wire, e.wire) << "two runs must be the same bytes";
}

TEST_F(lab_source_test, a_timeout_takes_the_timeout)
{
   fault_at_mx({fault_kind::timeout, {}});
   auto const e = ask_for(mx);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(*e.failure, base::transient("timeout"));
   EXPECT_EQ(e.received - e.sent, duration{2000});
   EXPECT_TRUE(e.wire.empty());
}

TEST_F(lab_source_test, a_delay_delays)
{
   fault_at_mx({fault_kind::delay, duration{300}});
   auto const e = ask_for(mx);
   EXPECT_EQ(e.received - e.sent, duration{300});
   EXPECT_EQ(interpret(e).state, status::records);
}

TEST_F(lab_source_test, a_delay_of_the_timeout_is_a_timeout)
{
   fault_at_mx({fault_kind::delay, duration{2000}});
   auto const e = ask_for(mx);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ(e.failure->code, "timeout");
   EXPECT_EQ(e.received - e.sent, duration{2000});
}

TEST_F(lab_source_test, rcodes_come_without_records)
{
   fault_at_mx({fault_kind::servfail, {}});
   EXPECT_EQ(interpret(ask_for(mx)).why.code, "servfail");
   fault_at_mx({fault_kind::refused, {}});
   EXPECT_EQ(interpret(ask_for(mx)).why.code, "refused");
}

TEST_F(lab_source_test, truncation_is_over_udp_only)
{
   fault_at_mx({fault_kind::truncate, {}});
   EXPECT_EQ(interpret(ask_for(mx)).why.code, "truncated");
   EXPECT_EQ(interpret(ask_for(mx, transport::tcp)).state, status::records);
}

TEST_F(lab_source_test, large_answers_are_truncated_by_themselves)
{
   auto const big = ask("big.example.test", "TXT");
   auto const udp = ask_for(big);
   EXPECT_LE(udp.wire.size(), 1232U);
   EXPECT_EQ(interpret(udp).why.code, "truncated");
   auto const tcp = interpret(ask_for(big, transport::tcp));
   EXPECT_EQ(tcp.state, status::records);
   EXPECT_THAT(tcp.records(), SizeIs(100));
}

// As over the network, where such datagrams are dropped.
TEST_F(lab_source_test, what_nobody_would_believe_is_a_timeout)
{
   for (auto const kind :
        {fault_kind::wrong_id,
         fault_kind::wrong_question,
         fault_kind::qr_clear,
         fault_kind::wrong_port,
         fault_kind::garbage,
         fault_kind::header_only}) {
      fault_at_mx({kind, {}});
      auto const e = ask_for(mx);
      ASSERT_TRUE(e.failure);
      EXPECT_EQ(*e.failure, base::transient("timeout"));
      EXPECT_EQ(e.received - e.sent, duration{2000});
   }
}

TEST_F(lab_source_test, a_closed_connection_is_tcp_failed)
{
   for (auto const kind : {fault_kind::tcp_refused, fault_kind::tcp_half_close}) {
      fault_at_mx({kind, {}});
      EXPECT_EQ(interpret(ask_for(mx)).why.code, "truncated");
      EXPECT_EQ(interpret(ask_for(mx, transport::tcp)).why.code, "tcp-failed");
   }
}

TEST_F(lab_source_test, a_slow_stream_takes_its_time_for_each_byte)
{
   fault_at_mx({fault_kind::tcp_slow, duration{3}});
   auto const e = ask_for(mx, transport::tcp);
   EXPECT_EQ(interpret(e).state, status::records);
   EXPECT_EQ(e.received - e.sent, 3 * duration{static_cast<int>(e.wire.size()) + 2});
   fault_at_mx({fault_kind::tcp_slow, duration{500}});
   EXPECT_EQ(interpret(ask_for(mx, transport::tcp)).why.code, "timeout");
}

TEST_F(lab_source_test, may_be_destroyed_with_questions_open)
{
   auto told = false;
   made->ask({mx}, [&](exchange const&) {
      told = true;
   });
   fault_at_mx({fault_kind::timeout, {}});
   made->ask({mx}, [&](exchange const&) {
      told = true;
   });
   made.reset();
   loop.run([] {
      return false;
   });
   EXPECT_FALSE(told);
}

}  // namespace
}  // namespace dnslint::resolver::tests
