// SPDX-License-Identifier: Apache-2.0
// A list that is sorted by who hosts its domains is no burst to their name servers.
#include "tests/integration/serving_lab.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace dnslint::tests {
namespace {

constexpr auto slow_ones = 60;

// Many zones of one name server, which takes its time, and then one of another.
std::string crowded_lab()
{
   std::ostringstream zones;
   std::ostringstream faults;
   for (auto i = 0; i != slow_ones; ++i) {
      zones << "  s" << i << ".test: |\n    @ SOA ns.crowded. h 1 2 3 4 5\n    @ MX 10 mx\n";
      faults << "  \"s" << i << ".test MX\": delay 400ms\n";
   }
   zones << "  last.test: |\n    @ SOA ns.other. h 1 2 3 4 5\n    @ MX 10 mx\n";
   return "zones:\n" + zones.str() + "faults:\n" + faults.str();
}

std::string list()
{
   std::string text;
   for (auto i = 0; i != slow_ones; ++i)
      text += "s" + std::to_string(i) + ".test\n";
   return text + "last.test\n";
}

class server_turns : public testing::TestWithParam<std::string> {};

TEST_P(server_turns, let_domains_of_other_servers_go_first)
{
   work_folder const folder;
   serving_lab const lab{{folder.write("lab.yaml", crowded_lab())}};
   auto const done = dnslint(
      {"scan",
       "-l",
       folder.write("list", list()),
       "--resolver",
       lab.address(),
       "--no-trial",
       "--checks",
       "mx/*",
       "--in-flight",
       "20",
       "--workers",
       GetParam(),
       "--unordered",
       "--format",
       "jsonl",
       "--quiet"});
   EXPECT_EQ(done.status, 0) << done.err;
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), slow_ones + 1U);
   auto place = 0U;
   while (place != lines.size() && lines[place]["domain"].text() != "last.test")
      ++place;
   // Five of the others are under way when it comes; without turns it came after 41 of them.
   EXPECT_LE(place, 20U);
}

INSTANTIATE_TEST_SUITE_P(workers, server_turns, testing::Values("0", "1"));

}  // namespace
}  // namespace dnslint::tests
