// SPDX-License-Identifier: Apache-2.0
#include "core/audit/advice.hpp"

#include "tests/unit/audit/scratch_plan.hpp"

#include <array>
#include <gtest/gtest.h>

namespace dnslint::audit {
namespace {

// Four checks, of which a/c is the most severe.
std::unique_ptr<plan> some_plan()
{
   std::string pack = "pack: a\nversion: 1.0.0\ntitle: T\nrules:\n";
   for (auto const* const row : {"a low", "b low", "c high", "d low"})
      pack += std::string{"  - { id: a/"} + row[0] +
              ", title: T, category: c.d, severity: " + std::string{row}.substr(2) +
              ", assert: 'true' }\n";
   selection wanted;
   wanted.checks = {"a/*"};
   return test::plan_of(pack, wanted);
}

struct settle : testing::Test {
   std::vector<finding> settled(std::array<std::string, 4> const& records)
   {
      std::vector<finding> all(4);
      for (std::size_t i = 0; i != 4; ++i) {
         all[i].id = made->checks.at(i).definition->id;
         all[i].result = base::outcome::fail;
         all[i].fix_text = base::untrusted{"Words."};
         all[i].fix_record = base::untrusted{records[i]};
         if (!records[i].empty())
            all[i].fix_removed.emplace_back("x.test. IN TXT \"old\"");
      }
      settle_advice(*made, all);
      return all;
   }

   std::unique_ptr<plan> made = some_plan();
};

TEST_F(settle, lets_records_of_other_names_and_types_stand)
{
   auto const all =
      settled({"x.test. IN TXT \"a\"", "y.test. IN TXT \"b\"", "x.test. IN MX 0 .", ""});
   for (std::size_t i = 0; i != 3; ++i)
      EXPECT_FALSE(all[i].fix_record.empty()) << i;
}

TEST_F(settle, lets_the_same_record_stand_with_each_check)
{
   auto const all = settled({"x.test. IN TXT \"a\"", "x.test. IN TXT \"a\"", "", ""});
   EXPECT_FALSE(all[0].fix_record.empty());
   EXPECT_FALSE(all[1].fix_record.empty());
}

TEST_F(settle, keeps_of_different_records_that_of_the_most_severe_check)
{
   auto const all = settled(
      {"x.test. IN TXT \"a\"", "x.test. IN TXT \"b\"", "X.test. 60 IN TXT \"c\"", "x.test. TXT d"});
   EXPECT_FALSE(all[2].fix_record.empty());
   for (auto const i : {0U, 1U, 3U}) {
      EXPECT_TRUE(all[i].fix_record.empty()) << i;
      EXPECT_TRUE(all[i].fix_removed.empty()) << i;
      EXPECT_EQ(all[i].fix_text.bytes(), "Words.");
   }
}

TEST_F(settle, keeps_of_equally_severe_ones_the_first)
{
   auto const all = settled({"x.test. IN TXT \"a\"", "x.test. IN TXT \"b\"", "", ""});
   EXPECT_FALSE(all[0].fix_record.empty());
   EXPECT_TRUE(all[1].fix_record.empty());
}

}  // namespace
}  // namespace dnslint::audit
