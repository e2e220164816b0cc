// SPDX-License-Identifier: Apache-2.0
#include <dnslint/tag_list.hpp>

#include <gmock/gmock.h>
#include <string>

namespace {

using dnslint::bimi_grammar;
using dnslint::dkim_grammar;
using dnslint::dmarc_grammar;
using dnslint::field_grammar;
using dnslint::parse_error;
using dnslint::read_tag_list;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> names_of(dnslint::tag_list const& list)
{
   std::vector<std::string> names;
   for (auto const& t : list.tags)
      names.push_back(t.name);
   return names;
}

TEST(sdk_tag_list, gives_names_values_and_places)
{
   auto const list =
      read_tag_list("v=DMARC1; P = reject ;rua=mailto:a@b.example?x=y;", dmarc_grammar);
   EXPECT_THAT(list.errors, IsEmpty());
   ASSERT_THAT(names_of(list), ElementsAre("v", "p", "rua"));
   EXPECT_EQ(list.tags[1].written, "P");
   EXPECT_EQ(list.tags[1].value, "reject");
   EXPECT_EQ(list.tags[1].name_offset, 10U);
   EXPECT_EQ(list.tags[1].value_offset, 14U);
   EXPECT_EQ(list.tags[2].value, "mailto:a@b.example?x=y");
   EXPECT_TRUE(list.ends_in_semicolon);
   EXPECT_FALSE(read_tag_list("v=DMARC1", dmarc_grammar).ends_in_semicolon);
}

TEST(sdk_tag_list, finds_the_first_tag_of_a_name_and_tells_repeated_ones)
{
   auto const list = read_tag_list("v=DMARC1; p=none; P=reject", dmarc_grammar);
   ASSERT_NE(list.find("p"), nullptr);
   EXPECT_EQ(list.find("p")->value, "none");
   EXPECT_EQ(list.find("sp"), nullptr);
   EXPECT_FALSE(list.tags[1].is_repeated);
   EXPECT_TRUE(list.tags[2].is_repeated);
}

TEST(sdk_tag_list, keeps_the_case_of_names_where_it_counts)
{
   auto const list = read_tag_list("v=DKIM1; P=a; p=b", dkim_grammar);
   ASSERT_NE(list.find("p"), nullptr);
   EXPECT_EQ(list.find("p")->value, "b");
   EXPECT_FALSE(list.find("p")->is_repeated);
}

TEST(sdk_tag_list, lets_one_semicolon_end_the_record)
{
   EXPECT_THAT(read_tag_list("v=DMARC1;", dmarc_grammar).errors, IsEmpty());
   EXPECT_THAT(read_tag_list("v=DMARC1; ", dmarc_grammar).errors, IsEmpty());
   EXPECT_THAT(
      read_tag_list("v=DMARC1;;", dmarc_grammar).errors,
      ElementsAre(parse_error{10, "there is no tag between two semicolons"}));
   EXPECT_THAT(read_tag_list(";", dmarc_grammar).errors, SizeIs(1));
}

TEST(sdk_tag_list, has_nothing_for_an_empty_text)
{
   auto const list = read_tag_list("", dmarc_grammar);
   EXPECT_THAT(list.tags, IsEmpty());
   EXPECT_THAT(list.errors, IsEmpty());
}

TEST(sdk_tag_list, leaves_out_and_tells_what_does_not_follow_the_grammar)
{
   auto const list =
      read_tag_list("v=DMARC1; reject; p2=none; rua=; \u00e4=1; x=\u00e4; p=none", dmarc_grammar);
   EXPECT_THAT(names_of(list), ElementsAre("v", "p"));
   EXPECT_THAT(
      list.errors,
      ElementsAre(
         parse_error{11, "\"reject\" has no '='"},
         parse_error{19, "\"p2\" is no name of a tag, which has letters only"},
         parse_error{32, "tag rua has no value"},
         parse_error{34, "\"\\195\\164\" is no name of a tag, which has letters only"},
         parse_error{41, "the value of tag x has a character that is not ASCII text"}));
}

TEST(sdk_tag_list, allows_empty_values_and_folding_in_dkim)
{
   auto const list = read_tag_list("v=DKIM1;\r\n p= ; k_1=rsa; 1k=x", dkim_grammar);
   ASSERT_THAT(names_of(list), ElementsAre("v", "p", "k_1"));
   EXPECT_EQ(list.tags[1].value, "");
   EXPECT_EQ(list.tags[1].value_offset, 14U);
   EXPECT_THAT(list.errors, ElementsAre(testing::Field(&parse_error::column, 26)));
}

TEST(sdk_tag_list, allows_empty_values_in_bimi)
{
   EXPECT_THAT(read_tag_list("v=BIMI1; l=; a=;", bimi_grammar).errors, IsEmpty());
}

TEST(sdk_tag_list, allows_no_blank_beside_the_equals_sign_in_fields)
{
   EXPECT_THAT(read_tag_list("v=STSv1 ; id=20;x.y=1;", field_grammar).errors, IsEmpty());
   for (auto const* const text : {"v=STSv1; id =20", "v=STSv1; id= 20", "v=STSv1; id=\t20"})
      EXPECT_THAT(
         read_tag_list(text, field_grammar).errors,
         ElementsAre(parse_error{10, "no blank may stand beside the '=' of id"}))
         << text;
   EXPECT_THAT(read_tag_list(std::string(32, 'a') + "=1", field_grammar).tags, SizeIs(1));
   EXPECT_THAT(read_tag_list(std::string(33, 'a') + "=1", field_grammar).tags, IsEmpty());
}

TEST(sdk_tag_list, judges_values_of_extensions)
{
   EXPECT_TRUE(dnslint::is_extension_value("20160831085700Z"));
   for (auto const* const value : {"", "a b", "a=b", "a;b", "\u00e4"})
      EXPECT_FALSE(dnslint::is_extension_value(value)) << value;
}

TEST(sdk_tag_list, is_bounded)
{
   std::string text = "v=DMARC1";
   for (int i = 0; i != 5000; ++i)
      text += "; x=1; =";
   auto const list = read_tag_list(text, dmarc_grammar, {10, 3});
   EXPECT_THAT(list.tags, SizeIs(10));
   EXPECT_THAT(list.errors, SizeIs(3));
   EXPECT_TRUE(text.substr(text.size() - list.unread).starts_with(" =; x=1"));
   EXPECT_EQ(text.size() - list.unread, 8 + 8 * 8 + 6U);
}

TEST(sdk_tag_list, quotes_what_a_stranger_wrote)
{
   auto const list = read_tag_list("a\x01\"b; " + std::string(100, 'x'), dmarc_grammar);
   ASSERT_THAT(list.errors, SizeIs(2));
   EXPECT_THAT(list.errors[0].text, HasSubstr(R"("a\001\"b" has)"));
   EXPECT_THAT(list.errors[1].text, HasSubstr(std::string(60, 'x') + "...\""));
}

TEST(sdk_split_list, gives_entries_and_places)
{
   auto const entries = dnslint::split_list("a, b ,,c ", ',');
   ASSERT_THAT(entries, SizeIs(4));
   EXPECT_EQ(entries[1].text, "b");
   EXPECT_EQ(entries[1].offset, 3U);
   EXPECT_EQ(entries[2].text, "");
   EXPECT_EQ(entries[2].offset, 6U);
   EXPECT_EQ(entries[3].text, "c");
   EXPECT_THAT(dnslint::split_list("", ':'), SizeIs(1));
   EXPECT_THAT(dnslint::split_list("a:", ':'), SizeIs(2));
   EXPECT_THAT(dnslint::split_list(std::string(500, ','), ',', 7), SizeIs(7));
}

TEST(sdk_tag_list, hints_at_a_missing_semicolon)
{
   EXPECT_TRUE(dnslint::seems_to_lack_semicolon("none rua=mailto:a@b.example"));
   EXPECT_TRUE(dnslint::seems_to_lack_semicolon("none, sp=reject"));
   EXPECT_FALSE(dnslint::seems_to_lack_semicolon("none"));
   EXPECT_FALSE(dnslint::seems_to_lack_semicolon("a=b"));
}

}  // namespace
