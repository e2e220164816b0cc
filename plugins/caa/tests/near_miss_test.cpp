// SPDX-License-Identifier: Apache-2.0
#include "near_miss.hpp"

#include "known_issuer.hpp"
#include "property.hpp"

#include <gtest/gtest.h>
#include <string>

namespace {

using caa::is_near_miss;

TEST(near_miss, differs_by_a_letter_or_by_hyphens)
{
   for (auto const* text : {"isue", "issu", "issues", "ixsue", "is-sue", "ISUE"})
      EXPECT_TRUE(is_near_miss(text, "issue")) << text;
   for (auto const* text : {"issue", "Issue", "isu", "issuewild", "auth", ""})
      EXPECT_FALSE(is_near_miss(text, "issue")) << text;
}

TEST(near_miss, of_a_long_word_may_differ_by_two)
{
   EXPECT_TRUE(is_near_miss("contactemai", "contactemail"));
   EXPECT_TRUE(is_near_miss("contactmail", "contactemail"));
   EXPECT_TRUE(is_near_miss("contcatemail", "contactemail"));
   EXPECT_FALSE(is_near_miss("contact", "contactemail"));
}

TEST(near_miss, costs_nothing_for_long_texts)
{
   EXPECT_FALSE(is_near_miss(std::string(60'000, 'i'), "issue"));
}

TEST(resembled_tag, is_the_registered_one)
{
   EXPECT_EQ(caa::resembled_tag("isue"), "issue");
   EXPECT_EQ(caa::resembled_tag("issuewld"), "issuewild");
   EXPECT_EQ(caa::resembled_tag("iodeff"), "iodef");
   EXPECT_EQ(caa::resembled_tag("issue"), "");
   EXPECT_EQ(caa::resembled_tag("policy"), "");
}

TEST(resembled_issuer, is_a_well_known_one)
{
   EXPECT_EQ(caa::resembled_issuer("letsecrypt.org"), "letsencrypt.org");
   EXPECT_EQ(caa::resembled_issuer("lets-encrypt.org"), "letsencrypt.org");
   EXPECT_EQ(caa::resembled_issuer("digicrt.com"), "digicert.com");
   EXPECT_EQ(caa::resembled_issuer("LetsEncrypt.com"), "letsencrypt.org");
   EXPECT_EQ(caa::resembled_issuer("globalsign.net"), "globalsign.com");
   EXPECT_EQ(caa::resembled_issuer("letsencrypt"), "letsencrypt.org");
   for (auto const* issuer :
        {"letsencrypt.org",
         "LetsEncrypt.org",
         "ca.example",
         "pki.goog",
         "encrypt.org",
         "",
         "comodo.com",
         "certigna.com",
         "wotrust.com",
         "digicert.ne.jp",
         "amazon.de"})
      EXPECT_EQ(caa::resembled_issuer(issuer), "") << issuer;
}

}  // namespace
