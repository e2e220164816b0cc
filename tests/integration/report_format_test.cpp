// SPDX-License-Identifier: Apache-2.0
// Reports in the formats of other programs: what they read is what we found, and a journal gives
// the same bytes as the scan.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

words const& formats()
{
   static words const all{
      "text", "json", "jsonl", "csv", "html", "sarif", "junit", "markdown", "prometheus"};
   return all;
}

class report_format : public testing::Test {
protected:
   ended_process scan(words const& more) const
   {
      return dnslint(joined({"scan", "-q", "-l", list_, "--zone", lab_}, more));
   }

   // Python's parsers for every format of programs.
   void expect_readable(words const& what) const
   {
      work_folder const folder;
      for (auto const* format : {"json", "csv", "html", "sarif", "junit"}) {
         auto const done = dnslint(joined(
            what,
            {"--format",
             format,
             "--show",
             "fail,unknown,pass,not-applicable",
             "-o",
             folder.at(std::string{"report."} + format)}));
         EXPECT_EQ(done.status, 0) << done.err;
      }
      auto const read = run(
         {"/usr/bin/python3",
          "-B",
          DNSLINT_SOURCE_DIR "/tests/integration/read_reports.py",
          folder.path()});
      EXPECT_EQ(read.status, 0) << read.err;
   }

   work_folder folder_;
   std::vector<generated_domain> domains_ = generate_domains(40);
   std::string list_ = folder_.write("list", list_of(domains_));
   std::string lab_ = folder_.write("lab.yaml", lab_of(domains_));
};

TEST_F(report_format, is_the_same_from_a_scan_and_from_its_journal)
{
   auto const journal = folder_.at("run.journal");
   auto const lines = folder_.at("run.jsonl");
   ASSERT_EQ(scan({"--journal", journal, "--workers", "2"}).status, 0);
   ASSERT_EQ(scan({"--format", "jsonl", "-o", lines}).status, 0);
   for (auto const& format : formats()) {
      auto const scanned = scan({"--format", format});
      EXPECT_EQ(scanned.status, 0) << scanned.err;
      EXPECT_GT(scanned.out.size(), 1'000U);
      auto const workers = scan({"--format", format, "--workers", "2"});
      EXPECT_TRUE(workers.out == scanned.out) << format;
      auto const file = folder_.at("report");
      for (auto const& from : {journal, lines}) {
         auto const again = dnslint({"report", from, "-l", list_, "--format", format, "-o", file});
         EXPECT_EQ(again.status, 0) << again.err;
         EXPECT_TRUE(read_file(file) == scanned.out) << format << ' ' << from;
      }
   }
}

TEST_F(report_format, of_programs_is_what_their_parsers_read)
{
   expect_readable({"scan", "-q", "-l", list_, "--zone", lab_});
   expect_readable(joined({"scan", "-q", "--zone", sample_lab()}, sample_domains()));
}

TEST_F(report_format, of_programs_is_what_their_parsers_read_of_hostile_text)
{
   auto const hostile = folder_.write("hostile.yaml", R"(zones:
  hostile.test: |
    @ MX 10 a\027b\034\046c
    @ MX 20 \255
    @ TXT "v=spf1 include:</script><b> =cmd|' ]]> \"\226\128\174 \010=1 @all `x` {0} -all"
    _dmarc TXT "v=DMARC1; p=none; rua=mailto:\"onload=\"x@hostile.test,=1; x=\000\255<!--"
    @ CAA 0 issue "';\"<>&=1"
)");
   expect_readable({"scan", "-q", "hostile.test", "--zone", hostile});
}

TEST_F(report_format, leaves_no_other_file_behind)
{
   work_folder const alone;
   for (auto const& format : formats()) {
      auto const path = alone.at(format);
      EXPECT_EQ(scan({"--format", format, "-o", path}).status, 0);
      std::filesystem::remove(path + ".unfinished");
      EXPECT_EQ(std::distance(std::filesystem::directory_iterator{alone.path()}, {}), 1) << format;
      std::filesystem::remove(path);
   }
}

// A limit of the size of files is what a full disk is: a write that ends too early.
TEST_F(report_format, without_room_for_it_is_told)
{
   for (auto const* format : {"html", "csv"}) {
      auto const path = folder_.at(format);
      std::string line = "ulimit -f 16; exec";
      for (auto const& word :
           command({"scan", "-q", "-l", list_, "--zone", lab_, "--format", format, "-o", path}))
         line += " '" + word + "'";
      auto const done = run({"/bin/sh", "-c", line});
      EXPECT_NE(done.status, 0) << format;
      EXPECT_THAT(done.err, HasSubstr(path + ": error: the report could not be written"));
      EXPECT_FALSE(std::filesystem::exists(path)) << format;
   }
}

TEST_F(report_format, shows_what_is_asked_for)
{
   auto const shown = [&](std::string const& format, words const& more) {
      return dnslint(
                joined({"scan", "flaky.test", "--zone", sample_lab(), "--format", format}, more))
         .out;
   };
   // Of flaky.test mx/ipv6 fails, dmarc/present is unknown and mx/reachable passes.
   for (auto const* format : {"html", "sarif", "markdown"}) {
      auto const usual = shown(format, {});
      EXPECT_THAT(usual, HasSubstr("mx/ipv6")) << format;
      EXPECT_THAT(usual, HasSubstr("dmarc/present")) << format;
   }
   EXPECT_THAT(shown("csv", {"--rows", "checks"}), HasSubstr("mx/reachable"));
   auto const domains = shown("csv", {"--rows", "domains"});
   EXPECT_EQ(std::ranges::count(domains, '\n'), 2) << "a header and a domain";
   EXPECT_THAT(shown("json", {"--rows", "domains"}), IsEmpty()) << "only CSV has rows";
   for (auto const* format : {"html", "markdown", "csv"}) {
      EXPECT_THAT(shown(format, {}), Not(HasSubstr("mx/reachable"))) << format;
      EXPECT_THAT(shown(format, {"--show", "fail"}), Not(HasSubstr("dmarc/present"))) << format;
      EXPECT_THAT(shown(format, {"--verbose"}), HasSubstr("mx/reachable")) << format;
   }
   for (auto const* format : {"junit"}) {
      EXPECT_THAT(shown(format, {}), HasSubstr("mx/reachable")) << format;
      EXPECT_THAT(shown(format, {"--show", "fail,unknown"}), Not(HasSubstr("mx/reachable")))
         << format;
   }
}

TEST_F(report_format, does_not_change_the_exit_status)
{
   for (auto const& format : formats()) {
      words const sample{"scan", "weak-spf.test", "--zone", sample_lab(), "--format", format};
      EXPECT_EQ(dnslint(sample).status, 0) << format;
      EXPECT_EQ(dnslint(joined(sample, {"--fail-on", "high"})).status, 1) << format;
      words const skipped{"--skip", "spf/*", "--skip", "posture/*", "--fail-on", "high"};
      EXPECT_EQ(dnslint(joined(sample, skipped)).status, 0) << format;
   }
}

TEST_F(report_format, is_one_of_those_that_help_and_docs_name)
{
   auto const help = dnslint({"scan", "--help"}).out;
   auto const docs = read_file(DNSLINT_SOURCE_DIR "/docs/report.md");
   for (auto const& format : formats()) {
      EXPECT_NE(docs.find("\n| `" + format + "` |"), std::string::npos) << format;
      EXPECT_THAT(help, HasSubstr(format));
   }
   auto const wrong = dnslint({"scan", "good.test", "--zone", sample_lab(), "--format", "markdwn"});
   EXPECT_EQ(wrong.status, 2);
   EXPECT_THAT(wrong.err, HasSubstr("markdown"));
   EXPECT_EQ(dnslint({"report", list_, "--format", "pdf"}).status, 2);
}

}  // namespace
}  // namespace dnslint::tests
