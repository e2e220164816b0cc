// SPDX-License-Identifier: Apache-2.0
// Lists as people have them.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Each domain that was audited, with the line and text it was given as.
std::vector<std::string> audited(std::string const& report)
{
   std::vector<std::string> all;
   for (auto const& line : domain_lines(report))
      all.push_back(
         line["domain"].text() + " " +
         (line.has("line") ? std::to_string(static_cast<int>(line["line"].number())) : "-") + " " +
         line["input"].text());
   return all;
}

ended_process scan_list(std::string const& list)
{
   return dnslint({"scan", "-l", "-", "--zone", sample_lab(), "--format", "jsonl"}, list);
}

TEST(list_input, comes_from_arguments_and_standard_input_in_order)
{
   auto const done = dnslint(
      {"scan", "www.good.test", "-l", "-", "--zone", sample_lab(), "--format", "jsonl"},
      "good.test\nparked.test");
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(
      audited(done.out),
      ElementsAre(
         "www.good.test - www.good.test", "good.test 1 good.test", "parked.test 2 parked.test"));
}

TEST(list_input, understands_bom_crlf_comments_case_and_dots)
{
   auto const done =
      scan_list("\xef\xbb\xbfGOOD.test\r\n\r\n  # a comment\r\n\tparked.test.  # another\r\n");
   EXPECT_EQ(done.status, 0);
   EXPECT_EQ(done.err, "");
   EXPECT_THAT(
      audited(done.out), ElementsAre("good.test 1 GOOD.test", "parked.test 4 parked.test."));
}

TEST(list_input, takes_the_domain_of_urls_and_addresses_and_says_so)
{
   auto const done = scan_list("https://user@good.test:8443/a?b#c\npostmaster@parked.test\n");
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(
      audited(done.out),
      ElementsAre(
         "good.test 1 https://user@good.test:8443/a?b#c", "parked.test 2 postmaster@parked.test"));
   EXPECT_THAT(
      done.err,
      AllOf(HasSubstr("standard input:1:"), HasSubstr("a URL"), HasSubstr("an e-mail address")));
}

TEST(list_input, makes_a_labels_of_u_labels)
{
   auto const done = scan_list("m\u00fcller.test\nxn--mller-kva.test\n");
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(audited(done.out), ElementsAre("xn--mller-kva.test 1 m\u00fcller.test"));
   EXPECT_THAT(done.err, HasSubstr("standard input:2: note: xn--mller-kva.test was given before"));
}

TEST(list_input, audits_a_domain_once)
{
   auto const done = scan_list("good.test\nGood.Test.\nparked.test\nhttps://good.test/\n");
   EXPECT_EQ(done.status, 0);
   EXPECT_THAT(
      audited(done.out), ElementsAre("good.test 1 good.test", "parked.test 3 parked.test"));
   EXPECT_THAT(done.err, AllOf(HasSubstr("standard input:2:"), HasSubstr("standard input:4:")));
}

TEST(list_input, points_at_what_is_wrong_and_goes_on)
{
   work_folder const folder;
   auto const list = folder.write(
      "list.txt",
      "good.test\ntwo "
      "words.test\n*.wild.test\n192.0.2.1\na..b.test\n\xff.test\nx\001y.test\nparked.test\n");
   auto const done = dnslint({"scan", "-l", list, "--zone", sample_lab(), "--format", "json"});
   EXPECT_EQ(done.status, 3);
   for (auto const line : {2, 3, 4, 5, 6, 7})
      EXPECT_THAT(done.err, HasSubstr(list + ":" + std::to_string(line) + ":1: error: "));
   EXPECT_THAT(
      done.err,
      AllOf(
         HasSubstr("\n   two words.test\n   ^"), Not(HasSubstr("\001")), Not(HasSubstr("\xff"))));
   auto const report = json::parse(done.out);
   EXPECT_EQ(report["summary"]["bad_lines"].number(), 6);
   EXPECT_EQ(report["domains"].items().size(), 2U);
}

TEST(list_input, bounds_a_line)
{
   auto const done = scan_list(std::string(10'000'000, 'a') + "\ngood.test\n");
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(audited(done.out), ElementsAre("good.test 2 good.test"));
   EXPECT_LT(done.err.size(), 2000U);
}

TEST(list_input, states_more_in_csv)
{
   auto const done = scan_list(
      "domain,posture,selectors,tags\n"
      "good.test,full,S1 s2,\"shop, eu\"\n"
      "parked.test,send_only\n"
      "www.good.test,ful\n");
   EXPECT_EQ(done.status, 3);
   EXPECT_THAT(done.err, HasSubstr("standard input:4:15: error: 'ful' is no posture"));
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), 2U);
   auto const& said = lines[0]["facts"]["list"];
   EXPECT_EQ(said["posture"].text(), "full");
   EXPECT_EQ(said["selectors"].items().size(), 2U);
   EXPECT_EQ(said["tags"].items()[1].text(), "eu");
   EXPECT_THAT(done.out, HasSubstr("the list states send_only, and DNS says no_mail_declared"));
}

TEST(list_input, states_more_in_json_lines)
{
   auto const done = scan_list(
      "{\"domain\": \"good.test\", \"posture\": \"full\", \"tags\": [\"eu\"]}\n"
      "{\"domain\": \"parked.test\"}\n");
   EXPECT_EQ(done.status, 0);
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), 2U);
   EXPECT_EQ(lines[0]["facts"]["list"]["posture"].text(), "full");
   EXPECT_TRUE(lines[1]["facts"]["list"]["posture"].is_null());
}

TEST(list_input, an_empty_list_is_a_report_without_domains)
{
   auto const done =
      dnslint({"scan", "-l", "-", "--zone", sample_lab(), "--format", "json"}, "# nothing\n");
   EXPECT_EQ(done.status, 0);
   EXPECT_EQ(json::parse(done.out)["summary"]["domains"].number(), 0);
}

}  // namespace
}  // namespace dnslint::tests
