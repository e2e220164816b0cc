// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_plugins/probe_bench.hpp"

#include <gmock/gmock.h>
#include <limits>

namespace dnslint::plugin::tests {
namespace {

using dnslint::tests::probe_bench;
using testing::HasSubstr;
using testing::SizeIs;

base::cause const no_selector = base::unobservable("no-selector", "none is known");

struct run_publishing : testing::Test {
   // The probe's one mistake is misuse, and the fact that it is about is unknown for that reason.
   void expect_misuse(std::string_view probe, std::string const& fact, std::string const& part)
   {
      auto const r = bench.run(probe);
      EXPECT_EQ(r.times_done, 1U);
      ASSERT_TRUE(r.defect) << probe;
      EXPECT_EQ(r.defect->kind, base::cause_class::internal);
      EXPECT_EQ(r.defect->code, "misuse");
      EXPECT_THAT(r.defect->detail, HasSubstr(part));
      ASSERT_TRUE(r.facts.contains(fact));
      EXPECT_EQ(r.facts.at(fact), facts::value{*r.defect});
   }

   probe_bench bench{"publishing"};
};

TEST_F(run_publishing, values_of_every_type)
{
   auto const r = bench.run("all");
   EXPECT_FALSE(r.defect);
   facts::map const expected{
      {"flag", true},
      {"number", std::numeric_limits<std::int64_t>::min()},
      {"ratio", 0.5},
      {"name", "caf\xc3\xa9"},
      {"raw", facts::bytes{std::string{"\0\xff", 2}}},
      {"some", facts::list{1, "two", no_selector, facts::map{{"k", {}}}}},
      {"table", facts::map{{"a", facts::list{facts::list{7}}}, {"b", {}}}},
      {"any", 3},
      {"nothing", {}},
      {"hidden", no_selector}};
   EXPECT_EQ(r.facts, expected) << facts::to_json(facts::value{r.facts});
}

TEST_F(run_publishing, an_undeclared_fact_spoils_the_whole_run)
{
   auto const r = bench.run("undeclared");
   ASSERT_TRUE(r.defect);
   EXPECT_THAT(r.defect->detail, HasSubstr("'no_such_fact' is not declared"));
   EXPECT_THAT(r.facts, SizeIs(2));
   EXPECT_EQ(r.facts.at("undeclared_first"), facts::value{*r.defect});
   EXPECT_EQ(r.facts.at("undeclared_last"), facts::value{*r.defect})
      << "optional, but not quietly null";
   EXPECT_EQ(r.findings.at("publishing/undeclared").why, r.defect);
}

TEST_F(run_publishing, another_probes_fact_is_misuse)
{
   expect_misuse("foreign", "foreign_own", "'must' is not declared for this probe");
   EXPECT_THAT(bench.run("foreign").facts, SizeIs(1));
}

TEST_F(run_publishing, another_type_is_misuse)
{
   expect_misuse("wrong-type", "typed", "another type than declared");
}

TEST_F(run_publishing, a_number_that_is_none_is_misuse)
{
   expect_misuse("not-a-number", "real", "not finite");
}

TEST_F(run_publishing, what_was_begun_and_never_ended_is_misuse)
{
   expect_misuse("not-ended", "begun", "'begun' was begun and not ended");
   expect_misuse("no-value", "keyed", "'keyed' has no value");
}

TEST_F(run_publishing, ending_too_often_is_misuse)
{
   auto const r = bench.run("ended-twice");
   ASSERT_TRUE(r.defect);
   EXPECT_EQ(*r.defect, base::internal("misuse", "end() without a beginning"));
   EXPECT_EQ(r.facts.at("ended"), facts::value{*r.defect});
}

TEST_F(run_publishing, a_struct_without_size_is_misuse)
{
   expect_misuse("sizeless", "sized", "no size");
   auto const r = bench.run("sizeless");
   EXPECT_EQ(r.findings.at("publishing/sizeless").why, r.defect);
}

TEST_F(run_publishing, a_kind_that_cannot_be_put_is_misuse)
{
   expect_misuse("strange-kind", "strange", "kind 6");
}

TEST_F(run_publishing, too_much_is_withheld)
{
   auto const r = bench.run("too-large");
   EXPECT_FALSE(r.defect) << "a large zone is no defect of the plugin";
   EXPECT_EQ(r.facts.at("large_first"), facts::value{1});
   ASSERT_NE(r.facts.at("large").unknown(), nullptr);
   EXPECT_EQ(r.facts.at("large").unknown()->kind, base::cause_class::withheld);
   EXPECT_EQ(r.facts.at("large").unknown()->code, "budget");
}

TEST_F(run_publishing, too_deep_is_withheld)
{
   auto const r = bench.run("too-deep");
   ASSERT_NE(r.facts.at("deep").unknown(), nullptr);
   EXPECT_EQ(r.facts.at("deep").unknown()->code, "budget");
}

TEST_F(run_publishing, what_is_not_published_is_null_only_if_optional)
{
   auto const r = bench.run("silent");
   EXPECT_FALSE(r.defect);
   EXPECT_TRUE(r.facts.at("may").is_null());
   EXPECT_EQ(r.facts.at("must"), facts::value{base::internal("not-published")});
}

TEST_F(run_publishing, a_cover_is_also_for_facts)
{
   auto const r = bench.run("covered");
   EXPECT_EQ(r.facts.at("covered_set"), facts::value{1});
   EXPECT_EQ(r.facts.at("covered_must"), facts::value{no_selector});
   EXPECT_EQ(r.facts.at("covered_may"), facts::value{no_selector});
}

TEST_F(run_publishing, a_probe_that_throws_keeps_what_was_complete)
{
   auto const r = bench.run("thrown");
   ASSERT_TRUE(r.defect);
   EXPECT_EQ(*r.defect, base::internal("exception", "while a list is open"));
   EXPECT_EQ(r.facts.at("thrown_set"), facts::value{1});
   EXPECT_EQ(r.facts.at("thrown_may"), facts::value{facts::list{}})
      << "the list was ended when the exception left its block";
}

}  // namespace
}  // namespace dnslint::plugin::tests
