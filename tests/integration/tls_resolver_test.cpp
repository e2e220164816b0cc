// SPDX-License-Identifier: Apache-2.0
// A resolver asked over TLS, through the whole command, against a server that nobody here wrote.
#include "tests/integration/scan_run.hpp"
#include "tests/support/certificates.hpp"
#include "tests/support/nsd_server.hpp"

#include <gmock/gmock.h>
#include <optional>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::map<std::string, std::string> zones()
{
   // Too much for a datagram.
   std::string others;
   for (auto i = 0; i != 60; ++i)
      others += "@ TXT \"" + std::string(40, 'x') + std::to_string(i) + "\"\n";
   return {
      {"a.test",
       "@ SOA ns h 1 7200 3600 1209600 300\n@ NS ns\nns A 127.0.0.1\n@ MX 10 mx\n"
       "@ TXT \"v=spf1 mx -all\"\nmx A 192.0.2.1\n" +
          others}};
}

struct tls_resolver : testing::Test {
   void SetUp() override
   {
      if (!nsd_server::installed() || !openssl_installed())
         GTEST_SKIP() << "NSD or openssl is not installed";
      authority.emplace(folder.path());
   }
   std::string address(nsd_server const& nsd, std::string const& name) const
   {
      return "tls://127.0.0.1:" + std::to_string(nsd.tls_port()) + "#" + name;
   }
   ended_process scan(std::string const& resolver, words const& more) const
   {
      words all{"scan", "a.test", "--resolver", resolver, "--format", "jsonl", "--tries", "1"};
      all.insert(all.end(), more.begin(), more.end());
      return dnslint(all);
   }
   // What makes everything unknown.
   json cause_of_all(std::string const& resolver, words const& more) const
   {
      auto const done = scan(resolver, more);
      EXPECT_EQ(done.status, 3) << done.err;
      auto const line = domain_lines(done.out).at(0);
      for (auto const& [id, outcome] : outcomes_of(line))
         EXPECT_TRUE(outcome == "unknown" || needs_no_answer(id)) << id << ' ' << outcome;
      return check_of(line, "name/exists")["cause"];
   }
   words trusting() const { return {"--tls-ca", authority->certificate()}; }

   work_folder folder;
   std::optional<certificate_authority> authority;
};

TEST_F(tls_resolver, is_asked_when_it_proves_its_name)
{
   nsd_server const nsd{zones(), authority->certify("dns.example.test")};
   auto more = trusting();
   more.push_back("--verbose");
   auto const done = scan(address(nsd, "dns.example.test"), more);
   EXPECT_EQ(done.status, 0) << done.err;
   auto const line = domain_lines(done.out).at(0);
   auto const seen = outcomes_of(line);
   EXPECT_EQ(seen.at("name/exists"), "pass");
   EXPECT_EQ(seen.at("mx/reachable"), "pass");
   EXPECT_EQ(seen.at("spf/present"), "pass");
   EXPECT_THAT(
      done.err,
      AllOf(
         HasSubstr(address(nsd, "dns.example.test") + ": "),
         HasSubstr(" 0 unanswered"),
         Not(HasSubstr("datagrams"))));
}

TEST_F(tls_resolver, with_another_name_is_asked_nothing)
{
   nsd_server const nsd{zones(), authority->certify("other.example.test")};
   auto const cause = cause_of_all(address(nsd, "dns.example.test"), trusting());
   EXPECT_EQ(cause["class"].text(), "withheld");
   EXPECT_EQ(cause["code"].text(), "tls-failed");
   EXPECT_THAT(
      cause["detail"].text(),
      HasSubstr("wrong name: the certificate is for other.example.test, not for dns.example.test"));
}

TEST_F(tls_resolver, whose_certificate_has_expired_is_asked_nothing)
{
   nsd_server const nsd{zones(), authority->certify("dns.example.test", -1)};
   auto const cause = cause_of_all(address(nsd, "dns.example.test"), trusting());
   EXPECT_EQ(cause["code"].text(), "tls-failed");
   EXPECT_THAT(cause["detail"].text(), HasSubstr("expired: the certificate was good until 2"));
}

TEST_F(tls_resolver, of_an_unknown_authority_is_asked_nothing)
{
   nsd_server const nsd{zones(), authority->certify("dns.example.test")};
   auto const cause = cause_of_all(address(nsd, "dns.example.test"), {});
   EXPECT_EQ(cause["code"].text(), "tls-failed");
   EXPECT_THAT(cause["detail"].text(), AllOf(HasSubstr("untrusted: "), HasSubstr("--tls-ca FILE")));
}

// Not in the clear either, though that would work.
TEST_F(tls_resolver, that_speaks_no_tls_is_asked_nothing)
{
   nsd_server const nsd{zones()};
   auto more = trusting();
   more.insert(more.end(), {"--timeout", "500ms"});
   auto const cause =
      cause_of_all("tls://127.0.0.1:" + std::to_string(nsd.port()) + "#dns.example.test", more);
   EXPECT_THAT(cause["code"].text(), testing::AnyOf("timeout", "tls-failed", "tcp-failed"));
}

TEST_F(tls_resolver, needs_a_name_and_authorities_that_can_be_read)
{
   auto const nameless = scan("tls://127.0.0.1", {});
   EXPECT_EQ(nameless.status, 2);
   EXPECT_THAT(
      nameless.err,
      AllOf(HasSubstr("tls://127.0.0.1"), HasSubstr("tls://192.0.2.1#dns.example.net")));
   auto const no_file = scan("tls://127.0.0.1#a.test", {"--tls-ca", folder.at("missing.pem")});
   EXPECT_EQ(no_file.status, 2);
   EXPECT_THAT(no_file.err, AllOf(HasSubstr("missing.pem"), HasSubstr("--tls-ca")));
   auto const no_pem =
      scan("tls://127.0.0.1#a.test", {"--tls-ca", folder.write("empty.pem", "nothing")});
   EXPECT_EQ(no_pem.status, 2);
}

}  // namespace
}  // namespace dnslint::tests
