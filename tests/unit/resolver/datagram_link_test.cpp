// SPDX-License-Identifier: Apache-2.0
// Many questions at once through a source over c-ares: ports, packets, channels.
#include "core/resolver/answers/answer.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "tests/unit/resolver/fake_server.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace dnslint::resolver::tests {
namespace {

struct many_questions : testing::Test {
   // Gives how many were answered well.
   std::size_t ask_many(send_mode how, std::size_t count)
   {
      server = std::make_unique<fake_server>([](std::string const& query, transport) {
         return std::vector<std::string>{address_for(query)};
      });
      auto const made = make_cares_source(loop, {"127.0.0.1", server->port()}, counted, how);
      std::size_t ended = 0;
      std::size_t well = 0;
      for (std::size_t i = 0; i != count; ++i) {
         // Names of several lengths.
         auto const name = std::string(1 + i % 7, 'n') + std::to_string(i) + ".test";
         made->ask(
            {ask(name, "A"), transport::udp, base::event_loop::duration{10'000}}, [&](exchange e) {
               ++ended;
               well += interpret(std::move(e)).state == status::records ? 1U : 0U;
            });
      }
      loop.run([&] {
         return ended == count;
      });
      return well;
   }
   static std::string address_for(std::string const& query)
   {
      auto const* const bytes = reinterpret_cast<std::uint8_t const*>(query.data());
      auto const q = dns::decode({bytes, query.size()}).value;
      auto m = response(q.questions.at(0), q.head.id);
      m.answer.push_back(
         *dns::make_record(q.questions.at(0).asked, dns::rrtype::a, 300, "\xc0\x01\x02\x03"));
      return encode(m);
   }
   unsigned most_from_one_port() const
   {
      unsigned most = 0;
      for (auto const& [port, questions] : server->sources())
         most = std::max(most, questions);
      return most;
   }

   std::shared_ptr<datagram_counters> counted = std::make_shared<datagram_counters>();
   asio_loop loop;
   std::unique_ptr<fake_server> server;
};

TEST_F(many_questions, are_spread_over_source_ports)
{
   EXPECT_EQ(ask_many(send_mode::spread, 1000), 1000U);
   EXPECT_GE(server->sources().size(), 10U);
   EXPECT_LE(most_from_one_port(), 100U);
   EXPECT_EQ(counted->sent, 1000U);
}

TEST_F(many_questions, may_leave_as_segments_of_few_packets)
{
   EXPECT_EQ(ask_many(send_mode::offload, 1500), 1500U);
   EXPECT_GE(server->sources().size(), 2U);
   EXPECT_LE(most_from_one_port(), 1000U);
   EXPECT_EQ(counted->sent, 1500U);
}

// More than one channel of c-ares takes.
TEST_F(many_questions, may_be_many_at_once)
{
   EXPECT_EQ(ask_many(send_mode::spread, 5000), 5000U);
   EXPECT_EQ(counted->unknown_id, 0U);
   EXPECT_EQ(counted->lost_by_kernel, 0U);
}

}  // namespace
}  // namespace dnslint::resolver::tests
