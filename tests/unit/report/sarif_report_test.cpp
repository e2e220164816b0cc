// SPDX-License-Identifier: Apache-2.0
#include "core/report/reference.hpp"
#include "core/report/sarif.hpp"
#include "tests/support/json.hpp"
#include "tests/unit/report/sample.hpp"

#include <gmock/gmock.h>
#include <set>
#include <sstream>

namespace dnslint::report {
namespace {

using base::outcome;
using tests::json;

std::string sarif_text(std::vector<audit::domain_record> const& domains)
{
   return sample::written(
      [](std::ostream& out) {
         return make_sarif_writer(out, {outcome::fail, outcome::unknown}, "lists/my domains.txt");
      },
      domains);
}

json run_of(std::vector<audit::domain_record> const& domains)
{
   auto const log = json::parse(sarif_text(domains));
   EXPECT_EQ("2.1.0", log["version"].text());
   EXPECT_EQ(1U, log["runs"].items().size());
   return log["runs"].items().at(0);
}

// The only result of that rule.
json result_of(json const& run, std::string_view rule)
{
   std::vector<json> found;
   for (auto const& r : run["results"].items())
      if (r["ruleId"].text() == rule)
         found.push_back(r);
   EXPECT_EQ(1U, found.size()) << rule;
   return found.at(0);
}

// Sections 3.27.5 to 3.27.7: the index is that of the rule with this id.
TEST(sarif_report, has_a_rule_for_each_check_and_refers_to_it)
{
   auto const run = run_of({sample::example(), sample::sound("example.com")});
   auto const& driver = run["tool"]["driver"];
   EXPECT_EQ("dnslint", driver["name"].text());
   EXPECT_EQ("0.1.0", driver["version"].text());
   auto const& rules = driver["rules"].items();
   EXPECT_EQ(sample::checks().size(), rules.size());
   EXPECT_EQ(5U, run["results"].items().size());
   for (auto const& r : run["results"].items())
      EXPECT_EQ(
         r["ruleId"].text(),
         rules.at(static_cast<std::size_t>(r["ruleIndex"].number()))["id"].text());
   auto const& rule = rules.at(2);
   EXPECT_EQ("mx/resolves", rule["id"].text());
   EXPECT_EQ("Mail servers have addresses", rule["shortDescription"]["text"].text());
   EXPECT_EQ("Why it matters.", rule["help"]["text"].text());
   EXPECT_EQ("https://www.rfc-editor.org/rfc/rfc7208#section-4.5", rule["helpUri"].text());
   EXPECT_EQ("error", rule["defaultConfiguration"]["level"].text());
}

// Sections 3.27.9 and 3.27.10: a kind other than "fail" has the level "none".
TEST(sarif_report, tells_failures_from_what_is_open)
{
   auto const run = run_of({sample::example()});
   auto const failure = result_of(run, "dmarc/present");
   EXPECT_EQ("fail", failure["kind"].text());
   EXPECT_EQ("error", failure["level"].text());
   auto const open = result_of(run, "spf/ptr");
   EXPECT_EQ("open", open["kind"].text());
   EXPECT_EQ("none", open["level"].text());
   EXPECT_EQ("transient: timeout", open["properties"]["cause"].text());
}

TEST(sarif_report, has_the_other_kinds_when_they_are_to_be_shown)
{
   auto const text = sample::written(
      [](std::ostream& out) {
         return make_sarif_writer(out, {outcome::pass, outcome::not_applicable}, "");
      },
      {sample::example()});
   auto const log = json::parse(text);
   auto const& run = log["runs"].items().at(0);
   EXPECT_EQ(2U, run["results"].items().size());
   EXPECT_EQ("pass", result_of(run, "spf/present")["kind"].text());
   EXPECT_EQ("notApplicable", result_of(run, "mx/several")["kind"].text());
}

TEST(sarif_report, says_how_to_mend_it)
{
   auto const run = run_of({sample::example()});
   EXPECT_EQ(
      "There is no DMARC record at _dmarc.example.org, so receivers deliver mail that forges this "
      "domain as its author\nFix: Publish a DMARC record; begin with one that only asks for "
      "reports\n_dmarc.example.org. 3600 IN TXT \"v=DMARC1; p=none; "
      "rua=mailto:dmarc@example.org\"",
      result_of(run, "dmarc/present")["message"]["text"].text());
}

TEST(sarif_report, stands_at_the_line_of_the_list_and_at_the_domain)
{
   auto d = sample::example();
   d.line = 12;
   auto const with_line = run_of({d});
   auto const place = result_of(with_line, "spf/ptr")["locations"].items().at(0);
   EXPECT_EQ("lists/my%20domains.txt", place["physicalLocation"]["artifactLocation"]["uri"].text());
   EXPECT_EQ(12, place["physicalLocation"]["region"]["startLine"].number());
   EXPECT_EQ("example.org", place["logicalLocations"].items().at(0)["name"].text());
   auto const without = run_of({sample::example()});
   auto const other = result_of(without, "spf/ptr")["locations"].items().at(0);
   EXPECT_EQ("example.org", other["physicalLocation"]["artifactLocation"]["uri"].text());
   EXPECT_FALSE(other["physicalLocation"].has("region"));
   EXPECT_TRUE(other.has("logicalLocations"));
}

std::string cut(std::unique_ptr<writer> (*make)(std::ostream&))
{
   std::ostringstream out;
   auto const known = sample::checks();
   auto const to = make(out);
   summary s;
   s.is_cut = true;
   to->begin(sample::run(), known);
   to->end(s);
   return out.str();
}

TEST(sarif_report, says_whether_the_run_was_cut)
{
   auto const whole = run_of({sample::example()})["invocations"].items().at(0);
   EXPECT_TRUE(whole["executionSuccessful"].boolean());
   auto const text = cut([](std::ostream& out) {
      return make_sarif_writer(out, {outcome::fail}, {});
   });
   auto const run = json::parse(text)["runs"].items().at(0);
   EXPECT_FALSE(run["invocations"].items().at(0)["executionSuccessful"].boolean());
}

TEST(junit_report, has_an_error_for_a_run_that_was_cut)
{
   auto const text = cut([](std::ostream& out) {
      return make_junit_writer(out, {outcome::fail});
   });
   EXPECT_NE(text.find("errors=\"1\""), std::string::npos);
   EXPECT_NE(text.find("stopped before the end of the list"), std::string::npos);
}

// Section 3.27.23: all results have suppressions, or none has.
TEST(sarif_report, has_suppressions_on_every_result)
{
   auto d = sample::example();
   d.findings[1].suppression = std::make_shared<base::suppressed>("soon", "ops", "2027-01-31");
   auto const run = run_of({d});
   for (auto const& r : run["results"].items())
      EXPECT_EQ(r["ruleId"].text() == "dmarc/present" ? 1U : 0U, r["suppressions"].items().size());
   auto const accepted = result_of(run, "dmarc/present")["suppressions"].items().at(0);
   EXPECT_EQ("external", accepted["kind"].text());
   EXPECT_EQ("accepted", accepted["status"].text());
   EXPECT_EQ("Suppressed until 2027-01-31 by ops: soon", accepted["justification"].text());
}

TEST(sarif_report, knows_a_finding_again)
{
   auto const run = run_of({sample::example(), [] {
                               auto d = sample::example();
                               d.domain = "example.net";
                               return d;
                            }()});
   std::set<std::string> seen;
   for (auto const& r : run["results"].items())
      seen.insert(r["partialFingerprints"]["dnslintFinding/v1"].text());
   EXPECT_EQ(10U, seen.size());
}

TEST(sarif_report, of_no_domain_is_whole)
{
   EXPECT_TRUE(run_of({})["results"].items().empty());
}

// The reader of tests is strict: control characters and what is not UTF-8 end it.
TEST(sarif_report, keeps_hostile_text_inside_its_strings)
{
   auto d = sample::hostile();
   d.findings[0].subject = {};
   d.findings[0].fix_text = {};
   d.findings[0].fix_record = {};
   d.findings[0].message = base::untrusted{"{0} [click](http://evil.test) }{ \x1b[2J"};
   auto const run = run_of({d});
   EXPECT_EQ(
      "{{0}} [click] (http://evil.test) }}{{ \x1b[2J",
      result_of(run, "dmarc/present")["message"]["text"].text());
}

TEST(sarif, has_uris_of_paths)
{
   EXPECT_EQ("a/b.txt", sarif::uri_of("a/b.txt"));
   EXPECT_EQ("file:///a%25b%20c", sarif::uri_of("/a%b c"));
   EXPECT_EQ("%C3%A4", sarif::uri_of("\xc3\xa4"));
}

TEST(reference, has_an_address_when_it_is_an_rfc_or_one_itself)
{
   EXPECT_EQ(
      "https://www.rfc-editor.org/rfc/rfc9989#section-4.7",
      address_of_reference("RFC 9989 section 4.7"));
   EXPECT_EQ("https://www.rfc-editor.org/rfc/rfc7505", address_of_reference("RFC 7505"));
   EXPECT_EQ("https://www.rfc-editor.org/rfc/rfc7505", address_of_reference("RFC 7505 (Null MX)"));
   EXPECT_EQ("https://example.org/a", address_of_reference("https://example.org/a"));
   for (auto const* none : {"", "RFC", "RFC x", "javascript:alert(1)", "http://a", "BOD 18-01"})
      EXPECT_EQ("", address_of_reference(none)) << none;
}

}  // namespace
}  // namespace dnslint::report
