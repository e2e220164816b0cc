// SPDX-License-Identifier: Apache-2.0
#include "issuer_value.hpp"

#include <gmock/gmock.h>

namespace {

using caa::read_issuer_value;
using testing::HasSubstr;
using testing::IsEmpty;

struct valid {
   char const* text;
   char const* issuer;
   char const* parameters;  // as "tag=value" with a bar behind each
};

class valid_value : public testing::TestWithParam<valid> {};

// RFC 8659 section 4.2, rule issue-value.
TEST_P(valid_value, is_read)
{
   auto const& expected = GetParam();
   auto const read = read_issuer_value(expected.text);
   ASSERT_FALSE(read.error) << expected.text << ": " << read.error->text;
   EXPECT_EQ(read.issuer, expected.issuer);
   std::string parameters;
   for (auto const& p : read.parameters)
      parameters += std::string{p.tag} + '=' + std::string{p.value} + '|';
   EXPECT_EQ(parameters, expected.parameters);
}

INSTANTIATE_TEST_SUITE_P(
   issue_value,
   valid_value,
   testing::Values(
      valid{"ca1.example.net", "ca1.example.net", ""},
      valid{"CA1.Example.NET", "CA1.Example.NET", ""},
      valid{"ca", "ca", ""},
      valid{"a-b--c.1", "a-b--c.1", ""},
      valid{"", "", ""},
      valid{" \t", "", ""},
      valid{";", "", ""},
      valid{" ; ", "", ""},
      valid{"ca.test;", "ca.test", ""},
      valid{" ca.test ; ", "ca.test", ""},
      valid{"ca1.example.net; account=230123", "ca1.example.net", "account=230123|"},
      valid{"ca.test;a=1;b=2", "ca.test", "a=1|b=2|"},
      valid{"ca.test; a = 1 ; b=2 ", "ca.test", "a=1|b=2|"},
      valid{"; a=1", "", "a=1|"},
      valid{"ca.test; a=", "ca.test", "a=|"},
      valid{"ca.test; a=; b=", "ca.test", "a=|b=|"},
      valid{"ca.test; a=x=y,z!\"~", "ca.test", "a=x=y,z!\"~|"},
      valid{"ca.test; a-b=1", "ca.test", "a-b=1|"},
      valid{"ca.test; a=1; a=2", "ca.test", "a=1|a=2|"}));

struct broken {
   char const* text;
   std::size_t column;
   char const* why;
};

class broken_value : public testing::TestWithParam<broken> {};

TEST_P(broken_value, names_nobody)
{
   auto const& expected = GetParam();
   auto const read = read_issuer_value(expected.text);
   ASSERT_TRUE(read.error) << expected.text;
   EXPECT_EQ(read.error->column, expected.column);
   EXPECT_THAT(read.error->text, HasSubstr(expected.why));
   EXPECT_EQ(read.issuer, "");
   EXPECT_THAT(read.parameters, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
   issue_value,
   broken_value,
   testing::Values(
      broken{"%%%%%", 1, "\"%%%%%\" is no domain name"},  // the example of section 4.2
      broken{"https://ca.test", 1, "write the name alone"},
      broken{" ca.test.", 2, "without the dot at its end"},
      broken{"\"ca.test\"", 1, "quotation marks belong to the zone file"},
      broken{"validationmethods=dns-01", 1, "parameters stand behind the name"},
      broken{".ca.test", 1, "no domain name"},
      broken{"ca..test", 1, "no domain name"},
      broken{"-ca.test", 1, "no domain name"},
      broken{"ca-.test", 1, "no domain name"},
      broken{"c_a.test", 1, "no domain name"},
      broken{"c\xc3\xa4.test", 1, "\"c\\195\\164.test\""},
      broken{"ca.test, b.test", 1, "each issuer has a record of its own"},
      broken{"ca.test b.test", 9, "a semicolon must stand"},
      broken{"ca.test a=1", 9, "a semicolon must stand"},
      broken{"ca.test;a=1;", 12, "no semicolon may stand behind"},
      broken{"ca.test; a=1 ; ", 14, "no semicolon may stand behind"},
      broken{"ca.test;;", 9, "no tag of a parameter"},
      broken{"ca.test; =1", 10, "no tag of a parameter"},
      broken{"ca.test; a.b=1", 10, "\"a.b\" is no tag"},
      broken{"ca.test; -a=1", 10, "no tag of a parameter"},
      broken{"ca.test; a", 10, "has no '='"},
      broken{"ca.test; a b=1", 10, "has no '='"},
      broken{"ca.test; a=1 b=2", 14, "between two parameters"},
      broken{"ca.test; a=\xc3\xa4", 12, "not visible ASCII"},
      broken{"ca.test \xc3\xa4", 9, "a semicolon must stand"},
      broken{"ca.test; a=1\x7f", 13, "not visible ASCII"}));

TEST(issuer_value, has_the_places_of_parameters)
{
   auto const read = read_issuer_value("ca.test; a = 1");
   ASSERT_EQ(read.parameters.size(), 1u);
   EXPECT_EQ(read.parameters[0].offset, 9u);
   EXPECT_EQ(read.parameters[0].value_offset, 13u);
}

TEST(issuer_value, many_parameters_are_read_in_a_blink)
{
   std::string text = "ca.test";
   for (int i = 0; i != 20'000; ++i)
      text += ";a=";
   EXPECT_EQ(read_issuer_value(text).parameters.size(), 20'000u);
}

}  // namespace
