// SPDX-License-Identifier: Apache-2.0
#include "caa_set.hpp"

#include <gmock/gmock.h>

namespace {

using caa::contradictory_tags;
using caa::issuers_named;
using caa::judge_property;
using caa::judged_property;
using caa::stopped_tags;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

judged_property judged(char const* tag, char const* value)
{
   return judge_property({0, tag, value});
}

TEST(judged_property, the_case_of_tags_and_issuers_does_not_matter)
{
   auto const p = judged("Issue", "CA.Test");
   EXPECT_EQ(p.tag, "issue");
   EXPECT_EQ(p.issuer, "ca.test");
   EXPECT_EQ(p.written.tag, "Issue");
   EXPECT_EQ(p.written_tag, "Issue");
   EXPECT_THAT(p.errors, IsEmpty());
}

TEST(judged_property, each_kind_has_its_grammar)
{
   EXPECT_THAT(judged("issue", "mailto:a@b.test").errors, SizeIs(1));
   EXPECT_THAT(judged("issuemail", "a_b").errors, SizeIs(1));
   EXPECT_THAT(judged("iodef", "mailto:a@b.test").errors, IsEmpty());
   EXPECT_THAT(judged("iodef", "a@b.test").errors, SizeIs(1));
   EXPECT_THAT(judged("contactemail", "a@b.test").errors, IsEmpty());
   EXPECT_THAT(judged("contactemail", "+1").errors, SizeIs(1));
   EXPECT_THAT(judged("contactphone", "+1").errors, IsEmpty());
   EXPECT_THAT(judged("contactphone", "a@b.test").errors, SizeIs(1));
   EXPECT_THAT(judged("unheard", "\xff").errors, IsEmpty());
}

TEST(judged_property, parameters_are_judged_apart)
{
   auto const p = judged("issue", "ca.test; accounturi=x");
   EXPECT_THAT(p.errors, IsEmpty());
   EXPECT_THAT(p.parameter_errors, SizeIs(1));
   EXPECT_EQ(p.issuer, "ca.test");
}

TEST(judged_property, tags_are_made_printable)
{
   EXPECT_EQ(judged("\x1b[A", "").tag, "\\027[a");
   EXPECT_EQ(judged("\x1b[A", "").written_tag, "\\027[A");
}

// RFC 8659 section 4.2.
TEST(judged_property, nobody_is_named_by_an_empty_issuer)
{
   EXPECT_TRUE(judged("issue", ";").names_nobody());
   EXPECT_TRUE(judged("issuewild", "").names_nobody());
   EXPECT_TRUE(judged("issue", "; a=1").names_nobody());
   EXPECT_FALSE(judged("issue", "ca.test").names_nobody());
   EXPECT_FALSE(judged("issue", "%%%%%").names_nobody());
   EXPECT_FALSE(judged("iodef", "").names_nobody());
}

TEST(issuers_named, come_sorted_and_once)
{
   std::vector const all{
      judged("issue", "b.test"),
      judged("ISSUE", "a.test"),
      judged("issue", "A.test; x=1"),
      judged("issue", ";"),
      judged("issue", "%"),
      judged("issuewild", "c.test")};
   EXPECT_THAT(issuers_named(all, "issue"), ElementsAre("a.test", "b.test"));
   EXPECT_THAT(issuers_named(all, "issuewild"), ElementsAre("c.test"));
   EXPECT_THAT(issuers_named(all, "issuemail"), IsEmpty());
}

TEST(contradictory_tags, need_nobody_and_somebody_of_the_same_tag)
{
   auto const nobody = judged("issue", ";");
   EXPECT_THAT(contradictory_tags({nobody}), IsEmpty());
   EXPECT_THAT(contradictory_tags({nobody, nobody}), IsEmpty());
   EXPECT_THAT(contradictory_tags({nobody, judged("issuewild", "ca.test")}), IsEmpty());
   EXPECT_THAT(contradictory_tags({nobody, judged("issue", "%")}), IsEmpty());
   EXPECT_THAT(
      contradictory_tags({judged("issue", "ca.test"), nobody, nobody}), ElementsAre("issue"));
   EXPECT_THAT(
      contradictory_tags(
         {judged("issuewild", "ca.test"),
          judged("issuewild", ""),
          judged("issue", "ca.test"),
          nobody}),
      ElementsAre("issue", "issuewild"));
}

TEST(stopped_tags, have_no_value_that_can_be_used)
{
   auto const unreadable = judged("issue", "%%%%%");
   EXPECT_THAT(stopped_tags({}), IsEmpty());
   EXPECT_THAT(stopped_tags({unreadable}), ElementsAre("issue"));
   EXPECT_THAT(stopped_tags({judged("issue", "ca.test; accounturi=1")}), ElementsAre("issue"));
   EXPECT_THAT(stopped_tags({judged("Issue", "ca.test; a=1;")}), ElementsAre("issue"));
   EXPECT_THAT(stopped_tags({unreadable, judged("issue", "ca.test")}), IsEmpty());
   EXPECT_THAT(stopped_tags({unreadable, judged("issue", ";")}), IsEmpty());
   EXPECT_THAT(stopped_tags({unreadable, judged("issuewild", "ca.test")}), ElementsAre("issue"));
   EXPECT_THAT(stopped_tags({judged("iodef", "x"), judged("unheard", "%")}), IsEmpty());
   EXPECT_THAT(stopped_tags({judged("issue", "ca.test; validation-methods=x")}), IsEmpty());
}

}  // namespace
