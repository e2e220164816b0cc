// SPDX-License-Identifier: Apache-2.0
#include "tag_value.hpp"

#include <gmock/gmock.h>

namespace {

using dmarc::disposition;
using dmarc::kind_of_tag;
using dmarc::tag_kind;
using dmarc::value_error;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Disposition, ReadsItsOwnText)
{
   for (auto const d : {disposition::none, disposition::quarantine, disposition::reject})
      EXPECT_EQ(dmarc::disposition_from_text(dmarc::to_text(d)), d);
   EXPECT_EQ(dmarc::disposition_from_text("ReJect"), disposition::reject);
   EXPECT_EQ(dmarc::disposition_from_text("rejected"), std::nullopt);
   EXPECT_EQ(dmarc::disposition_from_text(""), std::nullopt);
}

// RFC 9989 section 4.7, tag t.
TEST(Disposition, TestModeIsOneLevelBelow)
{
   EXPECT_EQ(one_level_below(disposition::reject), disposition::quarantine);
   EXPECT_EQ(one_level_below(disposition::quarantine), disposition::none);
   EXPECT_EQ(one_level_below(disposition::none), disposition::none);
}

TEST(TagKind, FollowsTheRegistry)
{
   for (auto const* const name :
        {"adkim", "aspf", "fo", "np", "p", "psd", "rua", "ruf", "sp", "t", "v"})
      EXPECT_EQ(kind_of_tag(name), tag_kind::known) << name;
   for (auto const* const name : {"pct", "rf", "ri"})
      EXPECT_EQ(kind_of_tag(name), tag_kind::removed) << name;
   for (auto const* const name : {"policy", "x", "", "ruax"})
      EXPECT_EQ(kind_of_tag(name), tag_kind::unknown) << name;
}

TEST(TagValue, TakesWhatTheGrammarHas)
{
   for (auto const* const name : {"p", "sp", "np"})
      for (auto const* const value : {"none", "quarantine", "reject", "Reject"})
         EXPECT_THAT(value_error(name, value), IsEmpty());
   for (auto const* const name : {"adkim", "aspf"})
      for (auto const* const value : {"r", "s", "S"})
         EXPECT_THAT(value_error(name, value), IsEmpty());
   for (auto const* const value : {"y", "n", "u"})
      EXPECT_THAT(value_error("psd", value), IsEmpty());
   for (auto const* const value : {"y", "n"})
      EXPECT_THAT(value_error("t", value), IsEmpty());
}

TEST(TagValue, RefusesOtherValues)
{
   EXPECT_THAT(value_error("p", "rejct"), HasSubstr("none, quarantine or reject"));
   EXPECT_THAT(value_error("sp", "none reject"), HasSubstr("tag sp"));
   EXPECT_THAT(value_error("np", "x"), HasSubstr("tag np"));
   EXPECT_THAT(value_error("adkim", "relaxed"), HasSubstr("r or s"));
   EXPECT_THAT(value_error("aspf", "n"), HasSubstr("r or s"));
   EXPECT_THAT(value_error("psd", "yes"), HasSubstr("y, n or u"));
   EXPECT_THAT(value_error("t", "u"), HasSubstr("y or n"));
}

TEST(TagValue, SuspectsAMissingSemicolon)
{
   EXPECT_THAT(value_error("p", "none rua=mailto:a@b.example"), HasSubstr("semicolon"));
   EXPECT_THAT(value_error("p", "nothing"), testing::Not(HasSubstr("semicolon")));
}

// RFC 9989 section 4.8, rule dmarc-fo.
TEST(FailureOptions, EachAtMostOnceInAnyOrder)
{
   for (auto const* const value : {"0", "1", "d", "s", "0:d", "d:s", "d:1:s", "s:d:0", "1:D:S"})
      EXPECT_THAT(value_error("fo", value), IsEmpty()) << value;
   for (auto const* const value :
        {"", "x", "0:", ":0", "0d", "d:d", "0:0", "0 : d", "d::s", "0:1:d:s:x"})
      if (*value != '\0') {
         EXPECT_THAT(value_error("fo", value), HasSubstr("tag fo")) << value;
      }
}

TEST(FailureOptions, ZeroAndOneExcludeEachOther)
{
   EXPECT_THAT(value_error("fo", "0:1"), HasSubstr("both 0 and 1"));
   EXPECT_THAT(value_error("fo", "1:d:0"), HasSubstr("both 0 and 1"));
}

}  // namespace
