// SPDX-License-Identifier: Apache-2.0
#include "report_uri.hpp"

#include <gmock/gmock.h>

namespace {

using dmarc::read_report_uris;
using dnslint::parse_error;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string error_of(std::string_view uri)
{
   auto const read = read_report_uris(uri);
   if (read.size() != 1)
      return "not one URI";
   return read[0].error ? read[0].error->text : "";
}

TEST(ReportUri, ReadsAListWithBlanksAroundCommas)
{
   auto const read = read_report_uris("mailto:a@one.example , mailto:b@two.example");
   ASSERT_THAT(read, SizeIs(2));
   EXPECT_EQ(read[0].uri, "mailto:a@one.example");
   EXPECT_EQ(read[0].offset, 0U);
   EXPECT_EQ(read[1].uri, "mailto:b@two.example");
   EXPECT_EQ(read[1].offset, 23U);
   EXPECT_FALSE(read[0].error);
   EXPECT_FALSE(read[1].error);
}

TEST(ReportUri, TakesAnySchemeInLowerCase)
{
   EXPECT_EQ(read_report_uris("MailTo:A@One.example")[0].uri, "mailto:A@One.example");
   EXPECT_THAT(error_of("https://reports.example/dmarc?x=%20"), IsEmpty());
   EXPECT_THAT(error_of("x-report+2.0:anything"), IsEmpty());
}

TEST(ReportUri, MailtoMayHaveHeaderFields)
{
   EXPECT_THAT(error_of("mailto:a%2Bb@one.example?subject=x@y"), IsEmpty());
}

TEST(ReportUri, MailtoNeedsAnAddress)
{
   for (auto const* const uri :
        {"mailto:a",
         "mailto:@one.example",
         "mailto:a@",
         "mailto:a@.example",
         "mailto:a@one..example",
         "mailto:a@[192.0.2.1]",
         "mailto:?to=a@one.example"})
      EXPECT_THAT(error_of(uri), HasSubstr("address")) << uri;
}

TEST(ReportUri, AnAddressAloneIsNoUri)
{
   EXPECT_THAT(error_of("a@one.example"), HasSubstr("mailto:"));
   EXPECT_THAT(error_of("reports"), HasSubstr("scheme"));
   EXPECT_THAT(error_of("1x:y"), HasSubstr("scheme"));
   EXPECT_THAT(error_of(":y"), HasSubstr("scheme"));
}

// RFC 9989 section 4.8: commas and exclamation points must be encoded.
TEST(ReportUri, TellsCharactersThatMustBeEncoded)
{
   EXPECT_THAT(error_of("mailto:a!b@one.example"), HasSubstr("%xx"));
   EXPECT_THAT(error_of("mailto:a b@one.example"), HasSubstr("%xx"));
   EXPECT_THAT(error_of("mailto:a%2@one.example"), HasSubstr("hexadecimal"));
   EXPECT_THAT(error_of("https://reports.example/%2"), HasSubstr("hexadecimal"));
   EXPECT_THAT(error_of("https:"), HasSubstr("more than a scheme"));
}

TEST(ReportUri, TellsAnEmptyEntry)
{
   auto const read = read_report_uris("mailto:a@one.example,,mailto:b@one.example,");
   ASSERT_THAT(read, SizeIs(4));
   EXPECT_THAT(read[1].error.value_or(parse_error{}).text, HasSubstr("no URI"));
   EXPECT_EQ(read[1].offset, 21U);
   EXPECT_FALSE(read[2].error);
   EXPECT_THAT(read[3].error.value_or(parse_error{}).text, HasSubstr("no URI"));
}

// obs-dmarc-report-size = "!" 1*DIGIT [ "k" / "m" / "g" / "t" ].
TEST(ReportUri, TakesAnObsoleteSizeOff)
{
   for (auto const* const size : {"10", "10k", "5M", "1g", "1t"}) {
      auto const read = read_report_uris("mailto:a@one.example!" + std::string{size});
      EXPECT_EQ(read[0].uri, "mailto:a@one.example");
      EXPECT_EQ(read[0].obsolete_size, size);
      EXPECT_FALSE(read[0].error);
   }
   EXPECT_THAT(error_of("mailto:a@one.example!m"), HasSubstr("%xx"));
   EXPECT_THAT(error_of("mailto:a@one.example!10x"), HasSubstr("%xx"));
}

TEST(ReportUri, StopsAfterManyEntries)
{
   EXPECT_THAT(read_report_uris(std::string(60'000, ',')), SizeIs(dmarc::most_report_uris));
}

}  // namespace
