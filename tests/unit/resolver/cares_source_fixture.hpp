// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "tests/unit/resolver/fake_server.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <optional>
#include <span>

namespace dnslint::resolver::tests {

using duration = base::event_loop::duration;
using replies = std::vector<std::string>;

constexpr duration plenty{10'000};

inline dns::message parse(std::string const& wire)
{
   return dns::decode(std::span{reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()})
      .value;
}

// The good answer to a query for an address.
inline dns::message good(std::string const& query)
{
   auto const q = parse(query);
   if (q.questions.size() != 1)
      return {};
   auto m = response(q.questions.front(), q.head.id);
   m.answer.push_back(
      *dns::make_record(q.questions.front().asked, dns::rrtype::a, 300, "\xc0\x01\x02\x03"));
   return m;
}

struct cares_source_test : testing::Test {
   void ask_at(std::uint16_t port) { made = make_cares_source(loop, {"127.0.0.1", port}, counted); }
   void serve(fake_server::handler say, fake_server::listens on = fake_server::listens::udp_and_tcp)
   {
      server = std::make_unique<fake_server>(std::move(say), on);
      ask_at(server->port());
   }
   exchange ask_for(dns::question const& q, transport via = transport::udp, duration limit = plenty)
   {
      std::optional<exchange> got;
      made->ask({q, via, limit}, [&](exchange e) {
         got = std::move(e);
      });
      EXPECT_FALSE(got) << "completed inline";
      loop.run([&] {
         return got.has_value();
      });
      EXPECT_TRUE(got);
      return got.value_or(exchange{});
   }

   dns::question const www = ask("www.example.test", "A");
   std::shared_ptr<datagram_counters> counted = std::make_shared<datagram_counters>();
   asio_loop loop;
   std::unique_ptr<fake_server> server;
   std::unique_ptr<source> made;
   bool told = false;
};

}  // namespace dnslint::resolver::tests
