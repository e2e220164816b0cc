// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_plugins/probe_bench.hpp"

#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using dnslint::tests::probe_bench;
using testing::ElementsAre;
using testing::HasSubstr;

struct run_reading : testing::Test {
   probe_bench bench{"reading"};
};

TEST_F(run_reading, facts_of_every_kind)
{
   bench.facts["name"] = {{"kind", "zone-apex"}};
   bench.facts["publishing"] = {
      {"some", facts::list{1, "two", base::transient("timeout"), facts::value{}, true}},
      {"table", facts::map{{"a", facts::list{facts::list{"x", "y"}}}, {"b", 2}}},
      {"hidden", base::unobservable("no-selector")},
      {"number", 7},
      {"flag", false},
      {"nothing", {}},
      {"raw", facts::bytes{std::string{"\0\0\xff", 3}}}};
   auto const r = bench.run("facts");
   EXPECT_FALSE(r.defect);
   EXPECT_THAT(
      r.log,
      ElementsAre(
         "kind 'zone-apex'",
         "zone unknown not-published",
         "some 5",
         "1",
         "'two'",
         "unknown timeout",
         "null",
         "true",
         "null",
         "table 2",
         "''",
         "2",
         "null",
         "deep 'y'",
         "hidden unknown no-selector",
         "number 7",
         "flag false",
         "nothing null",
         "raw 3",
         "of a scalar nullnull"));
}

TEST_F(run_reading, a_producer_that_is_not_loaded_leaves_unknown)
{
   auto const r = bench.run("facts");
   EXPECT_FALSE(r.defect);
   EXPECT_EQ(r.log.front(), "kind unknown not-published");
}

TEST_F(run_reading, a_fact_that_is_not_needed_is_null_and_misuse)
{
   bench.facts["publishing"] = {{"number", 7}};
   auto const r = bench.run("not-needed");
   ASSERT_TRUE(r.defect);
   EXPECT_EQ(r.defect->code, "misuse");
   EXPECT_THAT(r.defect->detail, HasSubstr("'publishing.number', which its `needs` do not name"));
   EXPECT_EQ(r.findings.at("reading/not-needed").why, r.defect);
}

TEST_F(run_reading, options_by_their_declared_type)
{
   EXPECT_THAT(
      bench.run("options").log,
      ElementsAre("count 3", "strict", "word abc", "other type -1", "no such -1"));
   bench.options = {{"count", 9}, {"strict", false}, {"word", ""}};
   EXPECT_THAT(
      bench.run("options").log,
      ElementsAre("count 9", "lax", "word ", "other type -1", "no such -1"));
}

TEST_F(run_reading, where_it_is_and_what_it_may)
{
   bench.granted = {"dnslint.dns/1", "dnslint.https/1"};
   EXPECT_THAT(
      bench.run("surroundings").log,
      ElementsAre(
         "example.test",
         "1700000000",
         "30000",
         "dnslint.facts/1 yes",
         "dnslint.facts/2 no",
         "dnslint.dns/1 no",
         " no",
         "dnslint.https/1 no"))
      << "granted, but not declared";
}

}  // namespace
}  // namespace dnslint::plugin::tests
