// SPDX-License-Identifier: Apache-2.0
#include "tls_rpt_record.hpp"

#include <gmock/gmock.h>

namespace {

using dnslint::parse_error;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using tls_rpt::is_tls_rpt_record;
using tls_rpt::read_tls_rpt_record;
using tls_rpt::resembles_tls_rpt_record;

auto is_error(std::size_t column, char const* why)
{
   return testing::AllOf(
      Field(&parse_error::column, column), Field(&parse_error::text, HasSubstr(why)));
}

// RFC 8460 section 3: tlsrpt-version followed by field-delim = *WSP ";" *WSP.
TEST(tls_rpt_record, begins_with_its_version)
{
   EXPECT_TRUE(is_tls_rpt_record("v=TLSRPTv1;"));
   EXPECT_TRUE(is_tls_rpt_record("v=TLSRPTv1;rua=mailto:a@b.test"));
   EXPECT_TRUE(is_tls_rpt_record("v=TLSRPTv1 \t;rua=mailto:a@b.test"));
   for (auto const* text :
        {"",
         "v=TLSRPTv1",
         "v=TLSRPTv1 ",
         "v=TLSRPTv1 rua=mailto:a@b.test;",
         " v=TLSRPTv1;",
         "v =TLSRPTv1;",
         "v= TLSRPTv1;",
         "v=TLSRPTv10;",
         "v=tlsrptv1;",
         "V=TLSRPTv1;",
         "rua=mailto:a@b.test; v=TLSRPTv1;"})
      EXPECT_FALSE(is_tls_rpt_record(text)) << text;
}

TEST(tls_rpt_record, texts_that_were_meant_as_one)
{
   for (auto const* text :
        {"v=TLSRPTv1",
         "v=TLSRPTv1 rua=mailto:a@b.test",
         " v=TLSRPTv1;",
         "v=TLSRPTv2;",
         "v=tlsrptv1; rua=mailto:a@b.test",
         "v=TLS-RPTv1; rua=mailto:a@b.test",
         " rua=mailto:a@b.test"})
      EXPECT_TRUE(resembles_tls_rpt_record(text)) << text;
}

// A wildcard brings texts of all sorts to the name.
TEST(tls_rpt_record, texts_that_mean_something_else)
{
   for (auto const* text :
        {"",
         "v=TLSRPTv1;",
         "v=spf1 -all",
         "v=DMARC1; p=none; rua=mailto:a@b.test",
         "v=STSv1; id=1"})
      EXPECT_FALSE(resembles_tls_rpt_record(text)) << text;
}

// The examples of RFC 8460 section 3.1.
TEST(tls_rpt_record, of_the_rfc)
{
   auto const by_mail = read_tls_rpt_record("v=TLSRPTv1;rua=mailto:reports@example.com");
   EXPECT_THAT(by_mail.rua, ElementsAre("mailto:reports@example.com"));
   EXPECT_THAT(by_mail.errors, IsEmpty());
   auto const by_https =
      read_tls_rpt_record("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt");
   EXPECT_THAT(by_https.rua, ElementsAre("https://reporting.example.com/v1/tlsrpt"));
   EXPECT_THAT(by_https.errors, IsEmpty());
}

TEST(tls_rpt_record, several_uris)
{
   auto const r =
      read_tls_rpt_record("v=TLSRPTv1; rua=mailto:a@b.test , https://c.test/d,http://e.test;");
   EXPECT_THAT(r.rua, ElementsAre("mailto:a@b.test", "https://c.test/d"));
   EXPECT_THAT(r.other_schemes, ElementsAre("http://e.test"));
   EXPECT_EQ(r.rua_fields, 1u);
   EXPECT_THAT(r.errors, IsEmpty());
}

TEST(tls_rpt_record, blanks_around_semicolons)
{
   auto const r = read_tls_rpt_record("v=TLSRPTv1 ; \t a=1 \t; rua=mailto:a@b.test ; ");
   EXPECT_THAT(r.rua, ElementsAre("mailto:a@b.test"));
   EXPECT_THAT(r.unknown_fields, ElementsAre("a"));
   EXPECT_THAT(r.errors, IsEmpty());
}

TEST(tls_rpt_record, extensions)
{
   auto const r = read_tls_rpt_record("v=TLSRPTv1;1a_-.=!:<>~\\;RUA=x;ruf=mailto:a@b.test");
   EXPECT_THAT(r.unknown_fields, ElementsAre("1a_-.", "RUA", "ruf"));
   EXPECT_EQ(r.rua_fields, 0u);
   EXPECT_THAT(r.errors, IsEmpty());
}

TEST(tls_rpt_record, several_rua)
{
   auto const r = read_tls_rpt_record("v=TLSRPTv1;rua=mailto:a@b.test;rua=mailto:c@d.test");
   EXPECT_EQ(r.rua_fields, 2u);
   EXPECT_THAT(r.rua, ElementsAre("mailto:a@b.test", "mailto:c@d.test"));
   EXPECT_THAT(r.errors, IsEmpty());
}

struct broken {
   std::string text;
   std::size_t column;
   char const* why;
};

class broken_record : public testing::TestWithParam<broken> {};

TEST_P(broken_record, is_told)
{
   auto const r = read_tls_rpt_record(GetParam().text);
   EXPECT_THAT(r.errors, ElementsAre(is_error(GetParam().column, GetParam().why)));
}

INSTANTIATE_TEST_SUITE_P(
   records,
   broken_record,
   testing::Values(
      broken{"v=TLSRPTv1;", 12, "no field behind the version"},
      broken{"v=TLSRPTv1; ", 13, "no field behind the version"},
      broken{"v=TLSRPTv1;;rua=mailto:a@b.test", 12, "no tag between"},
      broken{"v=TLSRPTv1; ;rua=mailto:a@b.test", 12, "no tag between"},
      broken{"v=TLSRPTv1; rua", 13, "\"rua\" has no '='"},
      broken{"v=TLSRPTv1; rua=", 17, "rua has no value"},
      broken{"v=TLSRPTv1; rua=mailto:a@b.test,", 33, "there is no URI"},
      broken{"v=TLSRPTv1; rua=mailto:a@b.test, c@d.test", 34, "write mailto:"},
      broken{"v=TLSRPTv1; rua= mailto:a@b.test", 13, "no blank may stand"},
      broken{"v=TLSRPTv1; rua =mailto:a@b.test", 13, "no blank may stand"},
      broken{"v=TLSRPTv1; rua=mailto:a!b@c.test", 25, "%xx"},
      broken{"v=TLSRPTv1; rua=mailto:a@b.test!10m", 32, "%xx"},
      broken{"v=TLSRPTv1; rua=https:b.test", 23, "needs a host"},
      broken{"v=TLSRPTv1; =x", 13, "\"\" is no name"},
      broken{"v=TLSRPTv1; -a=x", 13, "is no name"},
      broken{"v=TLSRPTv1; a\xff=x", 13, "\"a\\255\" is no name"},
      broken{"v=TLSRPTv1; " + std::string(33, 'a') + "=x", 13, "is no name"},
      broken{"v=TLSRPTv1; a=", 15, "a has no value"},
      broken{"v=TLSRPTv1; a=x y", 15, "the value of a"},
      broken{"v=TLSRPTv1; a=x=y", 15, "the value of a"},
      broken{"v=TLSRPTv1; a=\xc3\xa4", 15, "the value of a"},
      broken{"v=TLSRPTv1; rua=mailto:\xff@b.test", 24, "%xx"}));

// Columns count characters.
TEST(tls_rpt_record, errors_stand_in_the_order_of_their_columns)
{
   auto const r = read_tls_rpt_record("v=TLSRPTv1; a=x y; b=\u00e4; c");
   EXPECT_THAT(
      r.errors,
      ElementsAre(is_error(15, "value of a"), is_error(22, "value of b"), is_error(25, "no '='")));
}

TEST(tls_rpt_record, a_name_has_32_characters_at_most)
{
   auto const name = std::string(32, 'a');
   EXPECT_THAT(read_tls_rpt_record("v=TLSRPTv1;" + name + "=x").unknown_fields, ElementsAre(name));
}

TEST(tls_rpt_record, what_is_told_is_limited)
{
   std::string text = "v=TLSRPTv1";
   for (int i = 0; i != 10'000; ++i)
      text += ";a=1;;rua=tel:1,mailto:a@b.test";
   text += std::string(30'000, ' ');
   auto const r = read_tls_rpt_record(text);
   EXPECT_THAT(r.errors, SizeIs(tls_rpt::most_told));
   EXPECT_THAT(r.rua, SizeIs(tls_rpt::most_told));
   EXPECT_THAT(r.other_schemes, SizeIs(tls_rpt::most_told));
   EXPECT_THAT(r.unknown_fields, SizeIs(tls_rpt::most_told));
}

}  // namespace
