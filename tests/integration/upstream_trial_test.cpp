// SPDX-License-Identifier: Apache-2.0
// The trial of the upstreams at the start of a scan.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/serving_lab.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

// Everything below com has an address.
constexpr auto rewriting = "zones:\n  com: |\n    * A 192.0.2.80\n";
constexpr auto honest = "zones:\n  com: |\n    shop A 192.0.2.1\n";

struct trial : testing::Test {
   ended_process scan(std::string const& lab, words const& more = {})
   {
      serving_lab const server{{folder.write("lab.yaml", lab)}};
      words all{"scan", "shop.com", "--resolver", server.address(), "--checks", "mx/*"};
      all.insert(all.end(), {"--format", "json"});
      all.insert(all.end(), more.begin(), more.end());
      return dnslint(all);
   }

   work_folder folder;
};

TEST_F(trial, of_one_that_rewrites_is_told_and_its_addresses_are_unknown)
{
   auto const done = scan(rewriting);
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, HasSubstr("gives addresses to names that do not exist"));
   auto const report = json::parse(done.out);
   EXPECT_EQ(report["run"]["upstreams"].items().at(0)["trial"]["nxdomain"].text(), "rewritten");
   auto const& accepts = report["domains"].items().at(0)["facts"]["mx"]["accepts_mail"];
   EXPECT_EQ(accepts["unknown"]["code"].text(), "nxdomain-rewritten");
}

TEST_F(trial, of_a_good_one_is_in_the_report_and_not_told)
{
   auto const done = scan(honest);
   EXPECT_THAT(done.err, Not(HasSubstr("trial")));
   auto const report = json::parse(done.out);
   auto const& found = report["run"]["upstreams"].items().at(0)["trial"];
   EXPECT_EQ(found["nxdomain"].text(), "kept");
   EXPECT_EQ(found["tcp"].text(), "works");
   EXPECT_TRUE(report["domains"].items().at(0)["facts"]["mx"]["accepts_mail"].boolean());
   EXPECT_THAT(scan(honest, {"--verbose"}).err, HasSubstr("nxdomain kept, tcp works"));
}

TEST_F(trial, may_be_left_out)
{
   auto const done = scan(rewriting, {"--no-trial"});
   EXPECT_EQ(done.err, "");
   auto const report = json::parse(done.out);
   EXPECT_FALSE(report["run"].has("upstreams"));
   EXPECT_TRUE(report["domains"].items().at(0)["facts"]["mx"]["accepts_mail"].boolean());
}

TEST_F(trial, is_left_out_of_a_recording)
{
   auto const file = folder.at("recording");
   auto const recorded = scan(honest, {"--record", file});
   auto const replayed =
      dnslint({"scan", "shop.com", "--replay", file, "--checks", "mx/*", "--format", "json"});
   EXPECT_EQ(recorded.out, replayed.out);
   EXPECT_FALSE(json::parse(recorded.out)["run"].has("upstreams"));
}

TEST(dead_upstream, is_told_and_nothing_is_concluded)
{
   dead_server const server;
   auto const done = dnslint(
      {"scan", "a.test", "--resolver", server.address(), "--timeout", "50ms", "--tries", "1"});
   EXPECT_THAT(done.err, HasSubstr("went unanswered; nothing is concluded"));
}

}  // namespace
}  // namespace dnslint::tests
