// SPDX-License-Identifier: Apache-2.0
#include "term.hpp"

#include <gtest/gtest.h>

namespace {

using spf::read_term;
using spf::term_kind;

// RFC 7208 section 12, one or more of every alternative.
class good_term : public testing::TestWithParam<char const*> {};
TEST_P(good_term, follows_the_grammar)
{
   auto const read = read_term(GetParam());
   EXPECT_FALSE(read.error) << read.error->text;
   EXPECT_EQ(read.value.text, GetParam());
}
INSTANTIATE_TEST_SUITE_P(
   mechanisms,
   good_term,
   testing::Values(
      "all",
      "-all",
      "~all",
      "?all",
      "+ALL",
      "include:example.com",
      "-include:_spf.example.com.",
      "a",
      "A:example.com",
      "a/24",
      "a//64",
      "a/24//64",
      "a/0//0",
      "a/32//128",
      "a:example.com/24",
      "a:example.com//64",
      "a:example.com/24//64",
      "a:foo/24.example.com/24",
      "a:%{d}/24",
      "a:%{d2/}//64",
      "mx",
      "mx/24",
      "mx:example.com/24//64",
      "ptr",
      "ptr:example.com",
      "ip4:192.0.2.1",
      "ip4:192.0.2.0/24",
      "ip4:0.0.0.0/0",
      "ip6:2001:db8::",
      "ip6:2001:DB8::/32",
      "ip6:::1/128",
      "ip6:::ffff:192.0.2.1",
      "exists:%{ir}.%{v}._spf.%{d}",
      "exists:example.com"));
INSTANTIATE_TEST_SUITE_P(
   modifiers,
   good_term,
   testing::Values(
      "redirect=_spf.example.com",
      "REDIRECT=%{d}",
      "exp=explain._spf.%{d}",
      "match_subdomains=yes",
      "x=",
      "a.b-c_d=%{d}/anything:goes",
      "v=spf1",
      "include=example.com"));

struct broken {
   char const* text;
   std::size_t offset;
};

class broken_term : public testing::TestWithParam<broken> {};
TEST_P(broken_term, is_told_at_its_place)
{
   auto const read = read_term(GetParam().text);
   ASSERT_TRUE(read.error) << GetParam().text;
   EXPECT_EQ(read.error->offset, GetParam().offset) << GetParam().text << read.error->text;
   EXPECT_FALSE(read.error->text.empty());
}
INSTANTIATE_TEST_SUITE_P(
   names,
   broken_term,
   testing::Values(
      broken{"", 0},
      broken{"-", 1},
      broken{"--all", 1},
      broken{":", 0},
      broken{"=x", 0},
      broken{"-=x", 1},
      broken{"1a", 0},
      broken{"alle", 0},
      broken{"-al", 1},
      broken{"ipv4:192.0.2.1", 0},
      broken{"ip:192.0.2.1", 0},
      broken{"example.com", 0},
      broken{"192.0.2.1", 0},
      broken{"include;example.com", 7},
      broken{"a,", 1},
      broken{"mx;", 2},
      broken{"redirect:example.com", 0},
      broken{"-redirect=example.com", 0},
      broken{"+exp=example.com", 0},
      broken{"?x=1", 0}));
INSTANTIATE_TEST_SUITE_P(
   arguments,
   broken_term,
   testing::Values(
      broken{"all:example.com", 3},
      broken{"-all/24", 4},
      broken{"-all:", 4},
      broken{"include", 7},
      broken{"include:", 8},
      broken{"include/24", 7},
      broken{"include:example", 8},
      broken{"include:example.com/24", 16},
      broken{"exists", 6},
      broken{"exists:", 7},
      broken{"a:", 2},
      broken{"a:/24", 2},
      broken{"a:192.0.2.1", 10},
      broken{"ptr:", 4},
      broken{"ptr/24", 3},
      broken{"redirect=", 9},
      broken{"redirect=example", 9},
      broken{"exp=%{d", 4},
      broken{"x=%", 2}));
INSTANTIATE_TEST_SUITE_P(
   networks,
   broken_term,
   testing::Values(
      broken{"ip4", 3},
      broken{"ip4:", 4},
      broken{"ip4/24", 3},
      broken{"ip4:192.0.2", 4},
      broken{"ip4:example.com", 4},
      broken{"ip4:2001:db8::1", 4},
      broken{"ip4:192.0.2.1/", 14},
      broken{"ip4:192.0.2.1/33", 14},
      broken{"ip4:192.0.2.1/024", 14},
      broken{"ip4:192.0.2.1//24", 14},
      broken{"ip4:192.0.2.1/24/24", 14},
      broken{"ip4:192.0.2.1:25", 4},
      broken{"ip6:192.0.2.1", 4},
      broken{"ip6:2001:db8::/129", 15},
      broken{"ip6:2001:db8::/x", 15}));
INSTANTIATE_TEST_SUITE_P(
   prefix_lengths,
   broken_term,
   testing::Values(
      broken{"a/", 2},
      broken{"a//", 3},
      broken{"a/24/64", 2},
      broken{"a/24//", 6},
      broken{"a/33", 2},
      broken{"a/024", 2},
      broken{"a//129", 3},
      broken{"a/24//064", 6},
      broken{"a/x", 1},
      broken{"a/24x", 1},
      broken{"mx///64", 4},
      broken{"a:example.com/33", 14},
      broken{"a:example.com/24//129", 18}));
INSTANTIATE_TEST_SUITE_P(
   bytes,
   broken_term,
   testing::Values(
      broken{
         "\xe2\x80\x93"
         "all",
         0},
      broken{"-all\xc2\xa0", 4},
      broken{"include:ex\xc3\xa4mple.com", 10},
      broken{"a\tmx", 1},
      broken{"all\x7f", 3}));

TEST(term, a_directive_has_its_qualifier_and_plus_when_none_is_written)
{
   EXPECT_EQ(read_term("all").value.qualifier, '+');
   EXPECT_EQ(read_term("~a").value.qualifier, '~');
   EXPECT_TRUE(read_term("~A").value.is("a"));
}

TEST(term, prefix_lengths_are_those_that_hold)
{
   auto const dual = read_term("a:example.com/24//64").value;
   EXPECT_EQ(dual.argument, "example.com");
   EXPECT_EQ(dual.ip4_prefix, 24);
   EXPECT_EQ(dual.ip6_prefix, 64);
   auto const only_ip6 = read_term("mx//48").value;
   EXPECT_EQ(only_ip6.argument, std::nullopt);
   EXPECT_EQ(only_ip6.ip4_prefix, 32);
   EXPECT_EQ(only_ip6.ip6_prefix, 48);
   auto const ip4 = read_term("ip4:192.0.2.1").value;
   EXPECT_EQ(ip4.ip4_prefix, 32);
   EXPECT_EQ(ip4.ip6_prefix, std::nullopt);
   auto const ip6 = read_term("ip6:2001:db8::/32").value;
   EXPECT_EQ(ip6.argument, "2001:db8::");
   EXPECT_EQ(ip6.ip6_prefix, 32);
   EXPECT_EQ(read_term("include:example.com").value.ip4_prefix, std::nullopt);
}

TEST(term, a_slash_in_a_macro_or_a_label_is_no_prefix_length)
{
   EXPECT_EQ(read_term("a:%{d2/}").value.argument, "%{d2/}");
   EXPECT_EQ(read_term("a:foo/24.example.com").value.argument, "foo/24.example.com");
}

TEST(term, modifiers_are_told_from_mechanisms_by_the_equals_sign)
{
   auto const t = read_term("Include=example.com").value;
   EXPECT_EQ(t.kind, term_kind::modifier);
   EXPECT_EQ(t.name, "include");
   EXPECT_EQ(t.argument, "example.com");
   EXPECT_FALSE(t.is("include"));
   EXPECT_TRUE(t.is_modifier("include"));
}

TEST(term, macros_are_known)
{
   EXPECT_EQ(read_term("exists:%{i}.%{p}.example.com").value.macros, "ip");
   EXPECT_EQ(read_term("a").value.macros, "");
}

TEST(term, an_address_alone_is_told_from_nonsense)
{
   EXPECT_EQ(read_term("192.0.2.0/24").error->text, "an address is written 'ip4:192.0.2.0'");
   EXPECT_EQ(read_term("-2001:db8::1").error->text, "an address is written 'ip6:2001:db8::1'");
}

// Section 4.6.4.
TEST(term, costs_a_lookup_when_it_is_one_of_six)
{
   for (auto const* text : {"include:a.b", "a", "mx", "ptr", "exists:a.b", "redirect=a.b", "-a/24"})
      EXPECT_TRUE(costs_lookup(read_term(text).value)) << text;
   for (auto const* text :
        {"all", "ip4:192.0.2.1", "ip6:::1", "exp=a.b", "x=a.b", "include=a.b", "a=a.b"})
      EXPECT_FALSE(costs_lookup(read_term(text).value)) << text;
}

}  // namespace
