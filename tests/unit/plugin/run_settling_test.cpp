// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_plugins/probe_bench.hpp"

#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using base::outcome;
using dnslint::tests::probe_bench;
using testing::HasSubstr;
using testing::SizeIs;

base::cause const no_selector = base::unobservable("no-selector", "none is known");

struct run_settling : testing::Test {
   probe_bench bench{"settling"};
};

TEST_F(run_settling, each_outcome_with_what_describes_it)
{
   auto const r = bench.run("all");
   EXPECT_EQ(r.times_done, 1U);
   EXPECT_FALSE(r.defect);
   ASSERT_THAT(r.findings, SizeIs(4));
   auto const& passes = r.findings.at("settling/passes");
   EXPECT_EQ(passes.result, outcome::pass);
   EXPECT_EQ(passes.message, base::untrusted{"all is well"});
   ASSERT_THAT(passes.evidence, SizeIs(1));
   EXPECT_EQ(passes.evidence[0], (base::evidence{"text", base::untrusted{"a text"}}));
   auto const& fails = r.findings.at("settling/fails");
   EXPECT_EQ(fails.result, outcome::fail);
   EXPECT_EQ(fails.message, base::untrusted{"it is \x1b[31mred\x1b[0m"}) << "escaped where shown";
   EXPECT_EQ(fails.subject, base::untrusted{"mx.example.test"});
   ASSERT_THAT(fails.items, SizeIs(2));
   EXPECT_EQ(fails.items[0].result, outcome::pass);
   EXPECT_EQ(fails.items[1].subject, base::untrusted{"two"});
   EXPECT_EQ(fails.fix_text, base::untrusted{"do this"});
   EXPECT_EQ(fails.fix_record, base::untrusted{"@ TXT x"});
   EXPECT_EQ(r.findings.at("settling/unknown").result, outcome::unknown);
   EXPECT_EQ(r.findings.at("settling/unknown").why, no_selector);
   EXPECT_EQ(r.findings.at("settling/not-applicable").result, outcome::not_applicable);
   EXPECT_EQ(r.findings.at("settling/not-applicable").reason, "there is no mail");
}

TEST_F(run_settling, twice_makes_the_whole_run_unknown)
{
   auto const r = bench.run("twice");
   ASSERT_TRUE(r.defect);
   EXPECT_EQ(r.defect->code, "misuse");
   EXPECT_THAT(r.defect->detail, HasSubstr("'settling/twice' twice"));
   EXPECT_EQ(r.findings.at("settling/twice").result, outcome::unknown);
   EXPECT_EQ(r.findings.at("settling/twice").why, r.defect);
   EXPECT_EQ(r.findings.at("settling/after-twice").why, r.defect);
}

TEST_F(run_settling, another_probes_check_is_misuse)
{
   auto const r = bench.run("foreign");
   ASSERT_TRUE(r.defect);
   EXPECT_THAT(r.defect->detail, HasSubstr("'settling/nothing', which is not its own"));
   EXPECT_THAT(r.findings, SizeIs(2));
   EXPECT_EQ(r.findings.at("settling/own").why, r.defect) << "nothing of the run is believed";
   EXPECT_EQ(r.findings.at("settling/own-too").why, r.defect);
}

TEST_F(run_settling, a_check_of_nobody_is_misuse)
{
   auto const r = bench.run("nowhere");
   ASSERT_TRUE(r.defect);
   EXPECT_THAT(r.defect->detail, HasSubstr("'settling/no-such-check'"));
   EXPECT_EQ(r.findings.at("settling/nowhere-open").why, r.defect);
}

TEST_F(run_settling, unknown_without_cause_and_not_applicable_without_reason_are_internal)
{
   auto const r = bench.run("bare");
   auto const& unknown = r.findings.at("settling/no-cause");
   EXPECT_EQ(unknown.result, outcome::unknown);
   EXPECT_EQ(unknown.why->kind, base::cause_class::internal);
   EXPECT_EQ(unknown.why->code, "no-cause");
   auto const& not_applicable = r.findings.at("settling/no-reason");
   EXPECT_EQ(not_applicable.result, outcome::unknown);
   EXPECT_EQ(not_applicable.why->code, "no-reason");
}

TEST_F(run_settling, a_cause_without_a_code_is_none)
{
   EXPECT_EQ(
      bench.run("codeless").findings.at("settling/codeless").why,
      base::internal("no-cause", "said nothing"));
}

TEST_F(run_settling, an_outcome_that_does_not_exist_is_misuse)
{
   auto const r = bench.run("strange");
   ASSERT_TRUE(r.defect);
   EXPECT_THAT(r.defect->detail, HasSubstr("the outcome 17"));
   EXPECT_EQ(r.findings.at("settling/strange").result, outcome::unknown);
}

TEST_F(run_settling, what_was_not_settled_is_internal)
{
   auto const r = bench.run("nothing");
   EXPECT_FALSE(r.defect);
   auto const& open = r.findings.at("settling/nothing");
   EXPECT_EQ(open.result, outcome::unknown);
   EXPECT_EQ(open.why, base::internal("not-settled"));
}

TEST_F(run_settling, a_cover_is_for_what_is_open_and_the_first_counts)
{
   auto const r = bench.run("covered");
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(r.findings.at("settling/settled").result, outcome::pass);
   EXPECT_EQ(r.findings.at("settling/open").why, no_selector);
   EXPECT_EQ(bench.run("covered-twice").findings.at("settling/covered-twice").why, no_selector);
}

TEST_F(run_settling, texts_and_lists_are_bounded)
{
   auto const f = bench.run("long").findings.at("settling/long");
   EXPECT_EQ(f.evidence.size(), 64U);
   EXPECT_EQ(f.items.size(), 256U);
   auto const text = base::terminal_text(f.message);
   EXPECT_THAT(text, HasSubstr("... (100000 bytes in all)"));
   EXPECT_LT(text.size(), 4200U);
   EXPECT_LT(f.why->detail.size(), 4200U);
   EXPECT_EQ(f.why->code, "long");
}

}  // namespace
}  // namespace dnslint::plugin::tests
