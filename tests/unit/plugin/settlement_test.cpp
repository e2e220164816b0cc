// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/settlement.hpp"

#include <gmock/gmock.h>

namespace dnslint::plugin::tests {
namespace {

using base::outcome;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;

base::cause const otherwise = base::internal("not-settled");

struct settlement_test : testing::Test {
   settlement checks{{"p/b", "p/a"}};
};

TEST_F(settlement_test, gives_every_check_once_and_sorted)
{
   checks.settle("p/b", outcome::pass);
   auto const all = checks.close(otherwise);
   ASSERT_THAT(all, SizeIs(2));
   EXPECT_EQ(all[0].id, "p/a");
   EXPECT_EQ(all[0].result, outcome::unknown);
   EXPECT_EQ(all[0].why, otherwise);
   EXPECT_EQ(all[1].id, "p/b");
   EXPECT_EQ(all[1].result, outcome::pass);
   EXPECT_FALSE(checks.mistake());
}

TEST_F(settlement_test, findings_stay_where_they_are)
{
   settlement many{{"p/0", "p/1", "p/2", "p/3", "p/4", "p/5", "p/6", "p/7", "p/8"}};
   auto* const first = many.settle("p/0", outcome::fail);
   for (auto const* id : {"p/1", "p/2", "p/3", "p/4", "p/5", "p/6", "p/7", "p/8"})
      many.settle(id, outcome::pass);
   first->message = base::untrusted{"here"};
   EXPECT_EQ(many.close(otherwise).front().message, base::untrusted{"here"});
}

TEST_F(settlement_test, settling_twice_is_a_mistake_and_nothing_counts)
{
   EXPECT_NE(checks.settle("p/a", outcome::pass), nullptr);
   EXPECT_EQ(checks.settle("p/a", outcome::fail), nullptr);
   EXPECT_THAT(checks.mistake(), Optional(HasSubstr("'p/a' twice")));
   auto const all = checks.close(otherwise);
   EXPECT_EQ(all[0].why->code, "misuse") << "what was settled before is not believed";
   EXPECT_EQ(all[1].why->code, "misuse") << "the open ones name the mistake";
}

TEST_F(settlement_test, another_probes_check_is_a_mistake)
{
   EXPECT_EQ(checks.settle("q/a", outcome::pass), nullptr);
   EXPECT_THAT(checks.mistake(), Optional(HasSubstr("'q/a', which is not its own")));
   EXPECT_THAT(checks.close(otherwise), SizeIs(2));
}

TEST_F(settlement_test, the_first_cover_counts)
{
   checks.cover(base::transient("timeout"));
   checks.cover(base::transient("servfail"));
   EXPECT_TRUE(checks.covered());
   for (auto const& f : checks.close(otherwise))
      EXPECT_EQ(f.why->code, "timeout");
}

TEST_F(settlement_test, a_mistake_counts_more_than_a_cover)
{
   checks.cover(base::transient("timeout"));
   checks.misuse("late");
   for (auto const& f : checks.close(otherwise))
      EXPECT_EQ(f.why->code, "misuse");
}

TEST_F(settlement_test, the_first_mistake_counts)
{
   checks.misuse("one");
   checks.misuse("two");
   EXPECT_EQ(checks.mistake(), "one");
}

TEST_F(settlement_test, unknown_needs_a_cause)
{
   checks.settle("p/a", outcome::unknown);
   checks.settle("p/b", outcome::unknown)->why = base::unobservable("x");
   auto const all = checks.close(otherwise);
   EXPECT_EQ(all[0].why->kind, base::cause_class::internal);
   EXPECT_EQ(all[0].why->code, "no-cause");
   EXPECT_EQ(all[1].why->code, "x");
}

TEST_F(settlement_test, not_applicable_needs_a_reason)
{
   checks.settle("p/a", outcome::not_applicable);
   checks.settle("p/b", outcome::not_applicable)->reason = "because";
   auto const all = checks.close(otherwise);
   EXPECT_EQ(all[0].result, outcome::unknown);
   EXPECT_EQ(all[0].why->code, "no-reason");
   EXPECT_EQ(all[1].result, outcome::not_applicable);
}

}  // namespace
}  // namespace dnslint::plugin::tests
