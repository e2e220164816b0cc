// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_plugins/probe_bench.hpp"

#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using base::outcome;
using dnslint::tests::probe_bench;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string const lab_text =
   "zones:\n"
   "  example.test: |\n"
   "    @ MX 10 mx\n"
   "    @ MX 20 MX2.example.test.\n"
   "    mx A 192.0.2.1\n"
   "    n5 A 192.0.2.5\n"
   "    alias CNAME mx\n"
   "    txt TXT \"one \" \"two\\255\"\n"
   "    nsec NSEC next A TXT\n"
   "faults:\n"
   "  broken.example.test: servfail\n"
   "  n7.example.test: timeout\n";

struct run_asking : testing::Test {
   probe_bench bench{"asking", lab_text};
};

TEST_F(run_asking, answers_are_records_absent_or_unknown)
{
   auto const r = bench.run("outcomes");
   EXPECT_FALSE(r.defect);
   EXPECT_THAT(
      r.log,
      ElementsAre(
         "1 at mx.example.test",
         "1 at mx.example.test",
         "nxdomain",
         "nodata",
         "unknown 0 servfail",
         "1 at mx.example.test",
         "nodata"));
}

TEST_F(run_asking, a_server_can_be_asked_by_itself)
{
   bench.granted.insert("dnslint.dns-direct/1");
   auto const r = bench.run("direct");
   EXPECT_FALSE(r.defect);
   EXPECT_THAT(
      r.log,
      ElementsAre(
         "1 at mx.example.test",
         "aa - edns",
         "tcp rd -",
         "unknown 0 timeout none",
         "unknown 3 misuse",
         "unknown 3 misuse",
         "unknown 3 invalid-name"));
   EXPECT_EQ(r.questions, 3U);
}

TEST_F(run_asking, a_server_is_not_asked_by_itself_without_the_power)
{
   EXPECT_THAT(bench.run("direct").log, IsEmpty());
}

TEST_F(run_asking, a_name_that_is_none_is_answered_unknown_and_never_asked)
{
   auto const r = bench.run("bad-names");
   EXPECT_FALSE(r.defect);
   ASSERT_THAT(r.log, SizeIs(8));
   for (std::size_t i = 0; i != 7; ++i)
      EXPECT_EQ(r.log[i], "unknown 3 invalid-name") << i;
   EXPECT_EQ(r.log[7], "nxdomain") << "any byte may stand in a label";
   EXPECT_EQ(r.questions, 1U);
}

TEST_F(run_asking, a_hundred_at_once)
{
   auto const r = bench.run("hundred");
   EXPECT_FALSE(r.defect);
   ASSERT_THAT(r.log, SizeIs(100));
   for (std::size_t i = 0; i != 100; ++i)
      EXPECT_EQ(
         r.log[i],
         i == 5   ? "1 at n5.example.test"
         : i == 7 ? "unknown 0 timeout"
                  : "nxdomain")
         << i;
   EXPECT_EQ(r.questions, 100U);
}

TEST_F(run_asking, nothing_at_once)
{
   EXPECT_THAT(bench.run("none").log, ElementsAre("0"));
}

TEST_F(run_asking, past_the_budget_answers_are_withheld)
{
   bench.budget = 40;
   auto const r = bench.run("hundred");
   EXPECT_FALSE(r.defect);
   ASSERT_THAT(r.log, SizeIs(100));
   EXPECT_EQ(r.log[39], "nxdomain");
   EXPECT_EQ(r.log[40], "unknown 2 budget");
   EXPECT_EQ(r.log[99], "unknown 2 budget");
}

TEST_F(run_asking, temporaries_live_while_a_question_is_open)
{
   EXPECT_THAT(
      bench.run("temporaries").log,
      ElementsAre("nxdomain", "2 at example.test", "nxdomain", "yes"));
}

TEST_F(run_asking, records_show_their_fields)
{
   auto const r = bench.run("records");
   EXPECT_FALSE(r.defect);
   // RFC 1035 section 3.3.9: a preference of 16 bits and a name; names are given in lower case.
   EXPECT_THAT(
      r.log,
      ElementsAre(
         "example.test",
         "10 mx.example.test.",
         "10 mx.example.test",
         testing::EndsWith(" 15"),
         "19",
         "example.test",
         "20 mx2.example.test.",
         "20 mx2.example.test",
         testing::EndsWith(" 15"),
         "20",
         "one two\\255",
         "one ",
         "two\xff",
         "next.example.test",
         "A",
         "TXT",
         "0",
         "mx.example.test"));
}

TEST_F(run_asking, records_are_evidence)
{
   auto const f = bench.run("records").findings.at("asking/evidence");
   ASSERT_THAT(f.evidence, SizeIs(3));
   EXPECT_EQ(f.evidence[0].kind, "record");
   EXPECT_EQ(f.evidence[0].text, base::untrusted{"example.test. MX 10 mx.example.test."});
   EXPECT_EQ(f.evidence[2].text, base::untrusted{"alias.example.test. CNAME mx.example.test."});
}

TEST_F(run_asking, what_is_out_of_reach_is_empty)
{
   EXPECT_THAT(bench.run("reach").log, ElementsAre("0", "0", "0", "0", "0"));
}

TEST_F(run_asking, asking_without_declaring_the_power_is_a_defect)
{
   auto const r = bench.run("powerless");
   ASSERT_TRUE(r.defect);
   EXPECT_EQ(r.defect->code, "exception");
   EXPECT_THAT(r.defect->detail, HasSubstr("`powers` lack dnslint.dns/1"));
   EXPECT_EQ(r.findings.at("asking/powerless").why, r.defect);
   EXPECT_THAT(r.log, ElementsAre("starts"));
   EXPECT_THAT(bench.run("powerless-first").log, ElementsAre("none"));
}

TEST_F(run_asking, a_power_that_was_not_granted_withholds_the_probe)
{
   auto const r = bench.run("other-power");
   EXPECT_EQ(r.times_done, 1U);
   EXPECT_FALSE(r.defect);
   EXPECT_THAT(r.log, IsEmpty());
   EXPECT_EQ(
      r.findings.at("asking/other-power").why,
      base::withheld("power-not-granted", "dnslint.https/1"));
   bench.granted.clear();
   auto const none = bench.run("outcomes");
   EXPECT_THAT(none.log, IsEmpty());
   EXPECT_EQ(none.questions, 0U);
}

}  // namespace
}  // namespace dnslint::plugin::tests
