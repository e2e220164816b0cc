// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"

#include <gmock/gmock.h>

namespace dnslint::base::yaml {
namespace {

constexpr std::string_view sound = R"(pack: acme
rules:
  - id: acme/a
    title: Mail hosts
    severity: medium
    lookups:
      mx: { name: "{domain}", type: MX }
    assert: >-
      mx.records.size() > 1
      && mx.present
    message: "{domain} is bad"
    references:
      - RFC 1
    tests:
      - { zone: "@ MX 10 a.", facts: { mx: { a: true } }, expect: pass }
  - id: acme/b
    title: T
    assert: "true"
)";

// A slip in the text above: what stands there instead of a part of it.
struct slip_case {
   char const* name;
   char const* right;
   char const* wrong;
   char const* place;
   char const* message;
   char const* hint;
};

constexpr slip_case slips[] = {
   {"quote_of_a_word",
    "severity: medium",
    "severity: \"medium",
    "5:15",
    "this quote is not closed",
    "close it: severity: \"medium\""},
   {"single_quote",
    "severity: medium",
    "severity: 'medium",
    "5:15",
    "this quote is not closed",
    "close it: severity: 'medium'"},
   {"quote_of_the_last_value",
    "assert: \"true\"",
    "assert: \"true",
    "18:13",
    "this quote is not closed",
    "close it: assert: \"true\""},
   {"quote_of_a_message",
    "\"{domain} is bad\"",
    "\"{domain} is bad",
    "11:14",
    "this quote is not closed",
    "close it: message: \"{domain} is bad\""},
   {"quote_in_braces",
    "\"{domain}\", type",
    "\"{domain}, type",
    "7:19",
    "this quote is not closed",
    "close it: \"{domain}\""},
   {"quote_before_more_quotes",
    "\"@ MX 10 a.\", facts: { mx: { a: true } }, expect: pass",
    "\"@ MX 10 a., facts: { mx: { a: true } }, expect: \"pass\"",
    "15:17",
    "this quote is not closed",
    "close it: \"@ MX 10 a.\""},
   {"brace",
    "type: MX }",
    "type: MX",
    "7:11",
    "this '{' is not closed",
    "close it: mx: { name: \"{domain}\", type: MX }"},
   {"inner_brace",
    "{ a: true } }",
    "{ a: true }",
    "15:9",
    "this '{' is not closed",
    "close it: { zone: \"@ MX 10 a.\", facts: { mx: { a: true }, expect: pass } }"},
   {"bracket",
    "      - RFC 1",
    "      - [RFC 1",
    "13:9",
    "this '[' is not closed",
    "close it: [RFC 1 ]"},
   {"other_bracket",
    "      - RFC 1",
    "      - [RFC 1}",
    "13:15",
    "'[' is closed by '}'",
    "write ']' here"},
   {"brace_too_many", "type: MX }", "type: MX } }", "7:42", "this '}' closes nothing", "remove it"},
   {"comma",
    "\"{domain}\", type",
    "\"{domain}\" type",
    "7:30",
    "a comma is missing before 'type'",
    "write ', type: MX'"},
   {"comma_after_a_word",
    "\"{domain}\", type: MX",
    "x type: MX",
    "7:21",
    "a comma is missing before 'type'",
    "write ', type: MX'"},
   {"comma_after_a_map",
    "{ mx: { a: true } }, expect",
    "{ mx: { a: true } } expect",
    "15:58",
    "a comma is missing before 'expect'",
    "write ', expect: pass'"},
   {"blank_after_a_colon",
    "severity: medium",
    "severity:medium",
    "5:13",
    "a blank is missing after this ':'",
    "write severity: medium"},
   {"blank_after_the_colon_of_an_item",
    "- id: acme/b",
    "- id:acme/b",
    "16:7",
    "a blank is missing after this ':'",
    "write id: acme/b"},
   {"blank_after_a_dash",
    "- id: acme/b",
    "-id: acme/b",
    "16:3",
    "a blank is missing after this '-'",
    "write - id: acme/b"},
   {"equals_for_a_colon",
    "severity: medium",
    "severity = medium",
    "5:5",
    "a key is followed by ': ', not by '='",
    "write severity: medium"},
   {"braces_without_quotes",
    "\"{domain} is bad\"",
    "{domain} is bad",
    "11:14",
    "text that begins with '{' must be quoted",
    "write message: \"{domain} is bad\""},
   {"braces_without_quotes_in_braces",
    "\"{domain}\", type",
    "{domain}.x, type",
    "7:19",
    "text with '{' in it must be quoted",
    "write \"{domain}.x\""},
   {"braces_within_a_name",
    "\"{domain}\", type",
    "_dmarc.{domain}, type",
    "7:19",
    "text with '{' in it must be quoted",
    "write \"_dmarc.{domain}\""},
   {"colon_in_a_title",
    "Mail hosts",
    "Mail hosts: ours",
    "4:22",
    "text with ': ' in it must be quoted",
    "write title: \"Mail hosts: ours\""},
   {"conditional",
    "\"true\"",
    "a ? b : c",
    "18:19",
    "text with ': ' in it must be quoted",
    "write assert: \"a ? b : c\""},
   {"text_goes_on_after_a_quote",
    "\"true\"",
    "\"x\" in y",
    "18:17",
    "there is more after the closing quote",
    "if it is one text, write assert: '\"x\" in y'"},
   {"quotes_in_quotes",
    "\"{domain} is bad\"",
    "\"at \"most\" 5\"",
    "11:19",
    "there is more after the closing quote",
    "if it is one text, write message: 'at \"most\" 5'"},
   {"apostrophe",
    "\"{domain} is bad\"",
    "'it's bad'",
    "11:18",
    "there is more after the closing quote",
    "if it is one text, write message: \"it's bad\""},
   {"backslash",
    "\"true\"",
    "\"domain.matches(r'\\d')\"",
    "18:31",
    "'\\d' is no escape in double quotes",
    "write \\\\ for a backslash"},
   {"at_sign",
    "\"{domain} is bad\"",
    "@domain is bad",
    "11:14",
    "text that begins with '@' must be quoted",
    "write message: \"@domain is bad\""},
   {"percent",
    "\"{domain} is bad\"",
    "%s is bad",
    "11:14",
    "text that begins with '%' must be quoted",
    "write message: \"%s is bad\""},
   {"list_on_the_line_of_its_key",
    "references:\n      - RFC 1",
    "references: - RFC 1",
    "12:17",
    "a list begins on a line of its own",
    "or write references: [RFC 1]"},
   {"list_below_a_value",
    "    references:\n      - RFC 1",
    "    references: RFC 2\n    - RFC 1",
    "13:5",
    "this item belongs to no list: 'references' has a value already",
    "a list begins below a key without a value"},
   {"text_on_the_line_of_a_block",
    "assert: >-\n      mx",
    "assert: >- mx",
    "8:13",
    "the text after '>' begins on the next line",
    "on one line, write assert: \"mx.records.size() > 1\""},
   {"block_indented_too_little",
    "      && mx.present",
    "    && mx.present",
    "10:5",
    "this line is neither 'key: value' nor '- item'",
    "if it belongs to the text of 'assert', indent it by 6 spaces"},
   {"key_in_the_column_of_the_dash",
    "    severity: medium",
    "  severity: medium",
    "5:3",
    "this key stands in the column of the '-' above, and so belongs to no item of the list",
    "indent it by 4 spaces, as 'title'"},
   {"key_indented_too_little",
    "    severity: medium",
    "   severity: medium",
    "5:4",
    "this line is indented like no line above it",
    "indent it by 4 spaces, as 'title'"},
   {"key_indented_too_much",
    "    severity: medium",
    "      severity: medium",
    "5:7",
    "this key is indented more than the one above it, which has a value already",
    "indent it by 4 spaces"},
   {"dash_indented_too_little",
    "  - id: acme/b",
    " - id: acme/b",
    "16:2",
    "this line is indented like no line above it",
    "indent it by 2 spaces, as the '-' above"},
   {"tab",
    "    severity: medium",
    "\tseverity: medium",
    "5:1",
    "a tab cannot indent a line",
    "indent it with spaces"}};

class yaml_slip : public testing::TestWithParam<slip_case> {};

TEST_P(yaml_slip, is_found_where_it_was_made)
{
   auto const& slip = GetParam();
   std::string text{sound};
   std::string_view const right{slip.right};
   text.replace(text.find(right), right.size(), slip.wrong);
   auto const loaded = load("f.yaml", text);
   ASSERT_FALSE(loaded);
   ASSERT_EQ(loaded.errors().size(), 1U);
   auto const& error = loaded.errors().front();
   EXPECT_EQ(
      std::to_string(error.where.line) + ":" + std::to_string(error.where.column), slip.place);
   EXPECT_EQ(error.message, slip.message);
   EXPECT_EQ(error.hint, slip.hint);
}

INSTANTIATE_TEST_SUITE_P(common, yaml_slip, testing::ValuesIn(slips), [](auto const& tested) {
   return tested.param.name;
});

TEST(yaml_slips, stand_in_a_text_that_is_sound_without_them)
{
   EXPECT_TRUE(load("f.yaml", std::string{sound}));
}

}  // namespace
}  // namespace dnslint::base::yaml
