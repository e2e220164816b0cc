// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/url.hpp"

#include <gmock/gmock.h>

namespace dnslint::hosts {
namespace {

using testing::HasSubstr;

std::string read(std::string_view text)
{
   auto const url = https_url::from_text(text);
   return url ? url->to_text() : "refused: " + url.errors().front().message;
}

std::string followed(std::string_view base, std::string_view location)
{
   auto const url = https_url::from_text(base).value().follow(location);
   return url ? url->to_text() : "refused: " + url.errors().front().message;
}

struct spelling {
   std::string_view written;
   std::string_view read;
};

TEST(https_url, is_read_into_one_spelling)
{
   for (auto const& [written, expected] : {
           spelling{"https://a.test", "https://a.test/"},
           {"HTTPS://A.Test", "https://a.test/"},
           {"https://a.test.", "https://a.test/"},
           {"https://a.test:443/x", "https://a.test/x"},
           {"https://a.test:/x", "https://a.test/x"},
           {"https://a.test:00443/x", "https://a.test/x"},
           {"https://a.test:8443?q=1", "https://a.test:8443/?q=1"},
           {"https://a.test/.well-known/mta-sts.txt", "https://a.test/.well-known/mta-sts.txt"},
           {"https://a.test/a/../b/./c/..", "https://a.test/b/"},
           {"https://a.test/../../x", "https://a.test/x"},
           {"https://a.test/a//b", "https://a.test/a//b"},
           {"https://a.test/%7Eme?x=/?@", "https://a.test/%7Eme?x=/?@"},
           {"https://a.test/x#part", "https://a.test/x"},
           {"https://a.test?", "https://a.test/?"},
           {"https://xn--bcher-kva.test/", "https://xn--bcher-kva.test/"},
           {"https://_x.a-b.test/", "https://_x.a-b.test/"},
           {"https://192.0.2.1/", "https://192.0.2.1/"},
           {"https://[2001:DB8::0:1]:8443/", "https://[2001:db8::1]:8443/"},
        })
      EXPECT_EQ(read(written), expected) << written;
}

TEST(https_url, that_is_none_is_refused_with_a_reason)
{
   for (auto const& [written, reason] : {
           spelling{"", "only https://HOST"},
           {"a.test", "only https://HOST"},
           {"//a.test", "only https://HOST"},
           {"http://a.test/", "only https://HOST"},
           {"file:///etc/passwd", "only https://HOST"},
           {"https:a.test", "only https://HOST"},
           {"https:/a.test", "only https://HOST"},
           {"https://", "there is no host"},
           {"https:///x", "there is no host"},
           {"https://.", "there is no host"},
           {"https://..", "no domain name"},
           {"https://a..", "no domain name"},
           {"https://a..test/", "no domain name"},
           {"https://.a.test/", "no domain name"},
           {"https://user@a.test/", "a user or a password"},
           {"https://good.test:x@a.test/", "a user or a password"},
           {"https://a.test:0/", "a port"},
           {"https://a.test:65536/", "a port"},
           {"https://a.test:000443/", "a port"},
           {"https://a.test:+443/", "a port"},
           {"https://a.test:443:443/", "a port"},
           {"https://a.test\\@b.test/", "a backslash"},
           {"https://a.test/a b", "a space"},
           {"https://a.test/\r\nHost: x", "a space"},
           {"https://a.test/\t", "a space"},
           {"https://bücher.test/", "outside of ASCII"},
           {"https://a%2etest/", "letters, digits"},
           {"https://a.test/%", "two hexadecimal digits"},
           {"https://a.test/%g1", "two hexadecimal digits"},
           {"https://a.test/?%1", "two hexadecimal digits"},
           {"https://a.test/{x}", "its path"},
           {"https://a.test/?a[0]", "its query"},
           {"https://[::1", "in brackets"},
           {"https://[::1]x/", "in brackets"},
           {"https://[127.0.0.1]/", "in brackets"},
           {"https://[fe80::1%25eth0]/", "in brackets"},
           {"https://[v1.x]/", "in brackets"},
        })
      EXPECT_THAT(read(written), HasSubstr(reason)) << written;
   EXPECT_THAT(read(std::string_view{"https://a.test/\0", 16}), HasSubstr("outside of ASCII"));
}

TEST(https_url, has_a_limit)
{
   std::string const start = "https://a.test/";
   EXPECT_EQ(read(start + std::string(most_url_bytes - start.size(), 'x')).size(), most_url_bytes);
   EXPECT_THAT(
      read(start + std::string(most_url_bytes + 1 - start.size(), 'x')), HasSubstr("longer than"));
   auto const refused = read(start + std::string(std::size_t{1} << 20U, 'x'));
   EXPECT_LT(refused.size(), 300U) << "what is shown is short";
}

TEST(https_url, has_the_parts_that_are_sent)
{
   auto const url = https_url::from_text("https://A.test:8443/x?y").value();
   EXPECT_EQ(url.host, "a.test");
   EXPECT_FALSE(url.literal);
   EXPECT_EQ(url.port, 8443);
   EXPECT_EQ(url.authority(), "a.test:8443");
   EXPECT_EQ(url.target(), "/x?y");
   EXPECT_EQ(https_url::from_text("https://[::1]/").value().authority(), "[::1]");
}

// RFC 3986 section 5.4, as far as it concerns https.
TEST(location, is_resolved_against_the_url)
{
   constexpr auto base = "https://a.test/b/c/d;p?q";
   for (auto const& [written, expected] : {
           spelling{"https://c.test/x", "https://c.test/x"},
           {"HTTPS://c.test", "https://c.test/"},
           {"//g.test", "https://g.test/"},
           {"//g.test:8443/x?y", "https://g.test:8443/x?y"},
           {"/g", "https://a.test/g"},
           {"g", "https://a.test/b/c/g"},
           {"./g", "https://a.test/b/c/g"},
           {"g/", "https://a.test/b/c/g/"},
           {"?y", "https://a.test/b/c/d;p?y"},
           {"g?y", "https://a.test/b/c/g?y"},
           {"#s", "https://a.test/b/c/d;p?q"},
           {"g#s", "https://a.test/b/c/g"},
           {"g?y#s", "https://a.test/b/c/g?y"},
           {";x", "https://a.test/b/c/;x"},
           {"", "https://a.test/b/c/d;p?q"},
           {".", "https://a.test/b/c/"},
           {"..", "https://a.test/b/"},
           {"../g", "https://a.test/b/g"},
           {"../../g", "https://a.test/g"},
           {"../../../g", "https://a.test/g"},
           {"/./g", "https://a.test/g"},
           {"g..", "https://a.test/b/c/g.."},
           {"g;x=1/../y", "https://a.test/b/c/y"},
           {"g?y/../x", "https://a.test/b/c/g?y/../x"},
           {"?a:b", "https://a.test/b/c/d;p?a:b"},
        })
      EXPECT_EQ(followed(base, written), expected) << written;
}

TEST(location, keeps_port_and_brackets_of_the_url)
{
   EXPECT_EQ(followed("https://[2001:db8::1]:8443/x", "/y"), "https://[2001:db8::1]:8443/y");
   EXPECT_EQ(followed("https://a.test:8443/x", "//b.test/y"), "https://b.test/y");
}

TEST(location, that_leads_out_of_https_is_refused)
{
   for (auto const* const written :
        {"http://a.test/",
         "ftp://a.test/",
         "javascript:alert(1)",
         "g:h",
         "http:g",
         "https:g",
         "//user@b.test/",
         "/a b",
         "\\\\b.test\\x",
         "/\\b.test"})
      EXPECT_THAT(followed("https://a.test/", written), HasSubstr("refused: ")) << written;
}

}  // namespace
}  // namespace dnslint::hosts
