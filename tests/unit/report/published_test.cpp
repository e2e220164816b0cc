// SPDX-License-Identifier: Apache-2.0
#include "core/report/published.hpp"

#include <gmock/gmock.h>
#include <string>

namespace dnslint::report::tests {
namespace {

using testing::IsEmpty;

std::string line(std::string_view label, std::string_view facts)
{
   for (auto const& l : read_published(R"({"domain":"a.test","facts":)" + std::string{facts} + "}"))
      if (l.label == label)
         return l.text.bytes();
   return "absent";
}

TEST(published, says_what_stands_in_the_facts)
{
   EXPECT_EQ(line("SPF", R"({"spf":{"record":"v=spf1 -all"}})"), "v=spf1 -all");
   EXPECT_EQ(line("SPF", R"({"spf":{"record":null}})"), "none");
   EXPECT_EQ(line("SPF", R"({"spf":{}})"), "absent") << "nobody looked at it";
   EXPECT_EQ(
      line("SPF", R"({"spf":{"record":{"unknown":{"class":"transient","code":"timeout"}}}})"),
      "unknown: timeout");
   EXPECT_EQ(line("NS", R"({"ns":{"names":["a","b","c","d","e","f"]}})"), "a, b, c, d and 2 more");
}

TEST(published, names_exchanges_and_what_stands_for_them)
{
   EXPECT_EQ(
      line(
         "MX", R"({"mx":{"accepts_mail":true,"exchanges":[{"name":"x.test"},{"name":"y.test"}]}})"),
      "x.test, y.test");
   EXPECT_EQ(line("MX", R"({"mx":{"accepts_mail":false,"exchanges":[]}})"), "none");
   EXPECT_EQ(
      line("MX", R"({"mx":{"accepts_mail":true,"exchanges":[{"name":"a.test"}]}})"),
      "the domain's own address");
}

TEST(published, says_whose_policy_applies)
{
   EXPECT_EQ(
      line("DMARC", R"({"dmarc":{"record":"v=DMARC1; p=none","policy_source":"a.test"}})"),
      "v=DMARC1; p=none");
   EXPECT_EQ(
      line("DMARC", R"({"dmarc":{"record":"v=DMARC1; p=none","policy_source":"test"}})"),
      "v=DMARC1; p=none (of test)");
   EXPECT_EQ(line("DMARC", R"({"dmarc":{"record":null,"policy_source":null}})"), "none");
   EXPECT_EQ(
      line(
         "DMARC",
         R"({"dmarc":{"record":"v=DMARC1","policy_source":{"unknown":{"class":"transient","code":"timeout"}}}})"),
      "v=DMARC1");
}

TEST(published, is_nothing_of_what_is_no_domain)
{
   EXPECT_THAT(read_published("[]"), IsEmpty());
   EXPECT_THAT(read_published("{"), IsEmpty());
   EXPECT_THAT(read_published(R"({"domain":"a.test"})"), IsEmpty());
   EXPECT_THAT(read_published(R"({"domain":"a.test","facts":{"mx":{"exchanges":7}}})"), IsEmpty());
}

}  // namespace
}  // namespace dnslint::report::tests
