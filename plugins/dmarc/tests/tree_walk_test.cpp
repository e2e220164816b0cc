// SPDX-License-Identifier: Apache-2.0
#include "tree_walk.hpp"

#include <gmock/gmock.h>

namespace {

using dmarc::one_label_below;
using dmarc::tree_walk;
using testing::ElementsAre;
using testing::SizeIs;

TEST(TreeWalk, GoesUpLabelByLabel)
{
   EXPECT_THAT(
      tree_walk("a.mail.example.com"),
      ElementsAre("a.mail.example.com", "mail.example.com", "example.com", "com"));
   EXPECT_THAT(tree_walk("com"), ElementsAre("com"));
}

// The example of RFC 9989 section 4.10.
TEST(TreeWalk, LongNamesJumpToSevenLabels)
{
   EXPECT_THAT(
      tree_walk("a.b.c.d.e.f.g.h.i.j.mail.example.com"),
      ElementsAre(
         "a.b.c.d.e.f.g.h.i.j.mail.example.com",
         "g.h.i.j.mail.example.com",
         "h.i.j.mail.example.com",
         "i.j.mail.example.com",
         "j.mail.example.com",
         "mail.example.com",
         "example.com",
         "com"));
}

// Section 4.10 step 4: fewer than eight labels lose one, eight or more are cut to seven.
TEST(TreeWalk, NeverHasMoreThanEightSteps)
{
   EXPECT_THAT(tree_walk("a.b.c.d.e.f.com"), SizeIs(7));
   EXPECT_THAT(tree_walk("a.b.c.d.e.f.g.com"), SizeIs(8));
   EXPECT_EQ(tree_walk("a.b.c.d.e.f.g.com")[1], "b.c.d.e.f.g.com");
   EXPECT_THAT(tree_walk("a.b.c.d.e.f.g.h.com"), SizeIs(8));
   EXPECT_EQ(tree_walk("a.b.c.d.e.f.g.h.com")[1], "c.d.e.f.g.h.com");
   std::string deepest = "x";
   for (int i = 0; i != 120; ++i)
      deepest += ".x";
   EXPECT_THAT(tree_walk(deepest), SizeIs(8));
}

TEST(TreeWalk, AnEscapedDotIsNoEndOfALabel)
{
   EXPECT_THAT(tree_walk(R"(a\.b.com)"), ElementsAre(R"(a\.b.com)", "com"));
}

TEST(RecordName, HasTheDmarcLabel)
{
   EXPECT_EQ(dmarc::record_name("example.com"), "_dmarc.example.com");
}

TEST(OneLabelBelow, IsAnAncestorOfTheDomain)
{
   EXPECT_EQ(one_label_below("com", "a.mail.example.com"), "example.com");
   EXPECT_EQ(one_label_below("example.com", "a.mail.example.com"), "mail.example.com");
   EXPECT_EQ(one_label_below("mail.example.com", "a.mail.example.com"), "a.mail.example.com");
}

}  // namespace
