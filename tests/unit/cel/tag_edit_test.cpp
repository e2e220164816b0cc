// SPDX-License-Identifier: Apache-2.0
#include "core/cel/tag_edit.hpp"

#include <gtest/gtest.h>

namespace dnslint::cel {
namespace {

std::string with(std::string_view list, std::string_view name, std::string_view value)
{
   return with_tag(list, name, value).value_or("(no tag list)");
}

std::string without(std::string_view list, std::string_view name)
{
   return without_tag(list, name).value_or("(no tag list)");
}

TEST(tag_edit, changes_the_value_and_nothing_else)
{
   EXPECT_EQ(
      with("v=DMARC1; p=none; rua=mailto:a@b.test", "p", "quarantine"),
      "v=DMARC1; p=quarantine; rua=mailto:a@b.test");
   EXPECT_EQ(
      with("v = DMARC1 ;p =  none ;x_tag=1;", "p", "reject"), "v = DMARC1 ;p =  reject ;x_tag=1;");
   EXPECT_EQ(with("v=DMARC1;P=none", "p", "reject"), "v=DMARC1;P=reject");
   EXPECT_EQ(with("v=DMARC1; p=", "p", "reject"), "v=DMARC1; p=reject");
   EXPECT_EQ(with("v=DMARC1; p=; t=y", "p", "reject"), "v=DMARC1; p=reject; t=y");
   EXPECT_EQ(with("v=DMARC1; p= ; t=y", "p", "reject"), "v=DMARC1; p=reject ; t=y");
}

TEST(tag_edit, puts_a_new_tag_at_the_end_but_p_behind_the_first)
{
   EXPECT_EQ(
      with("v=DMARC1; p=none", "rua", "mailto:a@b.test"), "v=DMARC1; p=none; rua=mailto:a@b.test");
   EXPECT_EQ(with("v=DMARC1; p=none ;", "fo", "1"), "v=DMARC1; p=none ; fo=1;");
   EXPECT_EQ(
      with("v=DMARC1; rua=mailto:a@b.test", "p", "none"), "v=DMARC1; p=none; rua=mailto:a@b.test");
   EXPECT_EQ(with("v=DMARC1", "p", "none"), "v=DMARC1; p=none");
   EXPECT_EQ(with("v=DMARC1;", "p", "none"), "v=DMARC1; p=none;");
   EXPECT_EQ(with("", "p", "none"), "p=none");
}

TEST(tag_edit, takes_a_tag_away_with_its_semicolon)
{
   EXPECT_EQ(without("v=DMARC1; p=reject; t=y", "t"), "v=DMARC1; p=reject");
   EXPECT_EQ(without("v=DMARC1; t=y; p=reject", "t"), "v=DMARC1; p=reject");
   EXPECT_EQ(without("v=DMARC1;T=y;p=reject;", "t"), "v=DMARC1;p=reject;");
   EXPECT_EQ(without("v=DMARC1; p=reject; t=y;", "t"), "v=DMARC1; p=reject;");
   EXPECT_EQ(without("t=y", "t"), "");
   EXPECT_EQ(without("v=DMARC1; p=reject", "t"), "v=DMARC1; p=reject");
}

TEST(tag_edit, makes_nothing_of_what_is_no_tag_list)
{
   EXPECT_FALSE(with_tag("v=spf1 -all; x", "p", "none"));
   EXPECT_FALSE(with_tag("p=none; p=reject", "p", "none"));
   EXPECT_FALSE(without_tag("no list", "t"));
}

}  // namespace
}  // namespace dnslint::cel
