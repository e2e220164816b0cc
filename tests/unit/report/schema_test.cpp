// SPDX-License-Identifier: Apache-2.0
#include "core/report/line.hpp"
#include "tests/unit/report/sample.hpp"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dnslint::report {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
   auto const at = text.find(what);
   return at == std::string::npos ? std::string{} : text.replace(at, what.size(), by);
}

class report_schema : public testing::Test {
protected:
   report_schema()
   : path_{
        std::filesystem::temp_directory_path() / fmt::format("dnslint-report-{}.json", ::getpid())}
   {}
   ~report_schema() override { std::filesystem::remove(path_); }

   void SetUp() override
   {
      if (std::system("/usr/bin/python3 -c 'import jsonschema' 2>/dev/null") != 0)
         GTEST_SKIP() << "python3-jsonschema is not installed";
   }

   bool is_valid(std::string_view form, std::string const& text)
   {
      std::ofstream{path_} << text;
      auto const command = fmt::format(
         "/usr/bin/python3 {0}/tests/unit/report/validate.py {0}/docs/report.schema.json {1} '{2}' "
         "2>&1",
         DNSLINT_SOURCE_DIR,
         form,
         path_.string());
      return std::system(command.c_str()) == 0;
   }

   std::filesystem::path path_;
   std::vector<audit::domain_record> all_{
      sample::example(), sample::sound("example.com"), sample::nonexistent(), sample::hostile()};
};

TEST_F(report_schema, holds_for_a_report)
{
   EXPECT_TRUE(is_valid("report", sample::written(make_json_writer, all_)));
}

TEST_F(report_schema, holds_for_caps)
{
   auto d = sample::example();
   d.scored.caps = d.scored.possible_caps = {{"one", "C", "why", {"x/1"}}};
   auto const text = sample::written(sample::make_lines, {d});
   EXPECT_TRUE(is_valid("line", text));
   EXPECT_FALSE(is_valid("line", replaced(text, "\"most\"", "\"least\"")));
}

TEST_F(report_schema, holds_for_a_report_without_domains)
{
   EXPECT_TRUE(is_valid("report", sample::written(make_json_writer, {})));
}

TEST_F(report_schema, holds_for_every_line)
{
   EXPECT_TRUE(is_valid("line", sample::written(sample::make_lines, all_)));
}

TEST_F(report_schema, holds_for_what_rests_on_a_resolver_that_was_dropped)
{
   std::string const run = "00000001-00000002-00000003-00000004";
   summary s;
   s.withdrawn = 2;
   EXPECT_TRUE(is_valid("line", summary_line(run, s)));
   EXPECT_TRUE(is_valid("line", dropped_line({"192.0.2.1:53", "control", run, 12, "\x81"})));
   EXPECT_TRUE(is_valid("line", dropped_line({"192.0.2.1:53", "contradictions", run, 0, {}})));
   EXPECT_FALSE(is_valid("line", dropped_line({"192.0.2.1:53", "another", run, 0, {}})));
}

TEST_F(report_schema, lets_readers_meet_keys_that_they_do_not_know)
{
   auto const text = sample::written(sample::make_lines, {sample::example()});
   EXPECT_TRUE(is_valid("line", replaced(text, "{", "{\"new\":1,")));
}

TEST_F(report_schema, refuses_what_is_missing_or_of_another_type)
{
   auto const text = sample::written(sample::make_lines, {sample::example()});
   for (auto const& [what, by] : std::vector<std::pair<std::string, std::string>>{
           {"\"domain\":", "\"name\":"},
           {"\"kind\":\"domain\"", "\"kind\":\"other\""},
           {"\"passed\":[\"", "\"passed\":[{}, \""},
           {"\"not_applicable\":{", "\"not_applicable\":{\"x\":1,"},
           {"\"status\":\"audited\"", "\"status\":\"fine\""},
           {"\"score\":38.7", "\"score\":\"38.7\""},
           {"\"score_low\":20", "\"score_low\":-1"},
           {"\"coverage\"", "\"covered\""},
           {"\"outcome\":\"fail\"", "\"outcome\":\"failed\""},
           {"\"cause\"", "\"because\""},
           {"\"evidence\":[]", "\"evidence\":null"},
           {"dnslint-report/2", "dnslint-report/3"},
        }) {
      auto const changed = replaced(text, what, by);
      ASSERT_FALSE(changed.empty()) << what;
      EXPECT_FALSE(is_valid("line", changed)) << what;
   }
}

}  // namespace
}  // namespace dnslint::report
