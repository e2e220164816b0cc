// SPDX-License-Identifier: Apache-2.0
#include "core/report/domain_json.hpp"
#include "core/report/line.hpp"
#include "core/report/record_reader.hpp"
#include "tests/unit/report/sample.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> lines(std::string const& text)
{
   std::vector<std::string> all;
   std::istringstream in{text};
   for (std::string line; std::getline(in, line);)
      all.push_back(line);
   return all;
}

// Its line of a JSONL report, between those of the run and of the summary.
std::string line_of(audit::domain_record const& d)
{
   return lines(sample::written(sample::make_lines, {d})).at(1);
}

TEST(json_report, names_its_parts_in_the_order_in_which_they_are_known)
{
   auto const all = lines(sample::written(
      make_json_writer, {sample::sound("example.com"), sample::sound("example.net")}));
   ASSERT_EQ(8U, all.size());
   EXPECT_EQ(R"({"schema":"dnslint-report/2",)", all[0]);
   EXPECT_THAT(all[1], StartsWith(R"("run":{"digest":")"));
   EXPECT_THAT(all[1], HasSubstr(R"("engine_version":"0.1.0","now":"2024-05-01T12:00:00Z",)"));
   EXPECT_THAT(all[1], HasSubstr(R"("plugins":[{"id":"spf","version":"1.0.0","sha256":")"));
   EXPECT_THAT(
      all[2],
      StartsWith(R"("catalogue":{"dkim/key-length":{"title":"DKIM keys are long enough",)"));
   EXPECT_EQ(R"("domains":[)", all[3]);
   EXPECT_THAT(all[4], StartsWith(R"({"domain":"example.com",)"));
   EXPECT_THAT(all[5], StartsWith(R"({"domain":"example.net",)"));
   EXPECT_EQ("],", all[6]);
   EXPECT_EQ(
      R"("summary":{"domains":2,"bad_lines":0,"by_status":{"audited":2},"by_grade":{"A":2},)"
      R"("by_outcome":{"pass":6},"failed_by_severity":{},"failed_by_check":{},)"
      R"("unknown_by_cause":{},"suppressed":0}})",
      all[7]);
}

TEST(json_report, writes_a_domain_the_same_in_both_forms)
{
   auto const object = lines(sample::written(make_json_writer, {sample::example()})).at(4);
   EXPECT_THAT(line_of(sample::example()), HasSubstr(object.substr(1, object.size() - 2)));
}

TEST(json_report, writes_a_domain)
{
   auto d = sample::sound("example.com");
   d.findings.resize(1);
   d.scored.digest = "0123456789abcdef";
   d.facts["spf"] = {{"records", 1}, {"late", base::transient("timeout", "x")}};
   auto const text = line_of(d);
   EXPECT_EQ(
      R"("domain":"example.com","input":"example.com","line":7,"status":"audited",)"
      R"("score":100,"score_low":100,"score_high":100,"score_standard":100,"grade":"A",)"
      R"("coverage":1,"score_digest":"0123456789abcdef",)"
      R"("categories":[{"category":"mail.authentication","weight":2,"score":100},)"
      R"({"category":"mail.transport","weight":1,"score":100}],)"
      R"("controls":[{"control":"dmarc.policy","category":"mail.authentication","weight":3},)"
      R"({"control":"mx.delivery","category":"mail.transport","weight":2},)"
      R"({"control":"spf.policy","category":"mail.authentication","weight":2}],)"
      R"("findings":[],"passed":["dmarc/present"],"not_applicable":{},)"
      R"("passes":[{"id":"dmarc/present","outcome":"pass","severity":"high",)"
      R"("category":"mail.authentication","control":"dmarc.policy",)"
      R"("message":"There is one DMARC record","evidence":[]}],)"
      R"("facts":{"spf":{"late":{"unknown":{"class":"transient","code":"timeout","detail":"x"}},)"
      R"("records":1}})",
      text.substr(text.find("\"domain\":"), text.rfind(",\"crc32\"") - text.find("\"domain\":")));
   EXPECT_TRUE(is_whole_line(text));
}

TEST(json_report, writes_the_parts_of_a_check_that_it_has)
{
   auto const text = line_of(sample::example());
   EXPECT_THAT(
      text,
      HasSubstr(R"({"id":"spf/ptr","outcome":"unknown","severity":"low",)"
                R"("category":"mail.authentication","control":"spf.policy","message":"",)"
                R"("cause":{"class":"transient","code":"timeout",)"
                R"("detail":"TXT _spf.example.net from 192.0.2.1"},"evidence":[]})"));
   EXPECT_THAT(text, HasSubstr(R"("not_applicable":{"the domain publishes a null MX":[")"));
   EXPECT_THAT(
      text,
      HasSubstr(R"("items":[{"subject":"mx1.example.org","outcome":"pass","message":""},)"
                R"({"subject":"mx2.example.org","outcome":"fail","message":"NXDOMAIN"},)"));
   EXPECT_THAT(
      text,
      HasSubstr(R"("evidence":[{"kind":"record","text":"_dmarc.example.org. NXDOMAIN"}],)"
                R"("fix":{"text":"Publish a DMARC record; begin with one that only asks for )"
                R"(reports","add":["_dmarc.example.org. 3600 IN TXT \"v=DMARC1; p=none; )"
                R"(rua=mailto:dmarc@example.org\"\n"]}})"));
}

TEST(json_report, finds_what_the_catalogue_says_of_a_check_in_any_order)
{
   auto d = sample::example();
   std::ranges::reverse(d.findings);
   audit::finding unlisted;
   unlisted.id = "acme/unlisted";
   unlisted.result = base::outcome::unknown;
   d.findings.push_back(unlisted);
   auto const text = line_of(d);
   EXPECT_THAT(
      text,
      HasSubstr(R"({"id":"spf/ptr","outcome":"unknown","severity":"low",)"
                R"("category":"mail.authentication","control":"spf.policy","message":"",)"));
   EXPECT_THAT(
      text,
      HasSubstr(R"({"id":"acme/unlisted","outcome":"unknown","severity":"info","category":"",)"
                R"("control":null,"message":"","evidence":[]})"));
}

TEST(json_report, tells_what_was_rehearsed_and_not_seen_and_reads_it_again)
{
   auto d = sample::example();
   EXPECT_THAT(line_of(d), AllOf(Not(HasSubstr("rehearsed")), Not(HasSubstr("not_seen"))));
   d.rehearsed = audit::rehearsed_scores{82.3, 70, 90, std::nullopt};
   d.scored.not_seen = {"dnssec"};
   auto const line = line_of(d);
   EXPECT_THAT(
      line,
      HasSubstr(R"("rehearsed":{"score":82.3,"score_low":70,"score_high":90,"grade":null},)"));
   EXPECT_THAT(line, HasSubstr(R"("not_seen":["dnssec"],"findings":)"));
   auto const again = read_domain(line);
   ASSERT_TRUE(again);
   EXPECT_EQ(again->rehearsed, d.rehearsed);
   EXPECT_EQ(again->scored.not_seen, d.scored.not_seen);
}

TEST(json_report, tells_of_caps_where_there_are_any)
{
   auto d = sample::example();
   EXPECT_THAT(line_of(d), Not(HasSubstr("caps")));
   d.scored.caps = {{"one", "C", "why"}};
   EXPECT_THAT(
      line_of(d), HasSubstr(R"(],"caps":[{"id":"one","most":"C","text":"why"}],"findings":)"));
   d.scored.caps.front().failed = {"x/1", "x/2"};
   EXPECT_THAT(line_of(d), HasSubstr(R"("text":"why","failed":["x/1","x/2"]}],"findings":)"));
   d.scored.possible_caps = {{"two", "D", "perhaps"}};
   EXPECT_THAT(
      line_of(d),
      HasSubstr(R"(],"possible_caps":[{"id":"two","most":"D","text":"perhaps"}],"findings":)"));
}

TEST(json_report, writes_null_where_there_is_no_score)
{
   EXPECT_THAT(
      line_of(sample::nonexistent()),
      HasSubstr(
         R"("line":3,"status":"nonexistent","score":null,"score_low":null,"score_high":null,)"
         R"("score_standard":null,"grade":null,"coverage":null,)"));
}

TEST(json_report, leaves_out_the_line_of_a_domain_from_the_command_line)
{
   EXPECT_THAT(line_of(sample::example()), Not(HasSubstr("\"line\"")));
}

TEST(json_report, rounds_scores_and_never_calls_a_partial_coverage_whole)
{
   auto d = sample::sound("example.com");
   d.scored.coverage = 0.999;
   d.score_standard = 250.0 / 3;
   EXPECT_THAT(line_of(d), HasSubstr("\"coverage\":0.99,"));
   EXPECT_THAT(line_of(d), HasSubstr("\"score_standard\":83.3,"));
   d.scored.coverage = 0.29;
   EXPECT_THAT(line_of(d), HasSubstr("\"coverage\":0.29,"));
}

std::string json_of(audit::domain_record const& d, record_content content)
{
   return domain_json{sample::checks(), std::move(content)}.made(d).json;
}

TEST(json_report, has_the_facts_that_are_named_and_those_that_failures_rest_on)
{
   auto d = sample::example();
   d.facts.clear();
   d.facts["spf"] = {{"record", "v=spf1 -all"}, {"terms", 2}};
   d.facts["dmarc"] = {{"records", 0}, {"tags", 1}};
   record_content content;
   content.reported_facts = {"spf.record"};
   content.facts_of_checks = {{"dmarc/present", {"dmarc.records"}}, {"spf/present", {"spf.terms"}}};
   EXPECT_THAT(
      json_of(d, content),
      HasSubstr(R"("facts":{"dmarc":{"records":0},"spf":{"record":"v=spf1 -all"}})"));
   content.all_facts = true;
   EXPECT_THAT(
      json_of(d, content),
      HasSubstr(
         R"("facts":{"dmarc":{"records":0,"tags":1},"spf":{"record":"v=spf1 -all","terms":2}})"));
}

TEST(json_report, tells_of_checks_that_passed_only_when_that_is_wanted)
{
   auto const d = sample::sound("example.com");
   EXPECT_THAT(json_of(d, {}), Not(HasSubstr("There is one DMARC record")));
   record_content content;
   content.passes = true;
   EXPECT_THAT(json_of(d, content), HasSubstr("There is one DMARC record"));
}

TEST(json_report, ends_a_report_of_lines_with_its_summary_unless_it_was_cut)
{
   auto const checks = sample::checks();
   for (bool const is_cut : {false, true}) {
      std::ostringstream out;
      auto const to = make_jsonl_writer(out);
      to->begin(sample::run(), checks);
      summary s;
      s.is_cut = is_cut;
      to->end(s);
      EXPECT_EQ(lines(out.str()).size(), is_cut ? 1U : 2U);
      for (auto const& line : lines(out.str()))
         EXPECT_TRUE(is_whole_line(line));
      EXPECT_EQ(kind_of(lines(out.str()).front()), line_kind::run);
      EXPECT_EQ(kind_of(lines(out.str()).back()), is_cut ? line_kind::run : line_kind::summary);
   }
}

TEST(json_report, is_equal_for_equal_input)
{
   for (auto* const make : {make_json_writer, sample::make_lines})
      EXPECT_EQ(
         sample::written(make, {sample::example(), sample::hostile()}),
         sample::written(make, {sample::example(), sample::hostile()}));
}

std::string run_of(run_info const& run, catalogue const& checks)
{
   std::ostringstream out;
   auto const to = make_jsonl_writer(out);
   to->begin(run, checks);
   to->domain(domain_json{checks}.made(sample::sound("example.com")));
   to->end({});
   auto const line = lines(out.str()).at(1);
   return line.substr(0, line.find("\"domain\":"));
}

TEST(json_report, tells_lines_of_different_runs_apart)
{
   auto const first = run_of(sample::run(), sample::checks());
   EXPECT_THAT(
      first,
      testing::MatchesRegex(
         "\\{\"schema\":\"dnslint-report/2\",\"kind\":\"domain\",\"run\":\"[0-9a-f-]{35}\","));
   EXPECT_EQ(first, run_of(sample::run(), sample::checks()));
   auto run = sample::run();
   run.packs[0].version = "1.2.1";
   EXPECT_NE(first, run_of(run, sample::checks()));
   auto checks = sample::checks();
   checks["spf/ptr"].severity = base::severity::medium;
   EXPECT_NE(first, run_of(sample::run(), checks));
}

TEST(json_report, keeps_hostile_text_inside_its_strings)
{
   auto const text = line_of(sample::hostile());
   EXPECT_TRUE(base::is_utf8(text));
   EXPECT_TRUE(std::ranges::none_of(text, [](char c) {
      return static_cast<unsigned char>(c) < 0x20;
   }));
   EXPECT_THAT(text, HasSubstr(R"(\u001b[2J\u001b]0;owned\u0007)"));
   EXPECT_THAT(text, HasSubstr(R"(evil \\255)"));
}

TEST(summary, counts_what_a_list_came_to)
{
   summary s;
   for (auto const& d : {sample::example(), sample::sound("example.com"), sample::nonexistent()})
      s.add(count(d), sample::checks());
   using counts = std::map<std::string, std::size_t>;
   EXPECT_EQ(3U, s.domains);
   EXPECT_EQ((counts{{"audited", 2}, {"nonexistent", 1}}), s.by_status);
   EXPECT_EQ((counts{{"A", 1}, {"F", 1}, {"none", 1}}), s.by_grade);
   EXPECT_EQ(
      (counts{{"pass", 4}, {"fail", 2}, {"unknown", 3}, {"not-applicable", 2}}), s.by_outcome);
   EXPECT_EQ((counts{{"dmarc/present", 1}, {"mx/resolves", 1}}), s.failed_by_check);
   EXPECT_EQ((counts{{"high", 1}, {"critical", 1}}), s.failed_by_severity);
   EXPECT_EQ(
      (counts{{"transient: timeout", 2}, {"unobservable: no-selector", 1}}), s.unknown_by_cause);
}

TEST(summary, tells_a_withheld_grade_from_none)
{
   auto d = sample::sound("example.com");
   d.scored.grade.reset();
   summary s;
   s.add(count(d), sample::checks());
   d.scored.score_low.reset();
   s.add(count(d), sample::checks());
   EXPECT_EQ((std::map<std::string, std::size_t>{{"none", 1}, {"withheld", 1}}), s.by_grade);
}

}  // namespace
}  // namespace dnslint::report
