// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/probe_run.hpp"
#include "tests/support/test_plugins/probe_bench.hpp"

#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using base::outcome;
using dnslint::tests::bench_result;
using dnslint::tests::probe_bench;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

struct run_ending : testing::Test {
   // The probe ended, once, in this defect, and its open check is unknown for that reason.
   void expect_defect(bench_result const& r, base::cause const& why, std::string const& open)
   {
      EXPECT_EQ(r.times_done, 1U);
      ASSERT_TRUE(r.defect);
      EXPECT_EQ(*r.defect, why) << base::to_text(*r.defect);
      ASSERT_TRUE(r.findings.contains(open));
      EXPECT_EQ(r.findings.at(open).result, outcome::unknown);
      EXPECT_EQ(r.findings.at(open).why, why);
   }

   probe_bench bench{
      "ending",
      "zones:\n"
      "  example.test: |\n"
      "    @ MX 10 mx\n"
      "    mx A 192.0.2.1\n"
      "    slow A 192.0.2.2\n"
      "    slow A 192.0.2.3\n"
      "faults:\n"
      "  slow.example.test: delay 900ms\n"
      "  silent.example.test: timeout\n"};
};

TEST_F(run_ending, at_once_is_no_trouble)
{
   auto const r = bench.run("at-once");
   EXPECT_EQ(r.times_done, 1U);
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(r.findings.at("ending/at-once").result, outcome::pass);
}

TEST_F(run_ending, an_exception_before_any_question)
{
   expect_defect(
      bench.run("throws-before"),
      base::internal("exception", "before any question"),
      "ending/throws-before");
}

TEST_F(run_ending, an_exception_after_a_question_keeps_what_was_settled)
{
   auto const r = bench.run("throws-after");
   auto const why = base::internal("exception", "after a question");
   expect_defect(r, why, "ending/throws-after-open");
   EXPECT_EQ(r.findings.at("ending/throws-after-settled").result, outcome::fail);
   EXPECT_EQ(r.facts.at("before"), facts::value{1});
   EXPECT_EQ(r.facts.at("after"), facts::value{why});
}

TEST_F(run_ending, an_exception_of_any_type)
{
   expect_defect(
      bench.run("throws-other"),
      base::internal("exception", "an exception that is no std::exception"),
      "ending/throws-other");
}

TEST_F(run_ending, an_exception_through_parts)
{
   expect_defect(
      bench.run("throws-nested"), base::internal("exception", "in a part"), "ending/throws-nested");
   auto const caught = bench.run("catches-nested");
   EXPECT_FALSE(caught.defect);
   EXPECT_EQ(caught.facts.at("caught"), facts::value{"in a part"});
}

TEST_F(run_ending, an_exception_in_a_branch_waits_for_the_others)
{
   auto const r = bench.run("throws-branch");
   expect_defect(r, base::internal("exception", "in a part"), "ending/throws-branch");
   EXPECT_GE(r.took, 900ms);
   EXPECT_EQ(r.questions, 3U);
}

TEST_F(run_ending, branches_run_side_by_side_and_give_their_results_in_order)
{
   auto const r = bench.run("branches");
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(r.facts.at("branch_records"), (facts::value{facts::list{2, 0, 1}}));
   EXPECT_EQ(bench.run("no-branches").findings.at("ending/no-branches").result, outcome::pass);
}

TEST_F(run_ending, parts_within_parts)
{
   auto const r = bench.run("deep");
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(r.facts.at("depth"), facts::value{2001});
   EXPECT_EQ(bench.run("many-parts").facts.at("parts"), facts::value{2000});
}

TEST_F(run_ending, a_probe_that_never_ends_is_abandoned)
{
   auto const r = bench.run("never");
   expect_defect(
      r,
      base::internal("not-ended", "the probe did not end when its deadline had passed"),
      "ending/never-open");
   EXPECT_EQ(r.findings.at("ending/never-settled").result, outcome::pass);
   EXPECT_EQ(r.took, 3s + grace_after_deadline);
   EXPECT_THAT(r.log, ElementsAre()) << "its coroutine was neither resumed nor destroyed";
}

TEST_F(run_ending, the_deadline_answers_questions)
{
   auto const r = bench.run("past-deadline");
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(r.took, 3s);
   EXPECT_THAT(r.log, ElementsAre("deadline", "deadline", "0"));
   auto const& f = r.findings.at("ending/past-deadline");
   EXPECT_EQ(f.result, outcome::unknown);
   EXPECT_EQ(f.why, base::withheld("deadline"));
   EXPECT_EQ(r.questions, 1U) << "the second was never asked";
}

TEST_F(run_ending, a_probe_that_asks_without_end_is_abandoned)
{
   auto const quick = bench.run("asks-on");
   expect_defect(
      quick, base::internal("not-ended", "the probe asked 10000 questions"), "ending/asks-on");
   EXPECT_EQ(quick.questions, 500U) << "the domain's budget holds";
   auto const slow = bench.run("asks-on-slowly");
   EXPECT_EQ(slow.times_done, 1U);
   ASSERT_TRUE(slow.defect);
   EXPECT_EQ(slow.defect->code, "not-ended");
   EXPECT_LE(slow.took, 3s + grace_after_deadline);
}

TEST_F(run_ending, a_probe_that_could_not_start)
{
   expect_defect(
      bench.run("not-started"),
      base::internal("not-started", "the probe could not start"),
      "ending/not-started");
}

TEST_F(run_ending, ending_twice_is_misuse)
{
   expect_defect(
      bench.run("ends-twice"),
      base::internal("misuse", "finish() was called twice"),
      "ending/ends-twice");
}

TEST_F(run_ending, ending_with_a_question_open_is_misuse_and_never_completes_it)
{
   expect_defect(
      bench.run("ends-asking"),
      base::internal("misuse", "finish() was called with a question open"),
      "ending/ends-asking");
}

TEST_F(run_ending, settling_after_the_end_is_misuse)
{
   auto const r = bench.run("settles-late");
   ASSERT_TRUE(r.defect);
   EXPECT_THAT(r.defect->detail, HasSubstr("ending/settles-late"));
   EXPECT_EQ(r.findings.at("ending/settles-late").result, outcome::unknown);
}

}  // namespace
}  // namespace dnslint::plugin::tests
