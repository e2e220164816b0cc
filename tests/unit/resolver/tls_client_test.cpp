// SPDX-License-Identifier: Apache-2.0
// TLS against servers that nobody here wrote.
#include "core/resolver/transport/tls_client.hpp"

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/transport/stream_link.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/nsd_server.hpp"
#include "tests/unit/resolver/messages.hpp"
#include "tests/unit/resolver/stream_peer.hpp"

#include <gmock/gmock.h>
#include <optional>
#include <unistd.h>

namespace dnslint::resolver::tests {
namespace {

using dnslint::tests::certificate_authority;
using dnslint::tests::nsd_server;
using duration = base::event_loop::duration;

constexpr auto authentication_name = "dns.example.test";
constexpr auto zone =
   "@ SOA ns h 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n*.many A 192.0.2.7\n";

struct tls_client_test : testing::Test {
   void SetUp() override
   {
      if (!nsd_server::installed() || !dnslint::tests::openssl_installed())
         GTEST_SKIP() << "NSD or openssl is not installed";
      folder = std::filesystem::path{testing::TempDir()} /
               ("tls_client_test." + std::to_string(getpid()));
      std::filesystem::create_directories(folder);
      authority.emplace(folder);
   }
   void TearDown() override
   {
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
   }
   void connect_to(std::uint16_t port, duration idle = duration{5'000})
   {
      auto const client = tls_client::make(authentication_name, authority->certificate()).value();
      server_address const server{"127.0.0.1", port};
      stream_link::limits most;
      most.idle = idle;
      made = std::make_unique<stream_link>(
         loop,
         stream_link::endpoint{
            server.to_text(),
            transport::tls,
            [client, server, counted = counted] {
               return client->connect(server, counted);
            },
            counted},
         most);
   }
   void start(dns::question const& q, duration limit = duration{20'000})
   {
      ++asked;
      made->ask({q, transport::udp, limit}, [this](exchange e) {
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

   std::filesystem::path folder;
   std::optional<certificate_authority> authority;
   asio_loop loop;
   std::shared_ptr<stream_counters> counted = std::make_shared<stream_counters>();
   std::unique_ptr<stream_link> made;
   std::size_t asked = 0;
   std::vector<exchange> got;
};

TEST_F(tls_client_test, many_questions_are_answered_over_tls_only)
{
   nsd_server const nsd{{{"a.test", zone}}, authority->certify(authentication_name)};
   connect_to(nsd.tls_port());
   for (auto i = 0; i != 500; ++i)
      start(ask("n" + std::to_string(i) + ".many.a.test", "A"));
   finish();
   for (auto const& e : got) {
      EXPECT_EQ(e.via, transport::tls);
      EXPECT_EQ(interpret(e).state, status::records) << to_text(e.asked);
   }
   EXPECT_EQ(counted->connections, 2U);
}

TEST_F(tls_client_test, a_further_connection_resumes_the_session)
{
   nsd_server const nsd{{{"a.test", zone}}, authority->certify(authentication_name)};
   connect_to(nsd.tls_port(), duration{0});
   for (auto i = 0; i != 4; ++i) {
      start(ask("a.test", "SOA"));
      finish();
   }
   for (auto const& e : got)
      EXPECT_EQ(interpret(e).state, status::records);
   EXPECT_EQ(counted->connections, 4U);
   EXPECT_EQ(counted->resumed, 3U);
}

TEST_F(tls_client_test, a_server_without_tls_is_told_so)
{
   stream_peer const plain{[](peer_connection& with) {
      with.next_bytes();
      with.send("HTTP/1.1 400 Bad Request\r\n\r\n");
   }};
   connect_to(plain.port());
   start(ask("a.test", "A"));
   finish();
   EXPECT_EQ(
      got.front().failure.value_or(base::cause{}),
      base::withheld("tls-failed", "the server does not speak TLS on this port"));
}

TEST_F(tls_client_test, a_connection_cut_in_the_handshake_is_tcp_failed)
{
   stream_peer const cutting{[](peer_connection& with) {
      with.next_bytes();
   }};
   connect_to(cutting.port());
   start(ask("a.test", "A"));
   finish();
   EXPECT_EQ(got.front().failure.value_or(base::cause{}).code, "tcp-failed");
}

TEST_F(tls_client_test, a_handshake_that_gets_nowhere_is_a_timeout)
{
   stream_peer const silent{[](peer_connection& with) {
      while (!with.next_bytes().empty()) {
      }
   }};
   connect_to(silent.port());
   start(ask("a.test", "A"), duration{30});
   finish();
   EXPECT_EQ(got.front().failure.value_or(base::cause{}), base::transient("timeout"));
}

// RFC 7858 section 3.1: a name to verify and nothing in the clear.
TEST_F(tls_client_test, says_whom_it_wants_and_nothing_else)
{
   std::string hello;
   {
      stream_peer const listening{[&](peer_connection& with) {
         hello = with.next_bytes();
      }};
      connect_to(listening.port());
      start(ask("secret.test", "A"));
      finish();
   }
   EXPECT_THAT(hello, testing::HasSubstr(authentication_name));
   EXPECT_THAT(hello, testing::HasSubstr("\3dot"));
   EXPECT_THAT(hello, testing::Not(testing::HasSubstr("secret")));
}

}  // namespace
}  // namespace dnslint::resolver::tests
