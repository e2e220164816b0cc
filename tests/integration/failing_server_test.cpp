// SPDX-License-Identifier: Apache-2.0
// What cannot be seen is unknown: never missing, never a failure.
#include "tests/integration/dead_server.hpp"
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

json scan_lab(std::string const& faults)
{
   constexpr std::string_view zone = R"(zones:
  a.test: |
    @ MX 10 mx
    mx A 192.0.2.1
    @ TXT "v=spf1 mx -all"
    _dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@a.test"
faults:
)";
   work_folder const folder;
   auto const lab = folder.write("lab.yaml", std::string{zone} + faults);
   auto const done = dnslint({"scan", "a.test", "--zone", lab, "--format", "jsonl"});
   EXPECT_EQ(done.status, 0) << done.err;
   return domain_lines(done.out).at(0);
}

TEST(failing_server, a_dead_one_makes_everything_unknown)
{
   dead_server const server;
   auto const done = dnslint(
      {"scan",
       "a.test",
       "b.test",
       "--resolver",
       server.address(),
       "--timeout",
       "50ms",
       "--tries",
       "2",
       "--format",
       "jsonl",
       "--fail-on",
       "info"});
   EXPECT_EQ(done.status, 3);
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), 2U);
   for (auto const& line : lines) {
      EXPECT_EQ(line["status"].text(), "audited");
      EXPECT_TRUE(line["score"].is_null());
      EXPECT_TRUE(line["grade"].is_null());
      for (auto const& check : line["findings"].items()) {
         EXPECT_EQ(check["outcome"].text(), "unknown") << check["id"].text();
         EXPECT_EQ(check["cause"]["class"].text(), "transient") << check["id"].text();
         EXPECT_EQ(check["cause"]["code"].text(), "timeout") << check["id"].text();
      }
   }
}

TEST(failing_server, a_domain_whose_name_goes_unanswered_twice_is_asked_nothing_more)
{
   dead_server const server;
   auto const done = dnslint(
      {"scan",
       "a.test",
       "--resolver",
       server.address(),
       "--timeout",
       "50ms",
       "--tries",
       "5",
       "--format",
       "jsonl",
       "--verbose"});
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, testing::HasSubstr("1 questions, 2 sent, 1 retries"));
   EXPECT_THAT(
      done.err, testing::HasSubstr(server.address() + ": 2 sent, 0 answered, 2 unanswered"));
   EXPECT_THAT(
      check_of(domain_lines(done.out).at(0), "mx/reachable")["cause"]["detail"].text(),
      testing::HasSubstr("no other was asked"));
}

// Its breaker opens, so that a list does not wait two time-outs for each of its names.
TEST(failing_server, a_dead_resolver_does_not_hold_up_a_list)
{
   dead_server const server;
   words names{
      "scan", "--resolver", server.address(), "--timeout", "40ms", "--verbose", "--format", "json"};
   for (int i = 0; i != 600; ++i)
      names.push_back("d" + std::to_string(i) + ".test");
   auto const done = dnslint(names);
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, testing::HasSubstr("600 domains"));
   EXPECT_THAT(done.err, testing::HasSubstr("breaker open"));
   EXPECT_THAT(done.out, testing::HasSubstr("upstream-down"));
}

TEST(failing_server, each_fault_at_spf_leaves_spf_unknown_and_the_rest_known)
{
   for (std::string const fault : {"servfail", "refused", "timeout"}) {
      auto const domain = scan_lab("  \"a.test TXT\": " + fault + "\n");
      auto const seen = outcomes_of(domain);
      EXPECT_EQ(seen.at("spf/present"), "unknown") << fault;
      EXPECT_EQ(check_of(domain, "spf/present")["cause"]["code"].text(), fault);
      EXPECT_EQ(seen.at("mx/reachable"), "pass") << fault;
      EXPECT_EQ(seen.at("dmarc/present"), "pass") << fault;
      for (auto const& [id, outcome] : seen)
         EXPECT_TRUE(!id.starts_with("spf/") || outcome == "unknown" || outcome == "not-applicable")
            << fault << " " << id;
   }
}

TEST(failing_server, no_answer_about_the_name_is_no_proof_that_it_does_not_exist)
{
   auto const domain = scan_lab("  \"a.test\": servfail\n");
   EXPECT_EQ(domain["status"].text(), "audited");
   EXPECT_EQ(check_of(domain, "name/exists")["outcome"].text(), "unknown");
   for (auto const& [id, outcome] : outcomes_of(domain))
      EXPECT_NE(outcome, "fail") << id;
}

TEST(failing_server, unknown_never_raises_the_score)
{
   auto const known = scan_lab("  {}\n");
   auto const unknown = scan_lab("  \"_dmarc.a.test\": servfail\n");
   EXPECT_LT(unknown["score_low"].number(), known["score"].number());
   EXPECT_LT(unknown["coverage"].number(), 1.0);
}

TEST(failing_server, an_answer_that_comes_late_is_an_answer)
{
   auto const seen = outcomes_of(scan_lab("  \"a.test TXT\": delay 500ms\n"));
   EXPECT_EQ(seen.at("spf/present"), "pass");
}

// The address of nothing: the kernel says that the port is closed.
TEST(failing_server, a_closed_port_makes_everything_unknown)
{
   auto const done = dnslint(
      {"scan",
       "a.test",
       "--resolver",
       "127.0.0.1:1",
       "--timeout",
       "50ms",
       "--tries",
       "1",
       "--format",
       "jsonl"});
   EXPECT_EQ(done.status, 3);
   for (auto const& [id, outcome] : outcomes_of(domain_lines(done.out).at(0)))
      EXPECT_EQ(outcome, "unknown") << id;
}

}  // namespace
}  // namespace dnslint::tests
