// SPDX-License-Identifier: Apache-2.0
// --record and --replay: the same report, byte for byte, without a network.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/serving_lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dnslint::tests {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr auto dnstap_read = "/usr/bin/dnstap-read";

struct recording : testing::Test {
   // Of the sample's domains, against a lab that is gone afterwards.
   ended_process record(words const& more)
   {
      serving_lab const server{{sample_lab()}};
      return dnslint(joined(
         joined(
            {"scan", "--resolver", server.address(), "--timeout", "300ms", "--record", file}, more),
         sample_domains()));
   }
   ended_process replay(words const& more) const
   {
      return dnslint(joined(joined({"scan", "--replay", file}, more), sample_domains()));
   }

   work_folder const folder;
   std::string const file = folder.at("run.dnstap");
};

TEST_F(recording, gives_the_same_bytes_without_the_servers)
{
   for (std::string const format : {"json", "jsonl", "text"}) {
      auto const made = record({"--format", format});
      EXPECT_EQ(made.status, 0) << made.err;
      EXPECT_GT(made.out.size(), 1000U);
      for (auto const* window : {"1", "100"}) {
         auto const again = replay({"--format", format, "--in-flight", window});
         EXPECT_EQ(again.status, 0) << again.err;
         EXPECT_TRUE(again.out == made.out) << format << " " << window;
      }
   }
}

TEST_F(recording, keeps_its_number_of_tries)
{
   auto const made = record({"--format", "json", "--tries", "1"});
   EXPECT_TRUE(replay({"--format", "json"}).out == made.out);
}

TEST_F(recording, of_zones_gives_the_same_bytes)
{
   auto const made = dnslint(joined(
      {"scan", "--zone", sample_lab(), "--format", "json", "--record", file}, sample_domains()));
   EXPECT_EQ(made.status, 0) << made.err;
   EXPECT_TRUE(replay({"--format", "json"}).out == made.out);
}

// Replies, and how hosts fail: at once, late, and not at all.
TEST_F(recording, of_hosts_gives_the_same_bytes)
{
   std::string zones = "zones:\n";
   std::string hosts = "hosts:\n";
   words names{"--format", "json"};
   for (auto const& [name, says] : std::initializer_list<std::pair<std::string, std::string>>{
           {"gone", "{ status: 404 }"},
           {"late", "{ delay: 3s, body: 'version: STSv1' }"},
           {"moved", "{ redirect: 'https://other.test/' }"},
           {"expired", "{ certificate: [expired, wrong-name] }"},
           {"silent", "{ fault: timeout }"},
           {"slow", "{ fault: slow }"},
           {"endless", "{ fault: endless }"}}) {
      zones += "  " + name +
               ".test: |\n    @ MX 10 mx\n    mx A 192.0.2.1\n    mta-sts A 192.0.2.2\n" +
               "    _mta-sts TXT \"v=STSv1; id=1\"\n";
      hosts += "  https://mta-sts." + name + ".test/.well-known/mta-sts.txt: " + says + "\n";
      names.push_back(name + ".test");
   }
   auto const lab = folder.write("lab.yaml", zones + hosts);
   auto const made = dnslint(joined({"scan", "--zone", lab, "--record", file}, names));
   EXPECT_EQ(made.status, 0) << made.err;
   EXPECT_THAT(made.out, HasSubstr("HTTP status 404"));
   EXPECT_THAT(made.out, HasSubstr("has expired and is for another name"));
   EXPECT_THAT(made.out, HasSubstr("\"code\":\"too-large\""));
   auto const again = dnslint(joined({"scan", "--replay", file}, names));
   EXPECT_EQ(again.err, "");
   EXPECT_TRUE(again.out == made.out);
}

// Another port is another URL.
TEST_F(recording, without_a_reply_withholds_what_a_host_would_say)
{
   words const sample{"scan", "good.test", "--format", "json"};
   dnslint(joined(sample, {"--zone", sample_lab(), "--record", file}));
   auto const done = dnslint(joined(sample, {"--replay", file, "--set", "mta-sts.port=8443"}));
   EXPECT_THAT(
      done.err,
      HasSubstr("1 URLs are not in the recording, the first is https://mta-sts.good.test:8443/"));
   auto const report = json::parse(done.out);
   auto const found = check_of(report["domains"].items().at(0), "mta-sts/policy-found");
   EXPECT_EQ(found["outcome"].text(), "unknown");
   EXPECT_EQ(found["cause"]["code"].text(), "not-recorded");
}

// With tries that failed, in whatever order the answers came.
TEST_F(recording, of_a_lossy_network_gives_the_same_bytes)
{
   std::string zones = "zones:\n";
   std::string faults = "faults:\n";
   words names{"--format", "json"};
   for (auto i = 0; i != 24; ++i) {
      auto const name = "d" + std::to_string(i) + ".test";
      zones += "  " + name + ": '@ TXT \"v=spf1 -all\"'\n";
      // More tries than usual bring everything else through.
      auto const* const dmarc = i == 7 ? "timeout" : "drop 50%";
      faults += "  " + name + ": drop 50%\n  _dmarc." + name + ": " + dmarc + "\n";
      names.push_back(name);
   }
   serving_lab const server{{folder.write("lab.yaml", zones + faults)}};
   auto const made = dnslint(joined(
      {"scan", "--resolver", server.address(), "--timeout", "100ms", "--record", file}, names));
   // The last try is a connection, which the server may close before the time is over; and a slow
   // machine may reach the end of the domain's own time before it.
   EXPECT_THAT(
      made.out,
      AnyOf(
         HasSubstr("\"code\":\"timeout\""),
         HasSubstr("\"code\":\"tcp-failed\""),
         HasSubstr("\"code\":\"deadline\"")));
   for (auto const* window : {"1", "100"}) {
      auto const again = dnslint(joined({"scan", "--replay", file, "--in-flight", window}, names));
      EXPECT_THAT(again.err, AnyOf("", StartsWith("warning: too little ")));
      EXPECT_TRUE(again.out == made.out) << window;
   }
}

// Questions that a circuit breaker kept from being asked are unknown again for that reason.
TEST_F(recording, of_a_dead_resolver_gives_the_same_bytes)
{
   words names{"--format", "json"};
   for (auto i = 0; i != 300; ++i)
      names.push_back("d" + std::to_string(i) + ".test");
   dead_server const server;
   auto const made = dnslint(joined(
      {"scan", "--resolver", server.address(), "--timeout", "40ms", "--record", file}, names));
   EXPECT_EQ(made.status, 3) << made.err;
   EXPECT_THAT(made.out, HasSubstr("upstream-down"));
   auto const again = dnslint(joined({"scan", "--replay", file}, names));
   EXPECT_EQ(again.status, 3) << again.err;
   EXPECT_TRUE(again.out == made.out);
}

TEST_F(recording, what_it_lacks_is_withheld_and_counted)
{
   record({});
   auto const done = dnslint({"scan", "elsewhere.test", "--replay", file, "--format", "json"});
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, HasSubstr("questions are not in the recording"));
   auto const report = json::parse(done.out);
   auto const& lines = report["domains"].items();
   ASSERT_EQ(lines.size(), 1U);
   auto const& spf = check_of(lines[0], "spf/present");
   EXPECT_EQ(spf["outcome"].text(), "unknown");
   EXPECT_EQ(spf["cause"]["class"].text(), "withheld");
   EXPECT_EQ(spf["cause"]["code"].text(), "not-recorded");
   EXPECT_GT(report["summary"]["unknown_by_cause"]["withheld: not-recorded"].number(), 10.0);
}

TEST_F(recording, judges_as_of_then_unless_told_otherwise)
{
   auto const made = record({"--format", "json", "--now", "2026-01-31T12:00:00Z"});
   EXPECT_TRUE(replay({"--format", "json"}).out == made.out);
   EXPECT_THAT(
      replay({"--format", "json", "--now", "2027-01-31T12:00:00Z"}).out,
      HasSubstr("2027-01-31T12:00:00Z"));
}

TEST_F(recording, is_shown_by_dnstap_read)
{
   if (access(dnstap_read, X_OK) != 0)
      GTEST_SKIP() << "dnstap-read (bind9-dnsutils) is not installed";
   serving_lab const server{{sample_lab()}};
   auto const made = dnslint(
      {"scan",
       sample_domains().front(),
       "--resolver",
       server.address(),
       "--verbose",
       "--skip",
       "mta-sts/*",  // asks for addresses twice, which is one exchange
       "--record",
       file});
   auto const shown = run({dnstap_read, file});
   EXPECT_EQ(shown.status, 0) << shown.err;
   EXPECT_THAT(shown.out, HasSubstr("/IN/SOA"));
   EXPECT_THAT(shown.out, HasSubstr(" TR "));
   auto const exchanges = std::count(shown.out.begin(), shown.out.end(), '\n');
   EXPECT_THAT(made.err, HasSubstr(" " + std::to_string(exchanges) + " sent,"))
      << "one frame an exchange";
   EXPECT_THAT(run({dnstap_read, "-y", file}).out, HasSubstr("identity: dnslint"));
}

TEST_F(recording, is_whole_or_not_used)
{
   record({});
   auto const whole = read_file(file);
   for (auto const size : {whole.size() - 1, whole.size() / 2, std::size_t{10}, std::size_t{0}}) {
      folder.write("run.dnstap", whole.substr(0, size));
      auto const done = replay({});
      EXPECT_EQ(done.status, 2) << size;
      EXPECT_THAT(done.err, HasSubstr("no whole recording"));
   }
}

TEST_F(recording, is_used_as_it_can_be)
{
   struct wrong {
      words arguments;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {{"--replay", "a", "--zone", "b"}, "excludes"},
           {{"--replay", "a", "--resolver", "127.0.0.1"}, "excludes"},
           {{"--replay", "a", "--record", "b"}, "exclude each other"},
           {{"--replay", folder.at("none")}, "none"},
           {{"--zone", sample_lab(), "--record", folder.at("no/such/folder")}, "recording"}}) {
      auto const done = dnslint(joined({"scan", "a.test"}, w.arguments));
      EXPECT_EQ(done.status, 2) << w.says;
      EXPECT_THAT(done.err, HasSubstr(w.says));
   }
}

}  // namespace
}  // namespace dnslint::tests
