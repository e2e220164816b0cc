// SPDX-License-Identifier: Apache-2.0
#include "issuance.hpp"

#include <gtest/gtest.h>

namespace {

using caa::issuance_by;
using caa::permission;

struct published {
   int flags;
   char const* tag;
   char const* value;
};

caa::issuance by(std::vector<published> const& records)
{
   std::vector<caa::judged_property> all;
   for (auto const& r : records)
      all.push_back(caa::judge_property({r.flags, r.tag, r.value}));
   return issuance_by(all);
}

TEST(issuance, is_free_without_records_about_it)
{
   for (auto const& who : {by({}), by({{0, "iodef", "mailto:a@b.test"}, {0, "unheard", "x"}})}) {
      EXPECT_EQ(who.host, permission::anybody);
      EXPECT_EQ(who.wildcard, permission::anybody);
      EXPECT_EQ(who.mail, permission::anybody);
      EXPECT_EQ(who.mark, permission::anybody);
   }
}

// RFC 8659 section 4.3.
TEST(issuance, of_wildcards_goes_by_issuewild_or_else_by_issue)
{
   EXPECT_EQ(by({{0, "issue", ";"}}).wildcard, permission::nobody);
   EXPECT_EQ(by({{0, "issue", "ca.test"}}).wildcard, permission::named);
   auto const both = by({{0, "issue", "ca.test"}, {0, "issuewild", ";"}});
   EXPECT_EQ(both.host, permission::named);
   EXPECT_EQ(both.wildcard, permission::nobody);
   auto const wild = by({{0, "issuewild", "ca.test"}});
   EXPECT_EQ(wild.host, permission::anybody);
   EXPECT_EQ(wild.wildcard, permission::named);
}

TEST(issuance, of_other_certificates_goes_by_their_own_tags)
{
   auto const who = by({{0, "issuemail", ";"}, {0, "issuevmc", "mark.test"}});
   EXPECT_EQ(who.host, permission::anybody);
   EXPECT_EQ(who.mail, permission::nobody);
   EXPECT_EQ(who.mark, permission::named);
}

// Section 4.2: a value that breaks the grammar names nobody.
TEST(issuance, is_open_to_nobody_by_values_that_cannot_be_used)
{
   EXPECT_EQ(by({{0, "issue", "%%%%%"}}).host, permission::nobody);
   EXPECT_EQ(by({{0, "issue", "ca.test; accounturi=1"}}).host, permission::nobody);
   EXPECT_EQ(by({{0, "issue", "%%%%%"}, {0, "issue", "ca.test"}}).host, permission::named);
   EXPECT_EQ(by({{0, "issue", ";"}, {0, "issue", "ca.test"}}).host, permission::named);
}

// Section 4.5.
TEST(issuance, is_stopped_by_a_critical_tag_that_nobody_knows)
{
   auto const who = by({{128, "unheard", ""}, {0, "issue", "ca.test"}});
   EXPECT_EQ(who.host, permission::nobody);
   EXPECT_EQ(who.wildcard, permission::nobody);
   EXPECT_EQ(who.mail, permission::nobody);
   EXPECT_EQ(who.mark, permission::nobody);
   EXPECT_EQ(by({{128, "issue", "ca.test"}}).host, permission::named);
   EXPECT_EQ(by({{0, "unheard", ""}, {0, "issue", "ca.test"}}).host, permission::named);
}

TEST(permission, has_a_text)
{
   EXPECT_EQ(to_text(permission::anybody), "anybody");
   EXPECT_EQ(to_text(permission::named), "named");
   EXPECT_EQ(to_text(permission::nobody), "nobody");
}

}  // namespace
