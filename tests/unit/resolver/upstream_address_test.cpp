// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/upstream_address.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver::tests {
namespace {

using testing::HasSubstr;

TEST(upstream_address, is_an_address_or_one_with_a_name_to_prove)
{
   struct accepted {
      char const* text;
      upstream_address expected;
      char const* printed;
   };
   for (auto const& c : std::vector<accepted>{
           {"192.0.2.1", {{"192.0.2.1", 53}, ""}, "192.0.2.1:53"},
           {"tls://192.0.2.1#dns.example.net",
            {{"192.0.2.1", 853}, "dns.example.net"},
            "tls://192.0.2.1:853#dns.example.net"},
           {"tls://192.0.2.1:8853#DNS.example.net.",
            {{"192.0.2.1", 8853}, "dns.example.net"},
            "tls://192.0.2.1:8853#dns.example.net"},
           {"tls://2001:db8::1#a.test",
            {{"2001:db8::1", 853}, "a.test"},
            "tls://[2001:db8::1]:853#a.test"},
           {"tls://[2001:db8::1]:53#a.test",
            {{"2001:db8::1", 53}, "a.test"},
            "tls://[2001:db8::1]:53#a.test"}}) {
      auto const read = upstream_from_text(c.text);
      ASSERT_TRUE(read) << c.text;
      EXPECT_EQ(*read, c.expected) << c.text;
      EXPECT_EQ(read->to_text(), c.printed);
      EXPECT_EQ(*upstream_from_text(c.printed), c.expected);
   }
}

TEST(upstream_address, says_what_to_write_when_it_is_wrong)
{
   for (auto const* text :
        {"tls://192.0.2.1",
         "tls://192.0.2.1#",
         "tls://192.0.2.1#.",
         "tls://192.0.2.1#a b",
         "tls://192.0.2.1#*.example.net",
         "tls://192.0.2.1#a..b",
         "tls://dns.example.net#dns.example.net",
         "tls://192.0.2.1:0#a.test",
         "tls://#a.test"}) {
      auto const read = upstream_from_text(text);
      ASSERT_FALSE(read) << text;
      EXPECT_THAT(read.errors().front().message, HasSubstr(text));
      EXPECT_THAT(read.errors().front().hint, HasSubstr("tls://192.0.2.1#dns.example.net"));
   }
   EXPECT_THAT(
      upstream_from_text("192.0.2.1#a.test").errors().front().hint, HasSubstr("192.0.2.1:53"));
}

}  // namespace
}  // namespace dnslint::resolver::tests
