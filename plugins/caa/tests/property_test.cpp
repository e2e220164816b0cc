// SPDX-License-Identifier: Apache-2.0
#include "property.hpp"

#include <gtest/gtest.h>

namespace {

using caa::property_kind;
using caa::read_property;
using std::string_literals::operator""s;

// RFC 8659 section 4.1.
TEST(property, of_rdata)
{
   auto const p = read_property("\x80\5issueca.test"s);
   ASSERT_TRUE(p);
   EXPECT_EQ(p->flags, 128);
   EXPECT_TRUE(p->is_critical());
   EXPECT_EQ(p->tag, "issue");
   EXPECT_EQ(p->value, "ca.test");
}

TEST(property, a_value_may_be_empty)
{
   auto const p = read_property("\0\5issue"s);
   ASSERT_TRUE(p);
   EXPECT_FALSE(p->is_critical());
   EXPECT_EQ(p->value, "");
}

// "bit 0" is the most significant (RFC 1035 section 2.3.2).
TEST(property, only_the_first_flag_is_critical)
{
   EXPECT_FALSE(read_property("\x7f\1x"s)->is_critical());
   EXPECT_TRUE(read_property("\xff\1x"s)->is_critical());
   EXPECT_EQ(read_property("\xff\1x"s)->flags, 255);
}

TEST(property, of_rdata_that_is_cut_short)
{
   EXPECT_FALSE(read_property(""));
   EXPECT_FALSE(read_property("\0"s));
   EXPECT_FALSE(read_property("\0\5issu"s));
   EXPECT_FALSE(read_property("\0\xff"s + std::string(254, 'a')));
   EXPECT_TRUE(read_property("\0\xff"s + std::string(255, 'a')));
}

TEST(property, registered_tags)
{
   for (auto const* tag : {"issue", "issuewild", "issuemail", "issuevmc", "ISSUE", "IssueWild"})
      EXPECT_EQ(caa::kind_of(tag), property_kind::issuer) << tag;
   EXPECT_EQ(caa::kind_of("iodef"), property_kind::report_url);
   EXPECT_EQ(caa::kind_of("contactemail"), property_kind::email);
   EXPECT_EQ(caa::kind_of("contactphone"), property_kind::phone);
}

TEST(property, other_tags)
{
   for (auto const* tag : {"", "issu", "issues", "issue ", "auth", "path", "policy", "tbs"})
      EXPECT_EQ(caa::kind_of(tag), property_kind::unregistered) << tag;
}

TEST(property, tags_are_letters_and_digits)
{
   for (auto const* tag : {"issue", "Issue", "x1", "1"})
      EXPECT_TRUE(caa::is_well_formed_tag(tag)) << tag;
   for (auto const* tag : {"", "issue ", "\"issue\"", "is-sue", "issue;", "\xc3\xa4"})
      EXPECT_FALSE(caa::is_well_formed_tag(tag)) << tag;
}

}  // namespace
