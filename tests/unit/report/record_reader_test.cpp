// SPDX-License-Identifier: Apache-2.0
#include "core/report/record_reader.hpp"

#include "core/report/domain_json.hpp"
#include "core/report/earlier_record.hpp"
#include "core/report/line.hpp"
#include "tests/unit/report/sample.hpp"

#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using testing::HasSubstr;

domain_json const& records()
{
   static domain_json const made{sample::checks(), sample::everything()};
   return made;
}

TEST(record_reader, finds_every_check_that_was_written)
{
   for (auto const& d : {sample::example(), sample::sound("example.com")}) {
      auto const read = read_record(records().made(d));
      ASSERT_EQ(read.findings.size(), d.findings.size());
      EXPECT_TRUE(std::ranges::is_sorted(read.findings, {}, &base::finding::id));
      EXPECT_EQ(report::count(read), report::count(d));
      for (auto const& f : d.findings) {
         auto const found = std::ranges::find(read.findings, f.id, &base::finding::id);
         ASSERT_NE(found, read.findings.end()) << f.id;
         EXPECT_EQ(found->result, f.result);
         EXPECT_EQ(found->reason, f.reason);
         EXPECT_EQ(found->message.bytes(), f.message.bytes());
         EXPECT_EQ(found->items.size(), f.items.size());
      }
   }
}

TEST(record_reader, reads_a_control_that_says_nothing_as_whole)
{
   auto const read = read_domain(
      R"({"domain":"a.test","status":"audited","controls":[)"
      R"({"control":"x.y","category":"x","weight":2},)"
      R"({"control":"x.z","category":"x","weight":1,"value":null,"low":0,"high":1,"lost":0}]})");
   ASSERT_TRUE(read);
   auto const& controls = read->scored.controls;
   EXPECT_EQ(controls.at(0).value, 1.0);
   EXPECT_EQ(controls.at(0).low, 1.0);
   EXPECT_EQ(controls.at(1).value, std::nullopt);
   EXPECT_EQ(controls.at(1).low, 0.0);
}

TEST(record_reader, finds_the_caps_that_were_written)
{
   auto d = sample::example();
   d.scored.caps = {{"one", "F", "because", {"x/1", "x/2"}}};
   d.scored.possible_caps = {{"two", "D", "perhaps", {}}, {"three", "D", "as well", {}}};
   auto const read = read_record(records().made(d));
   EXPECT_EQ(d.scored.caps, read.scored.caps);
   EXPECT_EQ(d.scored.possible_caps, read.scored.possible_caps);
}

TEST(record_reader, says_what_is_wrong_with_texts_that_are_no_record)
{
   for (auto const* const text :
        {R"({"domain":"a.test","status":"audited","passed":[1]})",
         R"({"domain":"a.test","status":"audited","not_applicable":{"why":"x"}})",
         R"({"domain":"a.test","status":"audited","findings":[{"id":"x/y"}]})",
         R"({"domain":"a.test","status":"lost"})",
         R"({"status":"audited"})",
         "[]"})
      EXPECT_FALSE(read_domain(text)) << text;
}

constexpr std::string_view earlier =
   R"("domain":"a.test","status":"audited","score":93.3,"controls":[],"checks":[)"
   R"({"id":"a/b","outcome":"pass","severity":"high","message":"],\"checks\":[ {"},)"
   R"({"id":"a/c","outcome":"fail","severity":"low","message":"\"}]","evidence":[{"kind":"x","text":"y"}]},)"
   R"({"id":"a/d","outcome":"not-applicable","severity":"low","reason":"no \"mail\""},)"
   R"({"id":"a/e","outcome":"not-applicable","severity":"low","reason":"no \"mail\""}],)"
   R"("facts":{"x":{"y":[1,2]}})";

TEST(earlier_record, becomes_one_of_this_version_and_keeps_its_numbers)
{
   EXPECT_EQ(
      from_earlier(earlier),
      R"("domain":"a.test","status":"audited","score":93.3,"controls":[],)"
      R"("findings":[{"id":"a/c","outcome":"fail","severity":"low","message":"\"}]",)"
      R"("evidence":[{"kind":"x","text":"y"}]}],"passed":["a/b"],)"
      R"("not_applicable":{"no \"mail\"":["a/d","a/e"]},"facts":{"x":{"y":[1,2]}})");
}

TEST(earlier_record, without_checks_or_with_broken_ones_is_none)
{
   EXPECT_EQ(from_earlier(R"("domain":"a.test")"), std::nullopt);
   EXPECT_EQ(
      from_earlier(R"("domain":"a.test","checks":[{"id":3,"outcome":"pass"}])"), std::nullopt);
   EXPECT_EQ(from_earlier(R"("domain":"a.test","checks":[{"id":"a/b","outc)"), std::nullopt);
}

TEST(line, of_the_earlier_version_gives_a_record_of_this_one)
{
   auto line =
      checked_line(R"("schema":"dnslint-report/1","run":"1-2-3-4",)" + std::string{earlier});
   line.pop_back();
   ASSERT_TRUE(is_whole_line(line));
   EXPECT_EQ(kind_of(line), line_kind::domain);
   EXPECT_EQ(head_of(line)->domain, "a.test");
   EXPECT_EQ(record_of(line)->json, from_earlier(earlier));
}

TEST(line, of_another_version_or_kind_is_none)
{
   EXPECT_EQ(
      kind_of(R"({"schema":"dnslint-report/3","kind":"domain","run":"x"})"), line_kind::none);
   EXPECT_EQ(kind_of(R"({"schema":"dnslint-report/2","kind":"other","run":"x"})"), line_kind::none);
   EXPECT_EQ(kind_of(R"({"kind":"run"})"), line_kind::none);
   EXPECT_EQ(kind_of(""), line_kind::none);
}

}  // namespace
}  // namespace dnslint::report
