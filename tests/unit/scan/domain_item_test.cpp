// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_item.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::HasSubstr;

struct item_case {
   std::string_view item;
   std::string_view text;
   std::string_view from;
};

std::string domain_read(std::string_view text)
{
   auto const read = scan::read_domain(text);
   return read ? read->to_text() : "refused";
}

std::string domain_refusal(std::string_view text)
{
   auto const read = scan::read_domain(text);
   return read ? "it was read" : read.errors().front().message + " | " + read.errors().front().hint;
}

TEST(domain_item, is_the_part_that_stands_for_a_domain)
{
   for (auto const& c : {
           item_case{"a.test", "a.test", ""},
           item_case{"", "", ""},
           item_case{"https://a.test/path?q#f", "a.test", "a URL"},
           item_case{"https://a.test", "a.test", "a URL"},
           item_case{"https://a.test?q", "a.test", "a URL"},
           item_case{"https://a.test#f", "a.test", "a URL"},
           item_case{"https://user:secret@a.test:8443/", "a.test", "a URL"},
           item_case{"https://one@two@a.test/", "a.test", "a URL"},
           item_case{"https://a.test/x@y", "a.test", "a URL"},
           item_case{"//a.test/path", "a.test", "a URL"},
           item_case{"a.test/path", "a.test", "a URL"},
           item_case{"a.test:25", "a.test", "a host with a port"},
           item_case{"a.test:25/path", "a.test", "a URL"},
           item_case{"me@a.test", "a.test", "an e-mail address"},
           item_case{"\"a@b\"@a.test", "a.test", "an e-mail address"},
           item_case{"mailto:me@a.test", "a.test", "an e-mail address"},
           item_case{"MAILTO:me@a.test?subject=x@y", "a.test", "an e-mail address"},
           item_case{"https://", "", "a URL"},
           item_case{"me@", "", "an e-mail address"},
        }) {
      auto const found = scan::find_domain(c.item);
      EXPECT_EQ(found.text, c.text) << c.item;
      EXPECT_EQ(found.from, c.from) << c.item;
   }
}

// What follows the colon is a number, or the colon belongs to something else.
TEST(domain_item, takes_only_numbers_for_ports)
{
   EXPECT_EQ(scan::find_domain("a.test:").text, "a.test:");
   EXPECT_EQ(scan::find_domain("a.test:x").text, "a.test:x");
   EXPECT_EQ(scan::find_domain("2001:db8::1").text, "2001:db8::1");
   EXPECT_EQ(scan::find_domain("a.test:25x").text, "a.test:25x");
}

TEST(domain_item, is_read_as_a_name)
{
   EXPECT_EQ(domain_read("A.Test"), "a.test");
   EXPECT_EQ(domain_read("a.test."), "a.test");
   EXPECT_EQ(domain_read("test"), "test");
   EXPECT_EQ(domain_read("xn--bcher-kva.test"), "xn--bcher-kva.test");
   EXPECT_EQ(
      domain_read("b\xc3\xbc"
                  "cher.test"),
      "xn--bcher-kva.test");
   EXPECT_EQ(domain_read("a-b.c--d.test"), "a-b.c--d.test");
}

TEST(domain_item, of_no_text_is_no_domain)
{
   EXPECT_THAT(domain_refusal(""), HasSubstr("is not a domain | write a domain"));
   EXPECT_THAT(domain_refusal("."), HasSubstr("is not a domain"));
}

TEST(domain_item, is_bounded_like_a_name)
{
   auto const label = std::string(63, 'a');
   auto const longest = label + '.' + label + '.' + label + '.' + std::string(61, 'b');
   ASSERT_EQ(longest.size(), 253U);
   EXPECT_EQ(domain_read(longest), longest);
   EXPECT_EQ(domain_read(longest + '.'), longest);
   EXPECT_THAT(
      domain_refusal(longest + 'b'),
      HasSubstr("is too long for a domain | a domain has at most 253 characters"));
   EXPECT_THAT(
      domain_refusal("a" + label + ".test"),
      HasSubstr("has a label of 64 characters | a label has at most 63"));
   EXPECT_THAT(domain_refusal(std::string(2000, '\xc3')), HasSubstr("is too long for a domain"));
}

TEST(domain_item, has_labels_with_something_in_them)
{
   EXPECT_THAT(domain_refusal("a..test"), HasSubstr("has an empty label"));
   EXPECT_THAT(domain_refusal(".a.test"), HasSubstr("has an empty label"));
   EXPECT_THAT(domain_refusal("a.test.."), HasSubstr("has an empty label"));
   EXPECT_THAT(domain_refusal("-a.test"), HasSubstr("begins or ends with a hyphen"));
   EXPECT_THAT(domain_refusal("a-.test"), HasSubstr("begins or ends with a hyphen"));
}

TEST(domain_item, that_is_something_else_says_what_to_write)
{
   EXPECT_THAT(
      domain_refusal("*.a.test"), HasSubstr("is a wildcard, not a domain | write 'a.test'"));
   EXPECT_THAT(domain_refusal("*"), HasSubstr("write the domain that it belongs to"));
   EXPECT_THAT(domain_refusal("_dmarc.a.test"), HasSubstr("write 'a.test'"));
   EXPECT_THAT(domain_refusal("_sip._tcp.a.test"), HasSubstr("write 'a.test'"));
   EXPECT_THAT(domain_refusal("192.0.2.1"), HasSubstr("is an IP address, not a domain"));
   EXPECT_THAT(domain_refusal("a.1"), HasSubstr("ends in a number, which no domain does"));
   EXPECT_THAT(domain_refusal("[::1]"), HasSubstr("is not a domain"));
   EXPECT_THAT(domain_refusal("a b.test"), HasSubstr("a character that no domain has: ' '"));
   EXPECT_THAT(domain_refusal("a,b"), HasSubstr("a character that no domain has: ','"));
}

TEST(domain_item, is_quoted_in_part_where_it_is_long)
{
   EXPECT_EQ(scan::quoted("a.test"), "'a.test'");
   EXPECT_EQ(scan::quoted(std::string(80, 'x')), "'" + std::string(80, 'x') + "'");
   EXPECT_EQ(scan::quoted(std::string(81, 'x')), "'" + std::string(80, 'x') + "...'");
}

}  // namespace
