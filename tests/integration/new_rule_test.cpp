// SPDX-License-Identifier: Apache-2.0
// A rule with its test, made from a finding of a report.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class rule_of_report : public testing::Test {
protected:
   rule_of_report()
   {
      auto const done = dnslint(joined(
         {"scan", "-q", "--zone", sample_lab(), "--now", "2026-01-31", "-o", "jsonl=" + report_},
         sample_domains()));
      EXPECT_EQ(done.status, 0) << done.err;
   }
   ended_process make(std::string const& name, std::string const& finding) const
   {
      return dnslint(
         {"new", "rule", name, "--from", report_, finding, "--in", folder_.path().string()});
   }

   work_folder folder_;
   std::string report_ = folder_.at("report.jsonl");
};

TEST_F(rule_of_report, passes_the_test_that_was_made_of_what_was_seen)
{
   unsigned number = 0;
   for (auto const* finding :
        {"weak-spf.test/spf/pass-all",
         "no-dmarc.test/dmarc/present",
         "no-dmarc.test/posture/forgery-stopped",
         "parked.test/dmarc/report-mail",
         "weak-spf.test/baseline/second-exchange",
         "test/ns/ipv6",
         "nowhere.test/name/exists"}) {
      auto const name = "acme" + std::to_string(++number);
      auto const made = make(name, finding);
      EXPECT_EQ(made.status, 0) << finding << made.err;
      auto const file = folder_.at(name + ".yaml");
      EXPECT_THAT(made.out, HasSubstr("Next: dnslint rules test " + file));
      auto const tested = dnslint({"rules", "test", file});
      EXPECT_EQ(tested.status, 0) << finding << tested.out << tested.err;
      EXPECT_THAT(tested.out, HasSubstr("1 passed, 0 failed"));
   }
}

// The test holds what was seen: with another fact it fails.
TEST_F(rule_of_report, is_held_by_its_test)
{
   ASSERT_EQ(make("acme", "weak-spf.test/spf/pass-all").status, 0);
   auto text = read_file(folder_.at("acme.yaml"));
   EXPECT_THAT(
      text,
      AllOf(
         HasSubstr("  - id: acme/pass-all\n"),
         HasSubstr("all: \"+all\""),
         HasSubstr("host on the Internet to send for {domain}\"\n")));
   constexpr std::string_view seen =
      "all: \"+all\", allowed_seen: true, everybody: [\"IPv4\",\"IPv6\"]";
   auto const at = text.find(seen);
   ASSERT_NE(at, std::string::npos) << text;
   text.replace(at, seen.size(), "all: \"-all\", allowed_seen: true, everybody: []");
   folder_.write("other.yaml", text);
   EXPECT_EQ(dnslint({"rules", "test", folder_.at("other.yaml")}).status, 1);
}

TEST_F(rule_of_report, cannot_be_made_of_everything)
{
   EXPECT_THAT(
      make("acme", "no-dmarc.test/mx/exchange-addresses").err,
      HasSubstr("the code of a plugin settles this check"));
   EXPECT_THAT(
      make("acme", "good.test/spf/pass-all").err, HasSubstr("has not failed on good.test"));
   EXPECT_THAT(
      make("acme", "gone.test/spf/pass-all").err, HasSubstr("there is no domain gone.test"));
   EXPECT_THAT(make("acme", "good.test").err, HasSubstr("say from which finding"));
   EXPECT_EQ(make("acme", "weak-spf.test/spf/pass-all").status, 0);
   EXPECT_THAT(make("acme", "weak-spf.test/spf/pass-all").err, HasSubstr("is there already"));
}

}  // namespace
}  // namespace dnslint::tests
