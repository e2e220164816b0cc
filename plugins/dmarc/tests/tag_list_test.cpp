// SPDX-License-Identifier: Apache-2.0
#include "tag_list.hpp"

#include <gmock/gmock.h>

namespace {

using dmarc::has_dmarc_version;
using dmarc::record_error;
using dmarc::split_tags;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// RFC 9989 section 4.8: dmarc-version = "v" equals %s"DMARC1".
TEST(DmarcVersion, FirstTagIsTheVersion)
{
   EXPECT_TRUE(has_dmarc_version("v=DMARC1"));
   EXPECT_TRUE(has_dmarc_version("v=DMARC1;"));
   EXPECT_TRUE(has_dmarc_version("v=DMARC1; p=none"));
   EXPECT_TRUE(has_dmarc_version("v \t= DMARC1 ;p=none"));
   EXPECT_TRUE(has_dmarc_version("V=DMARC1;p=none"));
}

TEST(DmarcVersion, AnythingElseIsNoRecord)
{
   for (auto const* const text :
        {"",
         "v=dmarc1; p=none",
         "v=DMARC1 p=none",
         "v=DMARC10; p=none",
         "v=DMARC",
         " v=DMARC1; p=none",
         "p=none; v=DMARC1",
         ";v=DMARC1",
         "DMARC1; p=none",
         "version=DMARC1",
         "=DMARC1",
         "v=spf1 -all"})
      EXPECT_FALSE(has_dmarc_version(text)) << text;
}

TEST(SplitTags, GivesNamesValuesAndPlaces)
{
   auto const list = split_tags("v=DMARC1; p = reject ;rua=mailto:a@b.example?x=y;");
   EXPECT_THAT(list.errors, IsEmpty());
   ASSERT_THAT(list.tags, SizeIs(3));
   EXPECT_EQ(list.tags[0].name, "v");
   EXPECT_EQ(list.tags[1].name, "p");
   EXPECT_EQ(list.tags[1].value, "reject");
   EXPECT_EQ(list.tags[1].name_at, 10U);
   EXPECT_EQ(list.tags[1].value_at, 14U);
   EXPECT_EQ(list.tags[2].value, "mailto:a@b.example?x=y");
}

TEST(SplitTags, EmptyTextHasNoTags)
{
   EXPECT_THAT(split_tags("").tags, IsEmpty());
   EXPECT_THAT(split_tags("").errors, IsEmpty());
}

TEST(SplitTags, OneSemicolonMayEndTheRecord)
{
   EXPECT_THAT(split_tags("v=DMARC1;").errors, IsEmpty());
   EXPECT_THAT(split_tags("v=DMARC1; ").errors, IsEmpty());
   EXPECT_THAT(split_tags("v=DMARC1;;").errors, SizeIs(1));
}

TEST(SplitTags, TellsAnEmptyTag)
{
   auto const list = split_tags("v=DMARC1;; p=none");
   EXPECT_THAT(list.tags, SizeIs(2));
   EXPECT_THAT(
      list.errors, ElementsAre(record_error{10, "there is no tag between two semicolons"}));
}

TEST(SplitTags, TellsATagWithoutEqualsSign)
{
   auto const list = split_tags("v=DMARC1; reject; p=none");
   EXPECT_THAT(list.tags, SizeIs(2));
   EXPECT_THAT(list.errors, ElementsAre(record_error{11, "\"reject\" has no '='"}));
}

TEST(SplitTags, TellsAnEmptyValue)
{
   auto const list = split_tags("v=DMARC1; rua=; p= ");
   EXPECT_THAT(list.tags, SizeIs(1));
   EXPECT_THAT(
      list.errors,
      ElementsAre(
         record_error{15, "tag rua has no value"}, record_error{20, "tag p has no value"}));
}

// dmarc-tag = 1*ALPHA equals 1*dmarc-value.
TEST(SplitTags, TellsANameThatIsNotLetters)
{
   auto const list = split_tags("v=DMARC1; p2=none; =x; pol icy=none");
   EXPECT_THAT(list.tags, SizeIs(1));
   EXPECT_THAT(
      list.errors,
      ElementsAre(
         Field(&record_error::column, 11),
         Field(&record_error::column, 20),
         Field(&record_error::column, 24)));
}

TEST(SplitTags, TellsACharacterThatNoValueMayHave)
{
   auto const list = split_tags("v=DMARC1; x=\u00e4\u00f6; p=no\x01ne");
   EXPECT_THAT(list.tags, SizeIs(1));
   ASSERT_THAT(list.errors, SizeIs(2));
   EXPECT_EQ(list.errors[0].column, 13U);
   EXPECT_EQ(list.errors[1].column, 21U);
   EXPECT_THAT(list.errors[1].text, HasSubstr("tag p"));
}

TEST(SplitTags, QuotesOnlyTheBeginningOfLongText)
{
   auto const list = split_tags("v=DMARC1; " + std::string(1000, 'x'));
   ASSERT_THAT(list.errors, SizeIs(1));
   EXPECT_LT(list.errors[0].text.size(), 100U);
}

TEST(ColumnOf, CountsCharacters)
{
   EXPECT_EQ(dmarc::column_of("abc", 0), 1U);
   EXPECT_EQ(dmarc::column_of("abc", 2), 3U);
   EXPECT_EQ(dmarc::column_of("\u00e4bc", 2), 2U);
   EXPECT_EQ(dmarc::column_of("abc", 99), 4U);
}

}  // namespace
