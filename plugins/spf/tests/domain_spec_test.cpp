// SPDX-License-Identifier: Apache-2.0
#include "domain_spec.hpp"

#include <gtest/gtest.h>

namespace {

using spf::is_domain_name;
using spf::read_domain_spec;
using spf::read_macro_string;

// RFC 7208 section 7.1: domain-spec = macro-string domain-end.
class domain_spec : public testing::TestWithParam<char const*> {};
TEST_P(domain_spec, follows_the_grammar)
{
   auto const read = read_domain_spec(GetParam());
   EXPECT_FALSE(read.error) << read.error->text;
}
INSTANTIATE_TEST_SUITE_P(
   names,
   domain_spec,
   testing::Values(
      "example.com",
      "example.com.",
      "_spf.example.com",
      "a.b.c.example",
      ".com",
      "foo/bar.com",
      "x!y.com",
      "192.0.2.1.in-addr.arpa",
      "example.xn--p1ai",
      "example.1a",
      "example.a1",
      "example.1-1"));
INSTANTIATE_TEST_SUITE_P(
   macros,
   domain_spec,
   testing::Values(
      "%{d}",
      "%{D}",
      "%{i}.%{d}",
      "%{ir}.%{v}._spf.%{d2}",
      "%{ir}.%{v}._spf.%{d2}.example.com",
      "%{l1r-}._spf.example.com",
      "%{l1r+-,/_=.}.example.com",
      "%{d128}",
      "%{d02}",
      "%{dR}",
      "%{s}.%{o}.%{h}.%{p}",
      "%{d}.com",
      "a%%b.com",
      "a%%",
      "a%_",
      "a%-"));

struct broken {
   char const* text;
   std::size_t offset;
};

class broken_domain_spec : public testing::TestWithParam<broken> {};
TEST_P(broken_domain_spec, is_told_at_its_place)
{
   auto const read = read_domain_spec(GetParam().text);
   ASSERT_TRUE(read.error) << GetParam().text;
   EXPECT_EQ(read.error->offset, GetParam().offset) << GetParam().text;
   EXPECT_FALSE(read.error->text.empty());
}
INSTANTIATE_TEST_SUITE_P(
   ends,
   broken_domain_spec,
   testing::Values(
      broken{"", 0},
      broken{"example", 0},
      broken{"example.", 0},
      broken{"example..", 8},
      broken{"192.0.2.1", 8},
      broken{"example.123", 8},
      broken{"example.-a", 8},
      broken{"example.a-", 8},
      broken{"example.a_b", 8},
      broken{"example.com/24", 8},
      broken{"%{d}com", 4},
      broken{"%{d}.", 4},
      broken{"%{d}.1", 5},
      broken{"%{i}.example._", 13}));
INSTANTIATE_TEST_SUITE_P(
   macros,
   broken_domain_spec,
   testing::Values(
      broken{"%", 0},
      broken{"a.%", 2},
      broken{"a%b.com", 1},
      broken{"%(d).com", 0},
      broken{"%{}.com", 2},
      broken{"%{", 2},
      broken{"%{d", 0},
      broken{"%{x}.com", 2},
      broken{"%{d0}.com", 3},
      broken{"%{d00r}.com", 3},
      broken{"%{dr2}.com", 4},
      broken{"%{d:}.com", 3},
      broken{"%{d.r}.com", 4},
      broken{"%{d}.%{q}", 7},
      broken{"ex ample.com", 2},
      broken{"ex\xc3\xa4mple.com", 2}));

// Section 7.2: c, r and t are for explanation texts.
INSTANTIATE_TEST_SUITE_P(
   letters_of_explanations,
   broken_domain_spec,
   testing::Values(
      broken{"%{c}.example.com", 2}, broken{"%{R}.example.com", 2}, broken{"a.%{t}", 4}));

TEST(domain_spec_macros, are_listed_once_in_order_and_lower_case)
{
   EXPECT_EQ(read_domain_spec("%{I}.%{p}.%{i}.%{d2}").letters, "ipd");
   EXPECT_EQ(read_domain_spec("%%.%_.example.com").letters, "");
}

TEST(macro_string, needs_no_domain_at_its_end_and_may_be_empty)
{
   EXPECT_FALSE(read_macro_string("").error);
   EXPECT_FALSE(read_macro_string("anything/else=1").error);
   EXPECT_FALSE(read_macro_string("%{c}").error);
   EXPECT_EQ(read_macro_string("a%").error->offset, 1u);
   EXPECT_EQ(read_macro_string("a b").error->offset, 1u);
}

TEST(domain_name, has_labels_of_1_to_63_bytes)
{
   std::string const longest(63, 'a');
   EXPECT_TRUE(is_domain_name("example.com"));
   EXPECT_TRUE(is_domain_name("example.com."));
   EXPECT_TRUE(is_domain_name(longest + ".com"));
   EXPECT_FALSE(is_domain_name(longest + "a.com"));
   EXPECT_FALSE(is_domain_name(".com"));
   EXPECT_FALSE(is_domain_name("a..com"));
   EXPECT_FALSE(is_domain_name("a.com.."));
   EXPECT_FALSE(is_domain_name(""));
   EXPECT_FALSE(is_domain_name("."));
}

TEST(domain_name, has_at_most_253_bytes)
{
   std::string const label(49, 'a');
   auto const name = label + '.' + label + '.' + label + '.' + label + '.' + label + ".aaa";
   ASSERT_EQ(name.size(), 253u);
   EXPECT_TRUE(is_domain_name(name));
   EXPECT_TRUE(is_domain_name(name + '.'));
   EXPECT_FALSE(is_domain_name(name + 'a'));
}

}  // namespace
