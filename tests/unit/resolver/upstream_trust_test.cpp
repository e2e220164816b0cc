// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_trust.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver::tests::trusting {
namespace {

using kind = upstream_trust::kind;

void confirm(upstream_trust& t, unsigned times, kind of = kind::denial)
{
   for (auto i = 0U; i != times; ++i)
      t.confirmed(of);
}

TEST(upstream_trust, compares_every_answer_until_enough_are_confirmed)
{
   upstream_trust t;
   confirm(t, 63);
   EXPECT_TRUE(t.wants_comparison(kind::denial));
   confirm(t, 1);
   EXPECT_FALSE(t.wants_comparison(kind::denial));
   EXPECT_TRUE(t.wants_comparison(kind::records)) << "who gives true records may deny others";
}

TEST(upstream_trust, compares_a_few_later)
{
   upstream_trust t;
   confirm(t, 64);
   auto compared = 0;
   for (auto i = 0; i != 330; ++i)
      compared += t.wants_comparison(kind::denial) ? 1 : 0;
   EXPECT_EQ(compared, 10);
}

TEST(upstream_trust, compares_everything_again_after_a_contradiction)
{
   upstream_trust t;
   confirm(t, 64);
   t.contradicted({1, 1});
   EXPECT_TRUE(t.wants_comparison(kind::denial));
   EXPECT_FALSE(t.is_dropped());
}

TEST(upstream_trust, one_zone_drops_nobody_however_it_lies)
{
   upstream_trust t;
   for (auto servers = 0U; servers != 1000; ++servers)
      t.contradicted({7, servers});
   EXPECT_FALSE(t.is_dropped());
}

TEST(upstream_trust, zones_on_the_same_servers_drop_nobody)
{
   upstream_trust t;
   for (auto zone = 0U; zone != 1000; ++zone)
      t.contradicted({zone, 7});
   EXPECT_FALSE(t.is_dropped());
}

TEST(upstream_trust, five_zones_without_common_servers_do)
{
   upstream_trust t;
   for (auto zone = 1U; zone != 5; ++zone) {
      t.contradicted({zone, zone});
      EXPECT_FALSE(t.is_dropped());
   }
   t.contradicted({5, 5});
   EXPECT_TRUE(t.is_dropped());
   EXPECT_FALSE(t.has_failed_control());
}

TEST(upstream_trust, forgets_a_contradiction_after_many_confirmed_answers)
{
   upstream_trust t;
   for (auto zone = 1U; zone != 100; ++zone) {
      t.contradicted({zone, zone});
      confirm(t, 64);
   }
   EXPECT_FALSE(t.is_dropped());
   EXPECT_TRUE(t.is_trusted(kind::denial));
}

TEST(upstream_trust, wants_one_control_after_a_contradiction)
{
   upstream_trust t;
   EXPECT_FALSE(t.wants_control());
   t.contradicted({1, 1});
   EXPECT_TRUE(t.wants_control());
   EXPECT_FALSE(t.wants_control());
   t.control_ended(false);
   EXPECT_FALSE(t.is_dropped());
   t.control_ended(true);
   EXPECT_TRUE(t.is_dropped());
   EXPECT_TRUE(t.has_failed_control());
}

}  // namespace
}  // namespace dnslint::resolver::tests::trusting
