// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_file.hpp"

#include "core/report/line.hpp"
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using testing::HasSubstr;

struct reading {
   base::result<reported_run> run;
   std::vector<reported_domain> domains;
};

reading read_all(std::string const& text)
{
   std::vector<reported_domain> domains;
   auto run = read_report("r", text, [&](reported_domain d) {
      domains.push_back(std::move(d));
      return true;
   });
   return {std::move(run), std::move(domains)};
}

reported_check const& check_of(reported_domain const& d, std::string_view id)
{
   auto const found = std::ranges::find(d.record.findings, id, &base::finding::id);
   return d.checks.at(static_cast<std::size_t>(found - d.record.findings.begin()));
}

// Of passed checks a record has the ids alone.
TEST(report_file, knows_what_every_check_is_from_the_catalogue)
{
   for (auto* const make : {make_json_writer, sample::make_lines}) {
      auto const read = read_all(sample::written(make, {sample::sound("example.com")}));
      ASSERT_TRUE(read.run);
      EXPECT_EQ(read.run->profile, "standard");
      ASSERT_EQ(read.domains.size(), 1U);
      auto const& d = read.domains.front();
      EXPECT_EQ(d.record.findings.size(), sample::sound("example.com").findings.size());
      EXPECT_EQ(check_of(d, "dmarc/present").control, "dmarc.policy");
      EXPECT_EQ(check_of(d, "dmarc/present").severity, base::severity::high);
   }
}

TEST(report_file, is_read_from_its_lines_without_that_of_the_run)
{
   auto text = sample::written(sample::make_lines, {sample::example()});
   text.erase(0, text.find('\n') + 1);
   auto const read = read_all(text);
   ASSERT_TRUE(read.run);
   ASSERT_EQ(read.domains.size(), 1U);
   EXPECT_EQ(check_of(read.domains.front(), "dmarc/present").severity, base::severity::high)
      << "a failed check says it itself";
}

constexpr std::string_view earlier_domain =
   R"("domain":"a.test","status":"audited","checks":[)"
   R"({"id":"a/b","outcome":"pass","severity":"high","category":"c","control":"c.d","message":""},)"
   R"({"id":"a/c","outcome":"not-applicable","severity":"low","category":"c","control":null,)"
   R"("message":"","reason":"no mail"}],"facts":{"a":{"n":1}})";

void expect_earlier(std::string const& text)
{
   auto const read = read_all(text);
   ASSERT_TRUE(read.run) << base::to_text(read.run.errors());
   ASSERT_EQ(read.domains.size(), 1U);
   auto const& d = read.domains.front();
   ASSERT_EQ(d.record.findings.size(), 2U);
   EXPECT_EQ(d.record.findings.at(0).result, base::outcome::pass);
   EXPECT_EQ(check_of(d, "a/b").control, "c.d") << "of that version each check says it itself";
   EXPECT_EQ(d.record.findings.at(1).reason, "no mail");
   EXPECT_EQ(d.facts.at("a.n"), "1");
}

TEST(report_file, of_the_earlier_version_is_read)
{
   std::string const domain{earlier_domain};
   expect_earlier(
      R"({"schema":"dnslint-report/1","run":{},"catalogue":{},"domains":[{)" + domain + "}]}");
   auto const line = checked_line(R"("schema":"dnslint-report/1","run":"1-2-3-4",)" + domain);
   expect_earlier(line);
   expect_earlier(checked_line(R"("schema":"dnslint-journal/1","run":{},"catalogue":{})") + line);
}

TEST(report_file, of_an_unknown_version_is_refused)
{
   auto const read = read_all(R"({"schema":"dnslint-report/3","kind":"domain","domain":"a.test"})");
   ASSERT_FALSE(read.run);
   EXPECT_THAT(read.run.errors().front().message, HasSubstr("another version: dnslint-report/3"));
}

}  // namespace
}  // namespace dnslint::report
