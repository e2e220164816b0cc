// SPDX-License-Identifier: Apache-2.0
#include "core/audit/list_columns.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

TEST(list_facts, are_null_or_empty_where_the_list_says_nothing)
{
   list_columns const empty;
   for (auto const* columns : {static_cast<list_columns const*>(nullptr), &empty}) {
      auto const facts = list_facts(columns);
      EXPECT_TRUE(facts.at("posture").is_null());
      EXPECT_TRUE(facts.at("profile").is_null());
      EXPECT_EQ(facts.at("selectors"), facts::value{facts::list{}});
      EXPECT_EQ(facts.at("tags"), facts::value{facts::list{}});
   }
}

TEST(list_facts, are_what_the_list_says)
{
   list_columns const columns{{"s1", "s2"}, "no_mail", "parked", {"shop"}};
   auto const facts = list_facts(&columns);
   EXPECT_EQ(facts.at("posture"), facts::value{"no_mail"});
   EXPECT_EQ(facts.at("profile"), facts::value{"parked"});
   EXPECT_EQ(facts.at("selectors"), (facts::value{facts::list{"s1", "s2"}}));
   EXPECT_EQ(facts.at("tags"), facts::value{facts::list{"shop"}});
}

TEST(list_facts, are_all_declared)
{
   auto const declared = list_fact_declarations();
   auto const published = list_facts(nullptr);
   EXPECT_EQ(declared.size(), published.size());
   for (auto const& [name, value] : published) {
      ASSERT_TRUE(declared.contains(name)) << name;
      EXPECT_EQ(declared.find(name)->second.optional, value.is_null())
         << name << " may be null only if it is optional";
   }
}

TEST(posture_words, have_no_doubles)
{
   auto words = posture_words();
   EXPECT_THAT(words, testing::Contains("no_mail"));
   std::ranges::sort(words);
   EXPECT_EQ(std::ranges::adjacent_find(words), words.end());
}

}  // namespace
}  // namespace dnslint::audit
