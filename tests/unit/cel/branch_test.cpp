// SPDX-License-Identifier: Apache-2.0
#include "core/cel/branch.hpp"

#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"
#include "core/cel/watch.hpp"

#include <gmock/gmock.h>

namespace dnslint::cel {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(std::string const& source)
{
   auto const e = expression::compile(source, {});
   EXPECT_TRUE(e) << base::to_text(e.errors());
   std::vector<std::string> all;
   for (auto const& b : branches_of(*e))
      all.push_back(b.text);
   return all;
}

TEST(branches, are_the_whole_and_what_decides)
{
   EXPECT_THAT(texts("1 < 2"), ElementsAre("1 < 2"));
   EXPECT_THAT(
      texts("1 < 2 && (2 < 3 || 3 < (4)) && domain == ')'"),
      ElementsAre(
         "1 < 2 && (2 < 3 || 3 < (4)) && domain == ')'",
         "1 < 2",
         "2 < 3 || 3 < (4)",
         "2 < 3",
         "3 < (4)",
         "domain == ')'"));
   EXPECT_THAT(
      texts("[1].all(x, x > 0 && x < 5) ? 1 == 1 : 2 == 2"),
      ElementsAre(
         "[1].all(x, x > 0 && x < 5) ? 1 == 1 : 2 == 2",
         "[1].all(x, x > 0 && x < 5)",
         "x > 0",
         "x < 5"));
}

TEST(watch, sees_what_parts_come_to_and_changes_one)
{
   auto const e = expression::compile("domain == 'a' && now != now", {});
   auto const parts = branches_of(*e);
   watch w;
   for (auto const& b : parts)
      w.seen.emplace(b.part, 0);
   bindings with;
   with.domain = "a";
   with.watched = &w;
   EXPECT_TRUE(e->evaluate(with).is_false());
   EXPECT_EQ(w.seen.at(parts[0].part), came_to::no);
   EXPECT_EQ(w.seen.at(parts[1].part), came_to::yes);
   w.changed = parts[2].part;
   w.applied = change::make_true;
   EXPECT_TRUE(e->evaluate(with).is_true());
   w.applied = change::negate;
   EXPECT_TRUE(e->evaluate(with).is_true());
}

}  // namespace
}  // namespace dnslint::cel
