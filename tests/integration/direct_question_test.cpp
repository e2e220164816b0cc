// SPDX-License-Identifier: Apache-2.0
// A probe that asks name servers by themselves, through the command.
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

constexpr auto zone =
   "zones:\n"
   "  example.test: |\n"
   "    mx A 192.0.2.1\n"
   "    n7 A 192.0.2.7\n"
   "faults:\n"
   "  n7.example.test: timeout\n";

ended_process scan(words const& more)
{
   words all{
      "scan",
      "example.test",
      "--plugins",
      DNSLINT_TEST_PLUGINS "/plugins",
      "--checks",
      "asking/direct",
      "--verbose",
      "--timeout",
      "300ms"};
   all.insert(all.end(), more.begin(), more.end());
   return dnslint(all);
}

TEST(direct_question, has_every_server_over_zones)
{
   work_folder const folder;
   auto const done = scan({"--zone", folder.write("lab.yaml", zone)});
   EXPECT_THAT(done.err, HasSubstr("example.test: 1 at mx.example.test\n"));
   EXPECT_THAT(done.err, HasSubstr("example.test: aa - edns\n"));
   EXPECT_THAT(done.err, HasSubstr("example.test: tcp rd -\n"));
   EXPECT_THAT(done.err, HasSubstr("example.test: unknown 0 timeout none\n"));
}

// The probe asks 192.0.2.53, an address for documentation.
TEST(direct_question, goes_to_no_private_network_unless_allowed)
{
   work_folder const folder;
   serving_lab const server{{folder.write("lab.yaml", zone)}};
   auto const done = scan({"--resolver", server.address(), "--no-trial"});
   EXPECT_THAT(done.err, HasSubstr("example.test: unknown 2 not-global\n"));
   EXPECT_THAT(
      scan({"--resolver", server.address(), "--direct-private", "--tries", "1"}).err,
      testing::Not(HasSubstr("not-global")));
}

// The probe logs what it was answered.
std::string log_of(ended_process const& done)
{
   std::string text;
   for (auto rest = done.err; !rest.empty();) {
      auto const line = rest.substr(0, rest.find('\n') + 1);
      rest.erase(0, line.size());
      if (line.find("example.test: ") != std::string::npos)
         text += line;
   }
   return text;
}

TEST(direct_question, is_replayed_from_a_recording)
{
   work_folder const folder;
   auto const recording = folder.at("recording");
   auto const made =
      scan({"--zone", folder.write("lab.yaml", zone), "--record", recording, "--format", "json"});
   auto const again = scan({"--replay", recording, "--format", "json"});
   EXPECT_TRUE(again.out == made.out) << made.out << again.out;
   EXPECT_EQ(log_of(again), log_of(made));
   EXPECT_THAT(again.err, HasSubstr("example.test: unknown 0 timeout none\n"));
}

// Neither the lab nor its permission is there any more.
TEST(direct_question, that_was_not_allowed_is_so_again)
{
   work_folder const folder;
   auto const recording = folder.at("recording");
   words more{"--record", recording, "--format", "json"};
   std::string made;
   {
      serving_lab const server{{folder.write("lab.yaml", zone)}};
      more.insert(more.end(), {"--resolver", server.address()});
      made = scan(more).out;
   }
   auto const again = scan({"--replay", recording, "--direct-private", "--format", "json"});
   EXPECT_THAT(again.err, HasSubstr("example.test: unknown 2 not-global\n"));
   EXPECT_TRUE(again.out == made);
}

constexpr auto rules =
   "pack: here\n"
   "version: 1.0.0\n"
   "rules:\n"
   "  - id: here/same\n"
   "    title: Servers agree\n"
   "    category: dns.zone\n"
   "    severity: low\n"
   "    lookups:\n"
   "      soa: { name: \"{domain}\", type: SOA, at: each-nameserver }\n"
   "    assert: soa.records.size() == 1\n";

constexpr auto served =
   "zones:\n"
   "  example.test: |\n"
   "    @ SOA ns1 root 1 3600 600 86400 300\n"
   "    @ NS ns1\n"
   "    @ NS ns2\n"
   "    ns1 A 192.0.2.1\n"
   "    ns2 A 10.0.0.2\n";

// Lookups of rules that say `at`.
TEST(direct_question, of_a_rule_is_replayed_with_its_subjects)
{
   work_folder const folder;
   auto const recording = folder.at("recording");
   words const all{
      "scan",
      "example.test",
      "--rules",
      folder.write("rules.yaml", rules),
      "--checks",
      "here/*",
      "--evidence",
      "--format",
      "json"};
   auto const with = [&](words more) {
      more.insert(more.begin(), all.begin(), all.end());
      return dnslint(more);
   };
   auto const made = with({"--zone", folder.write("lab.yaml", served), "--record", recording});
   EXPECT_THAT(made.out, HasSubstr("ns2.example.test (10.0.0.2)")) << made.err;
   auto const again = with({"--replay", recording});
   EXPECT_EQ(again.err, "");
   EXPECT_TRUE(again.out == made.out) << again.out;
   auto const shown = run({"/usr/bin/dnstap-read", recording});
   EXPECT_THAT(shown.out, HasSubstr("192.0.2.1:53"));
}

// The recording has what the resolver said, and nothing of the servers.
TEST(direct_question, that_was_not_asked_then_is_withheld_and_counted)
{
   work_folder const folder;
   auto const recording = folder.at("recording");
   dnslint(
      {"scan",
       "example.test",
       "--zone",
       folder.write("lab.yaml", served),
       "--checks",
       "name/*",
       "--record",
       recording});
   auto const done = scan({"--replay", recording, "--format", "jsonl"});
   EXPECT_THAT(done.err, HasSubstr("are not in the recording"));
   EXPECT_THAT(done.err, HasSubstr("example.test: unknown 2 not-recorded\n"));
}

}  // namespace
}  // namespace dnslint::tests
