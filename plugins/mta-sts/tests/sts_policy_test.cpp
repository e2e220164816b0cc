// SPDX-License-Identifier: Apache-2.0
#include "sts_policy.hpp"

#include "mx_pattern.hpp"

#include <gmock/gmock.h>

namespace {

using mta_sts::line_error;
using mta_sts::matches;
using mta_sts::read_sts_policy;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;

auto is_line_error(std::size_t line, char const* why)
{
   return AllOf(Field(&line_error::line, line), Field(&line_error::text, HasSubstr(why)));
}

std::string lines(std::string const& more)
{
   return "version: STSv1\nmode: enforce\nmax_age: 604800\nmx: mx.example.com\n" + more;
}

// The example of RFC 8461 section 3.2.
TEST(sts_policy, of_the_rfc)
{
   for (std::string const end : {"\n", "\r\n"}) {
      auto const read = read_sts_policy(
         "version: STSv1" + end + "mode: enforce" + end + "mx: mail.example.com" + end +
         "mx: *.example.net" + end + "mx: backupmx.example.com" + end + "max_age: 604800" + end);
      EXPECT_EQ(read.mode, "enforce");
      EXPECT_EQ(read.max_age, 604800);
      EXPECT_THAT(
         read.mx, ElementsAre("mail.example.com", "*.example.net", "backupmx.example.com"));
      EXPECT_THAT(read.errors, IsEmpty());
   }
}

TEST(sts_policy, may_end_without_a_line_feed_and_have_blanks)
{
   auto const read = read_sts_policy("version:STSv1 \nmode:  none\t\nmax_age:\t1");
   EXPECT_EQ(read.mode, "none");
   EXPECT_EQ(read.max_age, 1);
   EXPECT_THAT(read.errors, IsEmpty());
}

TEST(sts_policy, needs_exchanges_unless_its_mode_is_none)
{
   for (auto const* mode : {"enforce", "testing"})
      EXPECT_THAT(
         read_sts_policy(std::string{"version: STSv1\nmode: "} + mode + "\nmax_age: 1\n").errors,
         ElementsAre(is_line_error(3, "no mx")));
   EXPECT_TRUE(read_sts_policy("version: STSv1\nmode: none\nmax_age: 1\n").is_valid());
}

TEST(sts_policy, ignores_other_keys_and_all_but_the_first_of_each)
{
   auto const read =
      read_sts_policy(lines("mode: testing\nmax_age: x\nversion: STSv2\nnew-key: a b\n"));
   EXPECT_EQ(read.mode, "enforce");
   EXPECT_THAT(read.unknown_keys, ElementsAre("new-key"));
   EXPECT_THAT(read.errors, IsEmpty());
}

TEST(sts_policy, tells_the_line_of_an_error)
{
   EXPECT_THAT(read_sts_policy(lines("nothing\n")).errors, ElementsAre(is_line_error(5, "no key")));
   EXPECT_THAT(read_sts_policy(lines("-x: 1\n")).errors, ElementsAre(is_line_error(5, "no key")));
   EXPECT_THAT(read_sts_policy(lines("x:\n")).errors, ElementsAre(is_line_error(5, "is empty")));
   EXPECT_THAT(
      read_sts_policy(lines("\nx: 1\n")).errors, ElementsAre(is_line_error(5, "is empty")));
   EXPECT_THAT(
      read_sts_policy(lines("mx: *.*.example.com\n")).errors,
      ElementsAre(is_line_error(5, "mx is")));
   EXPECT_THAT(
      read_sts_policy("version: STSv2\nmode: on\nmax_age: -1\nmx: a.test\n").errors,
      ElementsAre(
         is_line_error(1, "not STSv1"),
         is_line_error(2, "mode is \"on\""),
         is_line_error(3, "max_age")));
   EXPECT_THAT(
      read_sts_policy("").errors,
      ElementsAre(
         is_line_error(1, "version"), is_line_error(1, "mode"), is_line_error(1, "max_age")));
   EXPECT_THAT(
      read_sts_policy("<html>\n").errors,
      ElementsAre(
         is_line_error(1, "<html>"),
         is_line_error(1, "version"),
         is_line_error(1, "mode"),
         is_line_error(1, "max_age")));
}

// RFC 8461 section 3.2: at most 31557600.
TEST(sts_policy, has_an_age_of_a_year_at_most)
{
   auto const with = [](std::string const& age) {
      return read_sts_policy("version: STSv1\nmode: none\nmax_age: " + age + "\n");
   };
   EXPECT_EQ(with("31557600").max_age, 31557600);
   EXPECT_EQ(with("0").max_age, 0);
   EXPECT_THAT(with("31557601").errors, ElementsAre(is_line_error(3, "more than a year")));
   for (auto const* age : {"99999999999", "1.5", "1w", "", "+1", "0x10"})
      EXPECT_THAT(with(age).errors, ElementsAre(is_line_error(3, "not a number"))) << age;
}

TEST(sts_policy, of_an_attacker_is_told_in_part)
{
   std::string text;
   for (int i = 0; i != 20'000; ++i)
      text += "mx: m" + std::to_string(i) + ".test\n" + "k" + std::to_string(i) + ": 1\n?\n";
   auto const read = read_sts_policy(text);
   EXPECT_LE(read.errors.size(), mta_sts::most_told);
   EXPECT_LE(read.unknown_keys.size(), mta_sts::most_told);
   EXPECT_LE(read.mx.size(), 200U);
}

// RFC 8461 section 4.1: "*." stands for one label.
TEST(mx_pattern, matches_the_name_or_one_label_more)
{
   EXPECT_TRUE(matches("mx.example.com", "mx.example.com"));
   EXPECT_FALSE(matches("mx.example.com", "a.mx.example.com"));
   EXPECT_TRUE(matches("*.example.com", "mx.example.com"));
   EXPECT_FALSE(matches("*.example.com", "a.mx.example.com"));
   EXPECT_FALSE(matches("*.example.com", "example.com"));
   EXPECT_FALSE(matches("*.example.com", ".example.com"));
   EXPECT_FALSE(matches("*.com", "com"));
}

TEST(mx_pattern, is_a_host_name_or_one_behind_a_wildcard)
{
   for (auto const* text : {"mx.example.com", "*.example.com", "localhost", "*.com"})
      EXPECT_TRUE(mta_sts::is_mx_pattern(text)) << text;
   for (auto const* text :
        {"",
         "*",
         "*.",
         "mx.*.com",
         "m*.example.com",
         "mx.example.com.",
         "mx_1.test",
         "192.0.2.1",
         "a..b"})
      EXPECT_FALSE(mta_sts::is_mx_pattern(text)) << text;
}

TEST(mx_pattern, says_what_is_left_over)
{
   std::vector<std::string> const patterns{"a.test", "*.b.test"};
   std::vector<std::string> const hosts{"mx.b.test", "c.test"};
   EXPECT_THAT(mta_sts::uncovered(patterns, hosts), ElementsAre("c.test"));
   EXPECT_THAT(mta_sts::unused(patterns, hosts), ElementsAre("a.test"));
}

}  // namespace
