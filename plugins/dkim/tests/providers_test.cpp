// SPDX-License-Identifier: Apache-2.0
#include "providers.hpp"

#include <dnslint/text.hpp>

#include <gmock/gmock.h>
#include <set>

namespace {

using dkim::is_at_or_below;
using dkim::provider_of_alias;
using dkim::provider_table;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string_view> names_by(dkim::mail_hints const& hints)
{
   std::vector<std::string_view> names;
   for (auto const* const p : dkim::recognized_providers(hints))
      names.push_back(p->name);
   return names;
}

TEST(providers, ends_are_compared_by_labels)
{
   EXPECT_TRUE(is_at_or_below("example.com", "example.com"));
   EXPECT_TRUE(is_at_or_below("MX.Example.com.", "example.com"));
   EXPECT_FALSE(is_at_or_below("badexample.com", "example.com"));
   EXPECT_FALSE(is_at_or_below("com", "example.com"));
}

TEST(providers, are_recognized_by_exchanges_and_includes)
{
   EXPECT_THAT(names_by({{"a-b.mail.protection.outlook.com"}, {}}), ElementsAre("Microsoft 365"));
   EXPECT_THAT(
      names_by({{"ASPMX.L.GOOGLE.COM"}, {"_spf.google.com", "u1.wl2.sendgrid.net"}}),
      ElementsAre("Google Workspace", "SendGrid"));
   EXPECT_THAT(names_by({{"mx.notoutlook.com"}, {"evilamazonses.com"}}), IsEmpty());
   EXPECT_THAT(names_by({}), IsEmpty());
}

TEST(providers, are_recognized_by_what_cname_records_lead_to)
{
   EXPECT_EQ(provider_of_alias("s1-a-test._domainkey.a.onmicrosoft.com")->name, "Microsoft 365");
   EXPECT_EQ(
      provider_of_alias("s1-a-test._domainkey.a.n-v1.dkim.mail.microsoft")->name, "Microsoft 365");
   EXPECT_EQ(provider_of_alias("s1.domainkey.u1.wl2.sendgrid.net")->name, "SendGrid");
   EXPECT_EQ(provider_of_alias("dkim2.mcsv.net")->name, "Mailchimp");
   EXPECT_EQ(provider_of_alias("keys.example.com"), nullptr);
}

TEST(providers, the_table_is_in_order)
{
   std::set<std::string_view> names;
   for (auto const& p : provider_table()) {
      EXPECT_TRUE(names.insert(p.name).second) << p.name;
      EXPECT_FALSE(p.source.empty()) << p.name;
      EXPECT_FALSE(p.is_fixed && p.selectors.empty()) << p.name;
      EXPECT_FALSE(p.is_shared && p.alias.empty()) << p.name;
      for (auto const list : {p.mx, p.spf, p.alias})
         for (auto const end : dkim::words_in(list))
            EXPECT_TRUE(end == dnslint::to_lower(end) && end.find('.') != end.npos) << end;
   }
}

}  // namespace
