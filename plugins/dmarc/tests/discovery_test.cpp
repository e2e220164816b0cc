// SPDX-License-Identifier: Apache-2.0
#include "discovery.hpp"

#include "tree_walk.hpp"

#include <gmock/gmock.h>
#include <map>

namespace {

using dmarc::discover;
using dmarc::walk_step;
using texts = std::map<std::string, std::vector<std::string>>;
using testing::Eq;
using testing::Optional;

constexpr auto failed = "?";

// The walk from `domain` where these records stand; "?" is an answer that failed.
std::vector<walk_step> walk_from(std::string_view domain, texts const& records)
{
   std::vector<walk_step> walk;
   for (auto const& name : dmarc::tree_walk(domain)) {
      walk_step step{name, true, {}};
      auto const found = records.find(name);
      for (auto const& text : found == records.end() ? std::vector<std::string>{} : found->second) {
         step.known = text != failed;
         if (auto r = dmarc::parse_dmarc_record(text))
            step.records.push_back(*r);
      }
      walk.push_back(step);
   }
   return walk;
}

constexpr auto plain = "v=DMARC1; p=none";

TEST(Discovery, NothingFoundLeavesTheDomainItself)
{
   auto const d = discover(walk_from("mail.example.com", {}));
   EXPECT_EQ(d.source, std::nullopt);
   EXPECT_EQ(d.policy_open, std::nullopt);
   EXPECT_EQ(d.organizational_domain, "mail.example.com");
   EXPECT_EQ(d.steps, 3U);
}

TEST(Discovery, TheOwnRecordApplies)
{
   auto const d = discover(
      walk_from("mail.example.com", {{"mail.example.com", {plain}}, {"example.com", {plain}}}));
   EXPECT_THAT(d.source, Optional(Eq(0U)));
   EXPECT_EQ(d.organizational_domain, "example.com");
}

// RFC 9989 section 4.10.2, the first example below the rules.
TEST(Discovery, TheHighestRecordIsOfTheOrganizationalDomain)
{
   auto const d = discover(
      walk_from("a.mail.example.com", {{"mail.example.com", {plain}}, {"example.com", {plain}}}));
   EXPECT_EQ(d.organizational_domain, "example.com");
   EXPECT_THAT(d.source, Optional(Eq(2U)));
}

// The second example.
TEST(Discovery, PsdNoEndsTheWalkAtTheOrganizationalDomain)
{
   auto const d = discover(walk_from(
      "a.mail.example.com",
      {{"mail.example.com", {"v=DMARC1; p=reject; psd=n"}}, {"example.com", {plain}}}));
   EXPECT_EQ(d.organizational_domain, "mail.example.com");
   EXPECT_THAT(d.source, Optional(Eq(1U)));
   EXPECT_EQ(d.steps, 2U);
}

// The last example; the suffix's record applies, as the organizational domain has none.
TEST(Discovery, PsdYesPutsTheOrganizationalDomainBelow)
{
   auto const d =
      discover(walk_from("a.mail.example.com", {{"com", {"v=DMARC1; p=reject; psd=y"}}}));
   EXPECT_EQ(d.organizational_domain, "example.com");
   EXPECT_THAT(d.source, Optional(Eq(3U)));
}

// RFC 9989 appendix B.4.3.
TEST(Discovery, OrganizationBelowASuffixHasItsOwnRecord)
{
   texts const bank{
      {"bank.example", {"v=DMARC1; p=reject; psd=y"}}, {"giant.bank.example", {plain}}};
   auto const giant = discover(walk_from("giant.bank.example", bank));
   EXPECT_EQ(giant.organizational_domain, "giant.bank.example");
   EXPECT_THAT(giant.source, Optional(Eq(0U)));
   EXPECT_EQ(giant.steps, 2U);
   auto const mail = discover(walk_from("mail.giant.bank.example", bank));
   EXPECT_EQ(mail.organizational_domain, "giant.bank.example");
   EXPECT_THAT(mail.source, Optional(Eq(1U)));
   auto const mega = discover(walk_from("mail.mega.bank.example", bank));
   EXPECT_EQ(mega.organizational_domain, "mega.bank.example");
   EXPECT_THAT(mega.source, Optional(Eq(2U)));
}

// Section 4.10.1: the author domain, its organizational domain, its public suffix; no other.
TEST(Discovery, ARecordBetweenDomainAndOrganizationIsNotInherited)
{
   auto const d = discover(walk_from(
      "a.b.c.example", {{"b.c.example", {plain}}, {"example", {"v=DMARC1; p=reject; psd=y"}}}));
   EXPECT_EQ(d.organizational_domain, "c.example");
   EXPECT_THAT(d.source, Optional(Eq(3U)));
}

TEST(Discovery, ASuffixItselfHasNoOneAbove)
{
   auto const d =
      discover(walk_from("bank.example", {{"bank.example", {"v=DMARC1; p=reject; psd=y"}}}));
   EXPECT_THAT(d.source, Optional(Eq(0U)));
   EXPECT_EQ(d.organizational_domain, "bank.example");
   EXPECT_EQ(d.steps, 1U);
}

TEST(Discovery, SeveralRecordsAtANameAreDiscarded)
{
   auto const d = discover(walk_from(
      "mail.example.com", {{"mail.example.com", {plain, plain}}, {"example.com", {plain}}}));
   EXPECT_THAT(d.source, Optional(Eq(1U)));
   auto const alone =
      discover(walk_from("example.com", {{"example.com", {plain, "v=DMARC1; p=reject; psd=n"}}}));
   EXPECT_EQ(alone.source, std::nullopt);
   EXPECT_EQ(alone.steps, 2U);
}

TEST(Discovery, AFailureAtTheDomainLeavesEverythingOpen)
{
   auto const d = discover(
      walk_from("mail.example.com", {{"mail.example.com", {failed}}, {"example.com", {plain}}}));
   EXPECT_THAT(d.policy_open, Optional(Eq(0U)));
   EXPECT_THAT(d.organization_open, Optional(Eq(0U)));
   EXPECT_EQ(d.source, std::nullopt);
}

TEST(Discovery, TheOwnRecordSettlesThePolicyWhateverFailsAbove)
{
   auto const d = discover(walk_from("example.com", {{"example.com", {plain}}, {"com", {failed}}}));
   EXPECT_THAT(d.source, Optional(Eq(0U)));
   EXPECT_EQ(d.policy_open, std::nullopt);
   EXPECT_THAT(d.organization_open, Optional(Eq(1U)));
}

// A record above may be that of a public suffix or of a larger organization.
TEST(Discovery, AFailureAboveLeavesAnInheritedPolicyOpen)
{
   auto const d =
      discover(walk_from("mail.example.com", {{"example.com", {plain}}, {"com", {failed}}}));
   EXPECT_THAT(d.policy_open, Optional(Eq(2U)));
   EXPECT_EQ(d.source, std::nullopt);
}

TEST(Discovery, AFailureBeyondTheEndOfTheWalkCountsForNothing)
{
   auto const d = discover(walk_from(
      "mail.example.com", {{"example.com", {"v=DMARC1; p=reject; psd=n"}}, {"com", {failed}}}));
   EXPECT_THAT(d.source, Optional(Eq(1U)));
   EXPECT_EQ(d.organization_open, std::nullopt);
}

TEST(Discovery, ALongNameReachesItsOrganization)
{
   auto const d =
      discover(walk_from("a.b.c.d.e.f.g.h.i.j.k.example.com", {{"example.com", {plain}}}));
   EXPECT_EQ(d.organizational_domain, "example.com");
   EXPECT_THAT(d.source, Optional(Eq(6U)));
   EXPECT_EQ(d.steps, 8U);
}

}  // namespace
