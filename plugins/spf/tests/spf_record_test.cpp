// SPDX-License-Identifier: Apache-2.0
#include "spf_record.hpp"

#include "policy.hpp"
#include "selection.hpp"

#include <dnslint/text.hpp>

#include <gmock/gmock.h>
#include <random>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t no_limit = 10'000;

spf::spf_record read(std::string_view text)
{
   return spf::read_record(text, no_limit);
}

std::vector<std::string> texts(spf::spf_record const& record)
{
   std::vector<std::string> all;
   for (auto const& t : record.terms)
      all.push_back(t.text);
   return all;
}

TEST(spf_record, may_have_no_terms)
{
   EXPECT_THAT(read("v=spf1").terms, IsEmpty());
   EXPECT_THAT(read("v=spf1   ").terms, IsEmpty());
   EXPECT_THAT(read("v=spf1").errors, IsEmpty());
}

TEST(spf_record, terms_are_separated_by_one_or_more_spaces)
{
   auto const record = read("v=spf1 mx  a   -all ");
   EXPECT_THAT(texts(record), ElementsAre("mx", "a", "-all"));
   EXPECT_EQ(record.terms[1].offset, 11u);
   EXPECT_THAT(record.errors, IsEmpty());
}

// The examples of RFC 7208 appendix A.
class example : public testing::TestWithParam<char const*> {};
TEST_P(example, has_no_errors)
{
   EXPECT_THAT(read(GetParam()).errors, IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(
   rfc7208,
   example,
   testing::Values(
      "v=spf1 +all",
      "v=spf1 a -all",
      "v=spf1 a:example.org -all",
      "v=spf1 mx -all",
      "v=spf1 mx:example.org -all",
      "v=spf1 mx mx:example.org -all",
      "v=spf1 mx/30 mx:example.org/30 -all",
      "v=spf1 ptr -all",
      "v=spf1 ip4:192.0.2.128/28 -all",
      "v=spf1 include:example.com include:example.net -all",
      "v=spf1 redirect=example.org",
      "v=spf1 exists:%{l1r-}.%{o}.gt._spf.%{d} -all",
      "v=spf1 mx -all exp=explain._spf.%{d}",
      "v=spf1 -ip4:192.0.2.0/24 a//96 +all",
      "v=spf1 moo.cow-far_out=man:dog/cat ip4:192.0.2.1 -all"));

TEST(spf_record, errors_name_the_term_and_the_column)
{
   auto const record = read("v=spf1 ip4:192.0.2.256 mx include -all");
   ASSERT_EQ(record.errors.size(), 2u);
   EXPECT_EQ(record.errors[0].text, "\"ip4:192.0.2.256\": '192.0.2.256' is no IPv4 address");
   EXPECT_EQ(record.errors[0].column, 12u);
   EXPECT_EQ(record.errors[1].text, "\"include\": 'include' needs ':' and a domain name");
   EXPECT_EQ(record.errors[1].column, 34u);
   EXPECT_THAT(texts(record), ElementsAre("mx", "-all"));
}

// Section 6.
TEST(spf_record, redirect_and_exp_stand_at_most_once)
{
   EXPECT_EQ(read("v=spf1 redirect=a.b REDIRECT=c.d").errors.size(), 1u);
   EXPECT_EQ(read("v=spf1 exp=a.b exp=a.b -all").errors.size(), 1u);
   EXPECT_THAT(read("v=spf1 x=1 x=2 redirect=a.b exp=c.d").errors, IsEmpty());
}

TEST(spf_record, terms_beyond_the_limit_are_counted_only)
{
   auto const record = spf::read_record("v=spf1 a mx !! ptr -all", 3);
   EXPECT_EQ(record.terms.size(), 2u);
   EXPECT_EQ(record.errors.size(), 1u);
   EXPECT_EQ(record.unread, 2u);
}

// What the parser says must hold whatever bytes it is given.
void expect_sound(std::string const& text)
{
   auto const record = read(text);
   for (auto const& t : record.terms) {
      EXPECT_EQ(text.substr(t.offset, t.text.size()), t.text);
      EXPECT_EQ(dnslint::printable(t.text), t.text);
   }
   for (auto const& e : record.errors) {
      EXPECT_GE(e.column, 7u);
      EXPECT_LE(e.column, text.size() + 1) << text;
      EXPECT_FALSE(e.text.empty());
      EXPECT_EQ(dnslint::printable(e.text), e.text) << text;
   }
   auto const p = spf::read_policy(record);
   EXPECT_EQ(p.is_ignored.size(), record.terms.size());
   EXPECT_LE(p.lookups_direct, static_cast<std::int64_t>(record.terms.size()));
}

TEST(spf_record_property, any_bytes_are_read_without_a_fault)
{
   std::mt19937 random{7208};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same bytes each time
   for (int i = 0; i != 20'000; ++i) {
      std::string text(random() % 80, '\0');
      for (auto& c : text)
         c = static_cast<char>(random() % 256);
      expect_sound("v=spf1 " + text);
      spf::looks_like_spf(text);
   }
}

TEST(spf_record_property, pieces_of_the_grammar_are_read_without_a_fault)
{
   std::vector<std::string> const pieces{
      "all",         "include",   "a",          "mx", "ptr", "ip4",     "ip6",
      "exists",      "redirect",  "exp",        ":",  "=",   "/",       "//",
      " ",           " ",         "-",          "~",  "+",   "?",       "%",
      "%{",          "}",         "d",          "r",  "2",   "0",       ".",
      "example.com", "192.0.2.0", "2001:db8::", "24", "\t",  "\xc2\xa0"};
   std::mt19937 random{4408};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same texts each time
   for (int i = 0; i != 100'000; ++i) {
      std::string text = "v=spf1 ";
      for (auto left = random() % 16; left != 0; --left)
         text += pieces[random() % pieces.size()];
      expect_sound(text);
   }
}

}  // namespace
