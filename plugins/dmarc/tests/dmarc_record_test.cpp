// SPDX-License-Identifier: Apache-2.0
#include "dmarc_record.hpp"

#include <gmock/gmock.h>

namespace {

using dmarc::disposition;
using dmarc::dmarc_record;
using dmarc::parse_dmarc_record;
using dnslint::parse_error;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

dmarc_record read(std::string_view text)
{
   return parse_dmarc_record(text).value_or(dmarc_record{});
}

// RFC 9989 section 4.8: dmarc-version = "v" equals %s"DMARC1".
TEST(DmarcVersion, FirstTagIsTheVersion)
{
   for (auto const* const text :
        {"v=DMARC1", "v=DMARC1;", "v=DMARC1; p=none", "v \t= DMARC1 ;p=none", "V=DMARC1;p=none"})
      EXPECT_TRUE(dmarc::has_dmarc_version(text)) << text;
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
      EXPECT_FALSE(dmarc::has_dmarc_version(text)) << text;
}

TEST(DmarcRecord, OtherTextsAreNone)
{
   EXPECT_EQ(parse_dmarc_record("v=spf1 -all"), std::nullopt);
   EXPECT_EQ(parse_dmarc_record(""), std::nullopt);
}

TEST(DmarcRecord, ReadsTheExampleOfTheRfc)
{
   auto const r = read(
      "v=DMARC1; p=quarantine; rua=mailto:dmarc-feedback@example.com,"
      "mailto:tld-test@thirdparty.example.net; t=y");
   EXPECT_THAT(r.errors, IsEmpty());
   EXPECT_THAT(
      r.rua,
      ElementsAre("mailto:dmarc-feedback@example.com", "mailto:tld-test@thirdparty.example.net"));
   EXPECT_TRUE(r.testing);
   ASSERT_TRUE(r.asked_for);
   EXPECT_EQ(r.asked_for->domain, disposition::quarantine);
   EXPECT_THAT(r.tags, testing::Contains(Pair("p", "quarantine")));
   EXPECT_THAT(r.tags, SizeIs(4));
}

TEST(DmarcRecord, HasTheDefaultsOfTheRfc)
{
   auto const r = read("v=DMARC1; p=none");
   EXPECT_EQ(r.psd, 'u');
   EXPECT_FALSE(r.testing);
   EXPECT_THAT(r.rua, IsEmpty());
   EXPECT_THAT(r.errors, IsEmpty());
}

TEST(DmarcRecord, SubdomainsInheritThePolicy)
{
   auto const p = read("v=DMARC1; p=reject").asked_for;
   ASSERT_TRUE(p);
   EXPECT_EQ(p->subdomains, disposition::reject);
   EXPECT_EQ(p->nonexistent, disposition::reject);
}

// RFC 9989 section 4.7: without np, names that do not exist get sp, then p.
TEST(DmarcRecord, NonexistentSubdomainsInheritFromSubdomains)
{
   auto const sp = read("v=DMARC1; p=reject; sp=none").asked_for;
   ASSERT_TRUE(sp);
   EXPECT_EQ(sp->subdomains, disposition::none);
   EXPECT_EQ(sp->nonexistent, disposition::none);
   auto const np = read("v=DMARC1; p=none; np=reject").asked_for;
   ASSERT_TRUE(np);
   EXPECT_EQ(np->subdomains, disposition::none);
   EXPECT_EQ(np->nonexistent, disposition::reject);
}

// RFC 9989 section 4.10.1.
TEST(DmarcRecord, WithoutAValidPolicyReportsMakeItNone)
{
   for (auto const* const tags : {"", "p=rejct;", "p=reject; sp=no;", "p=reject; np=no;"}) {
      auto const text = "v=DMARC1;" + std::string{tags};
      EXPECT_FALSE(read(text).asked_for) << text;
      EXPECT_FALSE(read(text + "rua=a@example.com").asked_for) << text;
      auto const reporting = read(text + "rua=a@example.com,mailto:a@example.com").asked_for;
      ASSERT_TRUE(reporting) << text;
      EXPECT_EQ(reporting->domain, disposition::none) << text;
      EXPECT_EQ(reporting->subdomains, disposition::none) << text;
   }
}

TEST(DmarcRecord, TellsWrongValuesWithTheirColumns)
{
   auto const r = read("v=DMARC1; p=none; adkim=x; rua=mailto:a@one.example,b@one.example; t=z");
   EXPECT_THAT(
      r.errors,
      ElementsAre(
         Field(&parse_error::column, 25),
         Field(&parse_error::column, 53),
         Field(&parse_error::column, 70)));
   EXPECT_THAT(r.errors[1].text, HasSubstr("rua: an address is no URI"));
   EXPECT_FALSE(r.testing);
   EXPECT_THAT(r.rua, ElementsAre("mailto:a@one.example"));
}

TEST(DmarcRecord, ErrorsStandInTheOrderOfTheirColumns)
{
   auto const r = read("v=DMARC1; p=x; y; sp=x; z");
   EXPECT_THAT(
      r.errors,
      ElementsAre(
         Field(&parse_error::column, 13),
         Field(&parse_error::column, 16),
         Field(&parse_error::column, 22),
         Field(&parse_error::column, 25)));
}

TEST(DmarcRecord, UnknownAndRemovedTagsAreNoErrors)
{
   auto const r = read("v=DMARC1; p=none; x=1; pol=reject; pct=50; ri=86400; rf=afrf");
   EXPECT_THAT(r.errors, IsEmpty());
   EXPECT_THAT(r.unknown_tags, ElementsAre("x", "pol"));
   EXPECT_THAT(r.removed_tags, ElementsAre("pct", "ri", "rf"));
   EXPECT_EQ(r.asked_for->domain, disposition::none);
}

// RFC 9989 section 4.8: names of tags are strings of RFC 5234, which have no case.
TEST(DmarcRecord, IgnoresTheCaseOfNames)
{
   auto const r = read("V=DMARC1; P=reject; RUA=mailto:a@one.example; adkim=s");
   EXPECT_THAT(r.errors, IsEmpty());
   EXPECT_THAT(r.unknown_tags, IsEmpty());
   EXPECT_THAT(r.tags, testing::Contains(Pair("p", "reject")));
   EXPECT_THAT(r.rua, ElementsAre("mailto:a@one.example"));
   EXPECT_THAT(r.upper_case_tags, ElementsAre("V", "P", "RUA"));
   ASSERT_TRUE(r.asked_for);
   EXPECT_EQ(r.asked_for->domain, disposition::reject);
}

// RFC 6376 section 3.2.
TEST(DmarcRecord, IsInvalidWhenANameStandsTwice)
{
   for (auto const* const text :
        {"v=DMARC1; p=none; p=reject",
         "v=DMARC1; p=reject; P=reject; rua=mailto:a@one.example",
         "v=DMARC1; p=reject; x=1; x=2",
         "v=DMARC1; p=reject; pct=1; pct=2",
         "v=DMARC1; p=reject; rua=mailto:a@one.example; rua=mailto:b@one.example",
         "v=DMARC1; v=DMARC1; p=reject; psd=y"}) {
      auto const r = read(text);
      ASSERT_THAT(r.errors, SizeIs(1)) << text;
      EXPECT_THAT(r.errors[0].text, HasSubstr("twice")) << text;
      EXPECT_THAT(r.repeated_tags, SizeIs(1)) << text;
      EXPECT_FALSE(r.asked_for) << text;
      EXPECT_EQ(r.psd, 'u') << text;
   }
   EXPECT_EQ(read("v=DMARC1; p=none; p=reject").errors[0].column, 19U);
}

TEST(DmarcRecord, ReadsThePublicSuffixFlag)
{
   EXPECT_EQ(read("v=DMARC1; p=none; psd=y").psd, 'y');
   EXPECT_EQ(read("v=DMARC1; p=none; psd=N").psd, 'n');
   EXPECT_EQ(read("v=DMARC1; p=none; psd=x").psd, 'u');
}

TEST(DmarcRecord, TellsObsoleteSizes)
{
   auto const r = read("v=DMARC1; p=none; rua=mailto:a@one.example!10m; ruf=mailto:b@one.example");
   EXPECT_THAT(r.obsolete_sizes, ElementsAre("mailto:a@one.example"));
   EXPECT_THAT(r.ruf, ElementsAre("mailto:b@one.example"));
   EXPECT_THAT(r.errors, IsEmpty());
}

TEST(DmarcRecord, ListsAreBounded)
{
   std::string text = "v=DMARC1";
   for (int i = 0; i != 5000; ++i)
      text += ";;Q" + std::string(static_cast<std::size_t>(1 + i % 50), 'x') + "=1";
   auto const r = read(text);
   EXPECT_THAT(r.errors, SizeIs(dmarc::most_errors));
   EXPECT_THAT(r.unknown_tags, SizeIs(dmarc::most_errors));
   EXPECT_THAT(r.repeated_tags, SizeIs(dmarc::most_errors));
   EXPECT_THAT(r.upper_case_tags, SizeIs(dmarc::most_errors));
   EXPECT_FALSE(r.asked_for);
}

TEST(Resembles, TellsWhatWasMeantAsARecord)
{
   for (auto const* const text :
        {"v=dmarc1; p=none",
         "v=DMARC1 p=none",
         " v=DMARC1; p=none",
         "p=none; v=DMARC1",
         "p=reject; rua=mailto:a@one.example",
         "rua=mailto:a@one.example",
         "\"v=DMARC1; p=none\""})
      EXPECT_TRUE(dmarc::resembles_dmarc_record(text)) << text;
   for (auto const* const text :
        {"v=DMARC1; p=none", "v=spf1 -all", "", "google-site-verification=x"})
      EXPECT_FALSE(dmarc::resembles_dmarc_record(text)) << text;
}

}  // namespace
