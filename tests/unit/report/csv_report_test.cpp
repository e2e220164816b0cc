// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using base::outcome;
using testing::HasSubstr;
using testing::Not;

std::string csv(std::vector<audit::domain_record> const& domains)
{
   return sample::written(
      [](std::ostream& out) {
         return make_csv_writer(
            out,
            {outcome::fail, outcome::unknown, outcome::pass, outcome::not_applicable},
            csv_rows::findings);
      },
      domains);
}

std::vector<std::string> lines_of(std::string const& text)
{
   std::vector<std::string> all;
   for (std::size_t at = 0; at != text.size();) {
      auto const end = text.find("\r\n", at);
      all.push_back(text.substr(at, end - at));
      at = end + 2;
   }
   return all;
}

constexpr auto header =
   "domain,line,input,status,grade,score,check,outcome,severity,category,control,cause,subject,"
   "message,items,fix,record,suppressed,fingerprint";

TEST(csv_report, has_a_header_even_without_domains)
{
   EXPECT_EQ(std::string{header} + "\r\n", csv({}));
}

TEST(csv_report, has_a_line_for_each_finding_the_worst_first)
{
   auto const all = lines_of(csv({sample::example(), sample::sound("example.com")}));
   ASSERT_EQ(1 + 7 + 3, all.size());
   EXPECT_EQ(header, all[0]);
   EXPECT_THAT(
      all[1],
      HasSubstr("example.org,,example.org,audited,F,38.7,mx/resolves,fail,critical,mail.transport,"
                "mx.delivery,,,2 of 3 mail servers have no address,"
                "mx2.example.org: NXDOMAIN | mx3.example.org: fail,\"Give each"));
   EXPECT_THAT(
      all[3],
      HasSubstr(",unknown,high,mail.authentication,dkim.keys,"
                "unobservable: no-selector,,no-selector (no question can tell): "
                "no DKIM selector is known,"));
   EXPECT_THAT(all[7], HasSubstr("mx/several,not-applicable,info,"));
   EXPECT_THAT(all[7], HasSubstr(",the domain publishes a null MX,"));
   EXPECT_THAT(all[8], HasSubstr("example.com,7,example.com,audited,A,100,dmarc/present,pass,"));
}

TEST(csv_report, has_only_what_is_to_be_shown)
{
   auto const text = sample::written(
      [](std::ostream& out) {
         return make_csv_writer(out, {outcome::unknown}, csv_rows::findings);
      },
      {sample::example()});
   EXPECT_EQ(4U, lines_of(text).size());
   EXPECT_THAT(text, Not(HasSubstr(",fail,")));
}

TEST(csv_report, has_a_line_for_each_domain)
{
   auto const text = sample::written(
      [](std::ostream& out) {
         return make_csv_writer(out, {}, csv_rows::domains);
      },
      {sample::example(), sample::sound("example.com")});
   auto const all = lines_of(text);
   ASSERT_EQ(3U, all.size());
   EXPECT_EQ(
      "domain,line,input,status,grade,score,score_low,score_high,coverage,failed,unknown,passed,"
      "worst,first,message",
      all[0]);
   EXPECT_EQ(
      "example.org,,example.org,audited,F,38.7,20,38.7,0.73,2,3,1,critical,mx/resolves,"
      "2 of 3 mail servers have no address",
      all[1]);
   EXPECT_THAT(all[2], testing::EndsWith(",0,0,3,,,"));
}

TEST(csv_report, says_by_whom_and_how_long_a_failure_is_accepted)
{
   auto d = sample::example();
   d.findings[1].suppression =
      std::make_shared<base::suppressed>("a new one comes", "ops", "2027-01-31");
   EXPECT_THAT(csv({d}), HasSubstr("Suppressed until 2027-01-31 by ops: a new one comes,"));
}

// SHA-256 of "dmarc/present\nexample.org\n", by sha256sum.
TEST(csv_report, ends_each_line_in_the_fingerprint_whatever_the_message)
{
   auto d = sample::example();
   auto const line = lines_of(csv({d}))[2];
   EXPECT_EQ("64e78ff7ac6ae716145412fdc113b839", line.substr(line.rfind(',') + 1));
   d.findings[1].message = base::untrusted{"in other words"};
   auto const other = lines_of(csv({d}))[2];
   EXPECT_EQ(line.substr(line.rfind(',')), other.substr(other.rfind(',')));
   d.findings[1].subject = base::untrusted{"_dmarc"};
   auto const another = lines_of(csv({d}))[2];
   EXPECT_NE(line.substr(line.rfind(',')), another.substr(another.rfind(',')));
}

TEST(csv_report, keeps_hostile_text_inside_its_cells)
{
   auto d = sample::hostile();
   d.findings[0].message = base::untrusted{"=cmd|' /C calc'!A0"};
   d.findings[0].subject = base::untrusted{"@SUM(1)\t"};
   auto const text = csv({d});
   auto const all = lines_of(text);
   EXPECT_EQ(4U, all.size());
   EXPECT_TRUE(base::is_utf8(text));
   EXPECT_THAT(all[1], HasSubstr(",'=cmd|' /C calc'!A0,"));
   EXPECT_THAT(all[1], HasSubstr(",'@SUM(1)\\009,"));
   for (auto const& line : all)
      EXPECT_TRUE(std::ranges::none_of(line, [](unsigned char c) {
         return c < 0x20 || c == 0x7f;
      })) << line;
}

}  // namespace
}  // namespace dnslint::report
