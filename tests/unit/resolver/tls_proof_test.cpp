// SPDX-License-Identifier: Apache-2.0
// What a server that cannot prove its name is told apart by (RFC 8310 section 8.1: strict).
#include "core/resolver/answers/answer.hpp"
#include "core/resolver/transport/stream_link.hpp"
#include "core/resolver/transport/tls_client.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/nsd_server.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <optional>
#include <unistd.h>

namespace dnslint::resolver::tests {
namespace {

using dnslint::tests::certificate_authority;
using dnslint::tests::certificate_files;
using dnslint::tests::nsd_server;
using testing::HasSubstr;

constexpr auto authentication_name = "dns.example.test";
constexpr auto zone = "@ SOA ns h 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n";

struct tls_proof : testing::Test {
   void SetUp() override
   {
      if (!nsd_server::installed() || !dnslint::tests::openssl_installed())
         GTEST_SKIP() << "NSD or openssl is not installed";
      make_folders();
      authority.emplace(folder);
   }
   void make_folders()
   {
      folder =
         std::filesystem::path{testing::TempDir()} / ("tls_proof." + std::to_string(getpid()));
      std::filesystem::create_directories(folder / "other");
   }
   void TearDown() override
   {
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
   }
   // What comes of a question to a server with this certificate.
   exchange asked_with(certificate_files const& shown, std::string const& trusted)
   {
      nsd_server const nsd{{{"a.test", zone}}, shown};
      auto const client = tls_client::make(authentication_name, trusted).value();
      auto const counted = std::make_shared<stream_counters>();
      auto const from = make_tls_source(loop, {"127.0.0.1", nsd.tls_port()}, client, counted);
      std::optional<exchange> got;
      from->ask({ask("a.test", "SOA"), transport::udp, duration{20'000}}, [&got](exchange e) {
         got = std::move(e);
      });
      loop.run([&got] {
         return got.has_value();
      });
      return got.value_or(exchange{});
   }
   std::string refusal(certificate_files const& shown, std::string const& trusted)
   {
      auto const e = asked_with(shown, trusted);
      EXPECT_TRUE(e.wire.empty());
      auto const why = e.failure.value_or(base::cause{});
      EXPECT_EQ(why.kind, base::cause_class::withheld);
      EXPECT_EQ(why.code, "tls-failed");
      EXPECT_EQ(interpret(e).state, status::unknown);
      return why.detail;
   }
   std::string refusal(certificate_files const& shown)
   {
      return refusal(shown, authority->certificate());
   }

   using duration = base::event_loop::duration;
   std::filesystem::path folder;
   std::optional<certificate_authority> authority;
   asio_loop loop;
};

TEST_F(tls_proof, a_server_with_its_name_is_believed)
{
   auto const e = asked_with(authority->certify(authentication_name), authority->certificate());
   EXPECT_EQ(e.via, transport::tls);
   EXPECT_EQ(interpret(e).state, status::records);
}

TEST_F(tls_proof, another_name_is_refused)
{
   EXPECT_EQ(
      refusal(authority->certify("other.example.test")),
      "wrong name: the certificate is for other.example.test, not for dns.example.test");
}

// The helper writes what follows "DNS:", so that this certificate has six names.
TEST_F(tls_proof, of_many_names_a_few_are_told)
{
   EXPECT_EQ(
      refusal(authority->certify("a.t,DNS:b.t,DNS:c.t,DNS:d.t,DNS:e.t,DNS:f.t")),
      "wrong name: the certificate is for a.t, b.t, c.t, d.t, e.t and 1 more, not for "
      "dns.example.test");
}

TEST_F(tls_proof, an_expired_certificate_is_refused)
{
   EXPECT_THAT(
      refusal(authority->certify(authentication_name, -1)),
      HasSubstr("expired: the certificate was good until 20"));
}

TEST_F(tls_proof, an_authority_of_somebody_else_is_not_trusted)
{
   certificate_authority const other{folder / "other"};
   auto const said = refusal(authority->certify(authentication_name), other.certificate());
   EXPECT_THAT(said, HasSubstr("untrusted: "));
   EXPECT_THAT(said, HasSubstr("--tls-ca FILE"));
}

}  // namespace
}  // namespace dnslint::resolver::tests
