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

TEST(direct_question, is_not_in_a_recording)
{
   work_folder const folder;
   auto const recording = folder.at("recording");
   scan({"--zone", folder.write("lab.yaml", zone), "--record", recording});
   auto const done = scan({"--replay", recording, "--format", "jsonl"});
   auto const lines = parse_json_lines(done.out);
   ASSERT_EQ(lines.size(), 1U) << done.err;
   auto const& check = check_of(lines.front(), "asking/direct");
   EXPECT_EQ(check["cause"]["code"].text(), "power-not-granted");
}

}  // namespace
}  // namespace dnslint::tests
