// SPDX-License-Identifier: Apache-2.0
#include "core/rules/fix_record.hpp"

#include "core/base/yaml.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"
#include "core/rules/check.hpp"

#include <gmock/gmock.h>

namespace dnslint::rules {
namespace {

using testing::HasSubstr;

// A template in which `x` stands for a text.
text_template template_of(std::string const& text)
{
   auto const doc = base::yaml::load("f.yaml", "record: " + base::yaml::quoted(text) + "\n");
   cel::scope names;
   names.given["x"] = cel::static_type{};
   auto made = text_template::compile(text, *doc, *doc->root().find("record"), names);
   EXPECT_TRUE(made) << base::to_text(made ? base::diagnostics{} : made.errors());
   return made ? *std::move(made) : text_template{};
}

std::string rendered(std::string const& text, cel::value x)
{
   cel::bindings with;
   with.domain = "example.test";
   with.given.emplace("x", std::move(x));
   return render_record(template_of(text), with);
}

std::string rendered(std::string const& text, std::string const& x)
{
   return rendered(text, cel::value::string(x));
}

std::string fault_of(std::string const& text)
{
   auto const fault = find_record_fault(template_of(text));
   return fault ? fault->message + " | " + fault->hint : "none";
}

TEST(fix_record, quotes_what_is_inserted_between_quotes)
{
   auto const* const record = "{domain}. TXT \"v=x; p={x}\"";
   EXPECT_EQ(rendered(record, "a b;c"), "example.test. TXT \"v=x; p=a b;c\"");
   EXPECT_EQ(rendered(record, "a\" \"b\\c"), "example.test. TXT \"v=x; p=a\\\" \\\"b\\\\c\"");
   EXPECT_EQ(rendered(record, "\xc3\xa4\n"), "example.test. TXT \"v=x; p=\\195\\164\\010\"");
}

TEST(fix_record, quotes_what_is_inserted_as_a_field)
{
   auto const* const record = "{x}. MX 10 mx.example.";
   EXPECT_EQ(rendered(record, "a.test"), "a.test. MX 10 mx.example.");
   EXPECT_EQ(rendered(record, "a b;(c)"), "a\\032b\\;\\(c\\). MX 10 mx.example.");
   EXPECT_EQ(rendered(record, "a\n@ NS evil."), "a\\010\\@\\032NS\\032evil.. MX 10 mx.example.");
}

TEST(fix_record, knows_that_an_escaped_quote_closes_nothing)
{
   EXPECT_EQ(rendered("{domain}. TXT \"a\\\"{x}\" b", "c d"), "example.test. TXT \"a\\\"c d\" b");
}

TEST(fix_record, splits_the_strings_of_a_txt_record_at_255_bytes)
{
   std::string const wanted =
      "example.test. TXT \"p=" + std::string(253, 'a') + "\" \"" + std::string(47, 'a') + "\"";
   EXPECT_EQ(rendered("{domain}. TXT \"p={x}\"", std::string(300, 'a')), wanted);
   EXPECT_EQ(
      rendered("{domain}. CAA 0 issue \"{x}\"", std::string(300, 'a')),
      "example.test. CAA 0 issue \"" + std::string(300, 'a') + "\"");
}

TEST(fix_record, is_empty_when_a_part_is_not_known)
{
   EXPECT_EQ(
      rendered("{domain}. TXT \"{x}\"", cel::value::unknown(base::transient("timeout"))), "");
   EXPECT_EQ(rendered("{domain}. TXT \"{x}\"", cel::value::error("no")), "");
}

TEST(fix_record, may_make_a_name_with_its_dot_by_an_expression)
{
   EXPECT_EQ(fault_of("{domain}. 3600 IN MX 10 {x + \".\"}"), "none");
   EXPECT_EQ(fault_of("{domain}. 3600 IN SOA {x} {x}. {x} 14400 3600 1209600 3600"), "none");
   EXPECT_THAT(
      fault_of("{domain}. 3600 IN SOA {x} hostmaster {x} 14400 3600 1209600 3600"),
      HasSubstr("does not end with '.'"));
}

TEST(fix_record, must_be_a_record_that_means_the_same_in_every_zone)
{
   EXPECT_EQ(fault_of("{domain}. 3600 IN MX 10 mx.example."), "none");
   EXPECT_EQ(fault_of("{domain}. 3600 IN MX 10 {x}."), "none");
   EXPECT_EQ(fault_of("{domain}. 3600 IN A {x}"), "none");
   EXPECT_THAT(fault_of("{domain}. 3600 IN MX 10 mx.example"), HasSubstr("does not end with '.'"));
   EXPECT_THAT(fault_of("www 3600 IN A 192.0.2.1"), HasSubstr("does not end with '.'"));
   EXPECT_EQ(
      fault_of("{domain}. 3600 IN CAA issue ca.example"),
      "this is no record in master-file form: not a record: Syntax error, could not parse the RR's "
      "rdata | write it like '{domain}. 3600 IN CAA 0 issue \"ca.example.net\"'");
}

// A fix as a check has it, with an `x` that stands for a value.
fix fix_of(std::string const& record, std::string const& when, std::string const& replaces)
{
   cel::scope names;
   names.given["x"] = cel::static_type{};
   fix made;
   made.record = template_of(record);
   if (!when.empty())
      made.when = *cel::expression::compile(when, names);
   if (!replaces.empty())
      made.replaces = *cel::expression::compile(replaces, names);
   return made;
}

record_edit edit_of(fix const& f, cel::value x)
{
   cel::bindings with;
   with.domain = "example.test";
   with.given.emplace("x", std::move(x));
   return render_edit(f, with);
}

constexpr auto const* spf = "{domain}. 3600 IN TXT \"v=spf1 -all\"";

TEST(fix_edit, is_offered_only_if_its_condition_is_true)
{
   auto const conditional = fix_of(spf, "x", "");
   EXPECT_EQ(
      edit_of(conditional, cel::value{true}).add, "example.test. 3600 IN TXT \"v=spf1 -all\"");
   EXPECT_EQ(edit_of(conditional, cel::value{false}).add, "");
   EXPECT_EQ(edit_of(conditional, cel::value::unknown(base::transient("timeout"))).add, "");
   EXPECT_EQ(edit_of(conditional, cel::value::error("no")).add, "");
   EXPECT_EQ(edit_of(conditional, cel::value{}).add, "");
}

TEST(fix_edit, names_what_it_replaces)
{
   auto const replacing = fix_of(spf, "", "x");
   auto const one = edit_of(replacing, cel::value::string("v=spf1 \"mx\" ~all"));
   EXPECT_THAT(one.remove, testing::ElementsAre("example.test. IN TXT \"v=spf1 \\\"mx\\\" ~all\""));
   cel::list_value::elements texts{cel::value::string("a"), cel::value::string("b")};
   EXPECT_EQ(edit_of(replacing, cel::value{cel::list_value{texts}}).remove.size(), 2U);
   EXPECT_TRUE(edit_of(replacing, cel::value{}).remove.empty());
   EXPECT_FALSE(edit_of(replacing, cel::value{}).add.empty());
}

TEST(fix_edit, splits_long_texts_that_it_removes)
{
   auto const long_text = edit_of(fix_of(spf, "", "x"), cel::value::string(std::string(300, 'a')));
   EXPECT_THAT(long_text.remove.at(0), HasSubstr(std::string(255, 'a') + "\" \"aaa"));
}

TEST(fix_edit, writes_rdata_of_other_types_as_it_is)
{
   auto const mx = fix_of("{domain}. 3600 IN MX 0 .", "", "x");
   EXPECT_THAT(
      edit_of(mx, cel::value::string("10 .")).remove,
      testing::ElementsAre("example.test. IN MX 10 ."));
}

TEST(fix_edit, offers_nothing_when_it_does_not_know_what_it_replaces)
{
   auto const replacing = fix_of(spf, "", "x");
   for (auto const& x :
        {cel::value{std::int64_t{1}},
         cel::value::error("no"),
         cel::value::unknown(base::transient("timeout")),
         cel::value{cel::list_value{cel::list_value::elements{cel::value{true}}}}}) {
      EXPECT_EQ(edit_of(replacing, x).add, "");
      EXPECT_TRUE(edit_of(replacing, x).remove.empty());
   }
}

}  // namespace
}  // namespace dnslint::rules
