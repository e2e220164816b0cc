// SPDX-License-Identifier: Apache-2.0
#include "core/dns/name.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <algorithm>
#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

std::string const label63(63, 'a');

// 255 bytes on the wire: three labels of 63, one of 61, the root.
std::string longest_text()
{
   return label63 + '.' + label63 + '.' + label63 + '.' + std::string(61, 'b');
}

TEST(name, default_is_the_root)
{
   name const root;
   EXPECT_TRUE(root.is_root());
   EXPECT_EQ(root.wire(), "\0"_b);
   EXPECT_EQ(root.to_text(), ".");
   EXPECT_EQ(root.to_absolute_text(), ".");
   EXPECT_EQ(root.label_count(), 0U);
   EXPECT_EQ(root, name::from_text("."));
}

TEST(name, text_becomes_lower_case_wire)
{
   auto const n = name::from_text("WWW.Example.COM");
   ASSERT_TRUE(n);
   EXPECT_EQ(n->wire(), "\3www\7example\3com\0"_b);
   EXPECT_EQ(n, name::from_text("www.example.com."));
   EXPECT_EQ(n->to_text(), "www.example.com");
   EXPECT_EQ(n->to_absolute_text(), "www.example.com.");
}

TEST(name, refuses_text_that_is_no_name)
{
   for (std::string_view const text :
        {"", "..", ".a", "a..b", "a..", "a\\", "a\\25", "a\\256", "a\\2x5", "\\999"})
      EXPECT_FALSE(name::from_text(text)) << text;
}

TEST(name, label_takes_63_bytes_and_no_more)
{
   EXPECT_TRUE(name::from_text(label63));
   EXPECT_FALSE(name::from_text(label63 + 'a'));
   EXPECT_TRUE(name::from_text(std::string(62, 'a') + "\\255"));
   EXPECT_FALSE(name::from_text(label63 + "\\255"));
}

TEST(name, takes_255_bytes_and_no_more)
{
   auto const longest = name::from_text(longest_text());
   ASSERT_TRUE(longest);
   EXPECT_EQ(longest->wire().size(), 255U);
   EXPECT_TRUE(name::from_text(longest_text() + '.'));
   EXPECT_FALSE(name::from_text(longest_text() + 'b'));
   EXPECT_FALSE(name::from_text(longest_text() + ".b"));
   EXPECT_EQ(name::from_text(longest->to_text()), longest);
}

TEST(name, takes_127_labels)
{
   std::string text;
   for (int i = 0; i != 127; ++i)
      text += "x.";
   auto const n = name::from_text(text);
   ASSERT_TRUE(n);
   EXPECT_EQ(n->label_count(), 127U);
   EXPECT_EQ(n->label(126), "x");
   EXPECT_FALSE(name::from_text(text + "x"));
}

// RFC 1035 section 5.1.
TEST(name, understands_escapes)
{
   EXPECT_EQ(name::from_text("a\\.b.c")->wire(), "\3a.b\1c\0"_b);
   EXPECT_EQ(name::from_text("\\065")->wire(), "\1a\0"_b);
   EXPECT_EQ(name::from_text("\\000\\255")->wire(), "\2\0\xff\0"_b);
   EXPECT_EQ(name::from_text("\\\\")->wire(), "\1\\\0"_b);
   EXPECT_EQ(name::from_text("a\\.")->wire(), "\2a.\0"_b);
}

TEST(name, text_is_printable_ascii)
{
   auto const text = [](std::string const& label) {
      return name{}.child(label)->to_text();
   };
   EXPECT_EQ(text("a.b"), "a\\.b");
   EXPECT_EQ(text("\\"), "\\\\");
   EXPECT_EQ(text(" "), "\\032");
   EXPECT_EQ(text("\0\x7f\xff"_b), "\\000\\127\\255");
   EXPECT_EQ(text("\";()@$"), "\\\"\\;\\(\\)\\@\\$");
   EXPECT_EQ(text("_dmarc-*"), "_dmarc-*");
}

TEST(name, every_byte_survives_text)
{
   for (int byte = 0; byte != 256; ++byte) {
      auto const n = name{}.child(std::string(2, static_cast<char>(byte)));
      ASSERT_TRUE(n);
      EXPECT_EQ(name::from_text(n->to_text()), n) << byte;
      EXPECT_TRUE(std::ranges::all_of(n->to_text(), [](char c) {
         return c > ' ' && c <= '~';
      }));
   }
}

TEST(name, from_wire_wants_exactly_one_name)
{
   EXPECT_EQ(name::from_wire("\3wWw\2Ab\0"_b), name_of("www.ab"));
   EXPECT_EQ(name::from_wire("\0"_b), name{});
   for (auto const& wire :
        {""_b,
         "\1a"_b,
         "\2a\0"_b,
         "\1a\0\0"_b,
         "\xc0\x0c"_b,
         "\1a\xc0\0"_b,
         "\x40"_b + label63 + "a\0"_b})
      EXPECT_FALSE(name::from_wire(wire));
   EXPECT_TRUE(name::from_wire(name_of(longest_text()).wire()));
   EXPECT_FALSE(name::from_wire("\1a"_b + std::string{name_of(longest_text()).wire()}));
}

TEST(name, labels_count_from_the_left)
{
   auto const n = name_of("mail.example.co.uk");
   EXPECT_EQ(n.label_count(), 4U);
   EXPECT_EQ(n.label(0), "mail");
   EXPECT_EQ(n.label(3), "uk");
   EXPECT_EQ(n.label(4), "");
}

TEST(name, parent_and_suffix_take_from_the_right)
{
   auto const n = name_of("a.b.c");
   EXPECT_EQ(n.parent(), name_of("b.c"));
   EXPECT_EQ(name{}.parent(), name{});
   EXPECT_EQ(name_of("c").parent(), name{});
   EXPECT_EQ(n.suffix(0), name{});
   EXPECT_EQ(n.suffix(1), name_of("c"));
   EXPECT_EQ(n.suffix(2), name_of("b.c"));
   EXPECT_EQ(n.suffix(3), n);
   EXPECT_EQ(n.suffix(9), n);
   EXPECT_EQ(name{}.suffix(1), name{});
}

TEST(name, child_is_bounded)
{
   EXPECT_EQ(name_of("example.com").child("_DMARC"), name_of("_dmarc.example.com"));
   EXPECT_EQ(name_of("b").child("a.x")->label_count(), 2U);
   EXPECT_FALSE(name{}.child(""));
   EXPECT_FALSE(name{}.child(label63 + 'a'));
   auto const three = name_of(label63 + '.' + label63 + '.' + label63);
   EXPECT_EQ(three.child(std::string(61, 'b'))->wire().size(), 255U);
   EXPECT_FALSE(three.child(std::string(62, 'b')));
}

TEST(name, subdomains_end_at_label_boundaries)
{
   auto const zone = name_of("example.com");
   EXPECT_TRUE(name_of("a.b.example.com").is_subdomain_of(zone));
   EXPECT_TRUE(zone.is_subdomain_of(zone));
   EXPECT_TRUE(zone.is_subdomain_of(name{}));
   EXPECT_TRUE(name{}.is_subdomain_of(name{}));
   EXPECT_FALSE(name{}.is_subdomain_of(zone));
   EXPECT_FALSE(name_of("badexample.com").is_subdomain_of(zone));
   EXPECT_FALSE(name_of("com").is_subdomain_of(zone));
   // The bytes of the suffix, but within a label.
   EXPECT_FALSE(name{}.child("x\7example\3com"_b)->is_subdomain_of(zone));
}

// The example of RFC 4034 section 6.1.
TEST(name, canonical_order)
{
   std::vector<name> const sorted{
      name_of("example"),
      name_of("a.example"),
      name_of("yljkjljk.a.example"),
      name_of("Z.a.example"),
      name_of("zABC.a.EXAMPLE"),
      name_of("z.example"),
      name_of("\\001.z.example"),
      name_of("*.z.example"),
      name_of("\\200.z.example")};
   auto shuffled = sorted;
   std::ranges::reverse(shuffled);
   std::ranges::sort(shuffled);
   EXPECT_EQ(shuffled, sorted);
   EXPECT_LT(name{}, sorted.front());
   EXPECT_EQ(name_of("a") <=> name_of("A"), std::strong_ordering::equal);
}

TEST(name, equal_names_have_equal_hashes)
{
   EXPECT_EQ(std::hash<name>{}(name_of("A.b")), std::hash<name>{}(name_of("a.B.")));
}

}  // namespace
