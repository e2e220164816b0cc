// SPDX-License-Identifier: Apache-2.0
// What domains publish reaches terminals and other programs as text, and as nothing else.
#include "core/base/escape.hpp"
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

struct hostile {
   std::string name;
   std::string spf;  // in master-file form, behind "v=spf1 "
};

std::vector<hostile> const& texts()
{
   static std::vector<hostile> const all{
      {"escape_sequence", "\\027[2J\\027]0;owned\\007 -all"},
      {"quotes", "\\\" ' \\\\ </script> \\\",\\\"outcome\\\":\\\"pass -all"},
      {"line_feeds", "\\013\\010{} \\010 -all"},
      {"not_utf8", "\\255\\254\\192\\128 -all"},
      {"bidi", "\\226\\128\\174 \\226\\129\\166 -all"},
      {"c1_controls", "\\194\\155 31m -all"},
      {"nul", "\\000 -all"},
      {"braces", "{domain} %n %s {0} ${x} -all"}};
   return all;
}

std::string lab_with(std::string const& name, std::string const& text)
{
   return "zones:\n  hostile.test: |\n    @ MX 10 mx\n    mx A 192.0.2.1\n    " + name + " TXT " +
          text + "\n";
}

ended_process scan_record(std::string const& lab, std::string const& format)
{
   work_folder const folder;
   return dnslint(
      {"scan",
       "hostile.test",
       "--zone",
       folder.write("lab.yaml", lab),
       "--format",
       format,
       "--verbose"});
}

bool is_plain(unsigned char c)
{
   return c == '\n' || (c >= 0x20 && c != 0x7f);
}

class hostile_text : public testing::TestWithParam<hostile> {
protected:
   std::string lab_ = lab_with("@", "\"v=spf1 " + GetParam().spf + "\"");
};

TEST_P(hostile_text, never_reaches_a_terminal_raw)
{
   auto const done = scan_record(lab_, "text");
   EXPECT_EQ(done.status, 0);
   EXPECT_TRUE(std::ranges::all_of(done.out, is_plain)) << done.out;
   EXPECT_TRUE(base::is_utf8(done.out));
   for (std::string const unseen : {"\xe2\x80\xae", "\xe2\x81\xa6", "\xc2\x9b"})
      EXPECT_THAT(done.out, Not(HasSubstr(unseen)));
}

// Of these formats there is none in which a control character means anything.
TEST_P(hostile_text, never_reaches_a_reader_of_other_formats_raw)
{
   for (auto const* format : {"csv", "html", "sarif", "junit", "markdown"}) {
      auto const done = scan_record(lab_, format);
      EXPECT_EQ(done.status, 0);
      EXPECT_TRUE(std::ranges::all_of(done.out, [](unsigned char c) {
         return is_plain(c) || c == '\r';
      })) << done.out;
      EXPECT_TRUE(base::is_utf8(done.out));
      for (std::string const unseen : {"\xe2\x80\xae", "\xe2\x81\xa6", "\xc2\x9b"})
         EXPECT_THAT(done.out, Not(HasSubstr(unseen))) << format;
   }
}

TEST_P(hostile_text, is_one_string_in_json)
{
   for (auto const* format : {"json", "jsonl"}) {
      auto const done = scan_record(lab_, format);
      EXPECT_EQ(done.status, 0);
      auto const domain = std::string_view{format} == "json"
                             ? json::parse(done.out)["domains"].items().at(0)
                             : domain_lines(done.out).at(0);
      EXPECT_EQ(domain["domain"].text(), "hostile.test");
      EXPECT_EQ(check_of(domain, "spf/present")["outcome"].text(), "pass");
      EXPECT_NE(check_of(domain, "spf/syntax")["outcome"].text(), "unknown");
   }
}

INSTANTIATE_TEST_SUITE_P(texts, hostile_text, testing::ValuesIn(texts()), [](auto const& text) {
   return text.param.name;
});

std::string strings_of(std::size_t count)
{
   std::string text;
   for (std::size_t i = 0; i != count; ++i)
      text += " \"" + std::string(255, 'a') + "\"";
   return text;
}

// As many strings as fit into a message of 64 KiB.
TEST(large_text, is_judged_and_reported)
{
   auto const lab = lab_with("@", "\"v=spf1 \"" + strings_of(250) + " \" -all\"");
   auto const text = scan_record(lab, "text");
   EXPECT_EQ(text.status, 0);
   auto const done = scan_record(lab, "jsonl");
   EXPECT_EQ(done.status, 0);
   auto const domain = domain_lines(done.out).at(0);
   EXPECT_EQ(check_of(domain, "spf/present")["outcome"].text(), "pass");
   EXPECT_EQ(check_of(domain, "spf/syntax")["outcome"].text(), "fail");
}

TEST(large_text, of_many_records_is_judged_and_reported)
{
   std::string lab = "zones:\n  hostile.test: |\n    @ MX 10 mx\n";
   for (auto i = 0; i != 200; ++i)
      lab += "    @ TXT \"" + std::to_string(i) + "\"" + strings_of(1) + "\n";
   for (auto i = 0; i != 500; ++i)
      lab += "    @ MX " + std::to_string(i) + " mx" + std::to_string(i) + "\n";
   auto const done = scan_record(lab, "jsonl");
   EXPECT_EQ(done.status, 0);
   auto const domain = domain_lines(done.out).at(0);
   EXPECT_EQ(check_of(domain, "spf/present")["outcome"].text(), "fail");
}

TEST(hostile_names, of_exchanges_are_text)
{
   auto const lab =
      "zones:\n  hostile.test: |\n    @ MX 10 a\\027b\\034\\046c\n    @ MX 20 \\255\n";
   for (auto const* format : {"text", "jsonl"}) {
      auto const done = scan_record(lab, format);
      EXPECT_EQ(done.status, 0);
      EXPECT_TRUE(std::ranges::all_of(done.out, is_plain)) << done.out;
      EXPECT_TRUE(base::is_utf8(done.out));
   }
}

}  // namespace
}  // namespace dnslint::tests
