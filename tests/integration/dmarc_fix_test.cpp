// SPDX-License-Identifier: Apache-2.0
// Records that the checks of DMARC advise: edits of the record that stands there, and only where
// the owner has stated what nobody can see from outside.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct dmarc_fix : testing::Test {
   // What a failed check removes and adds.
   std::vector<std::string> of(std::string const& domain, std::string const& check, words more = {})
   {
      words all{"scan", domain, "--zone", lab, "--checks", check, "--format", "jsonl"};
      all.insert(all.end(), more.begin(), more.end());
      auto const done = dnslint(all);
      auto const lines = domain_lines(done.out);
      std::vector<std::string> edit;
      for (auto const& finding : lines.empty() ? json{}.items() : lines[0]["findings"].items()) {
         EXPECT_EQ(finding["id"].text(), check);
         if (finding["fix"].has("remove"))
            for (auto const& line : finding["fix"]["remove"].items())
               edit.push_back("- " + line.text());
         if (finding["fix"].has("add"))
            for (auto const& line : finding["fix"]["add"].items())
               edit.push_back("+ " + line.text());
      }
      EXPECT_FALSE(lines.empty()) << done.err;
      return edit;
   }

   work_folder folder;
   std::string lab = folder.write(
      "lab.yaml",
      "zones:\n"
      "  own.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; p=none; adkim=s; x=1; t=y\"\n    sub A 192.0.2.1\n"
      "  lists.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; p=none; sp=none; rua=mailto:r@lists.test\"\n"
      "  tagless.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; np=reject; rua=mailto:r@tagless.test\"\n"
      "  silent.test: |\n    @ A 192.0.2.1\n"
      "  co.uk: |\n    _dmarc TXT \"v=DMARC1; p=none; psd=y; rua=mailto:r@nic.uk\"\n"
      "  unlisted.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; p=none; psd=y; rua=mailto:r@unlisted.test\"\n");
   words const enforce{"--set", "advice.enforce=yes"};
   words const mailbox{"--set", "advice.rua=box@own.test"};
};

TEST_F(dmarc_fix, tightens_nothing_that_the_owner_has_not_asked_for)
{
   EXPECT_THAT(of("own.test", "dmarc/policy-enforced"), IsEmpty());
   EXPECT_THAT(of("own.test", "dmarc/policy-strict", enforce), IsEmpty());
}

TEST_F(dmarc_fix, keeps_everything_else_of_the_record)
{
   EXPECT_THAT(
      of("own.test", "dmarc/policy-enforced", enforce),
      ElementsAre(
         "- _dmarc.own.test. IN TXT \"v=DMARC1; p=none; adkim=s; x=1; t=y\"",
         "+ _dmarc.own.test. 3600 IN TXT \"v=DMARC1; p=quarantine; adkim=s; x=1\""));
   EXPECT_THAT(
      of("tagless.test", "dmarc/policy-tag"),
      ElementsAre(
         "- _dmarc.tagless.test. IN TXT \"v=DMARC1; np=reject; rua=mailto:r@tagless.test\"",
         "+ _dmarc.tagless.test. 3600 IN TXT \"v=DMARC1; p=none; np=reject; "
         "rua=mailto:r@tagless.test\""));
}

TEST_F(dmarc_fix, invents_no_mailbox)
{
   EXPECT_THAT(of("own.test", "dmarc/reports"), IsEmpty());
   EXPECT_THAT(of("silent.test", "dmarc/present"), IsEmpty());
   EXPECT_THAT(
      of("own.test", "dmarc/reports", mailbox),
      ElementsAre(
         "- _dmarc.own.test. IN TXT \"v=DMARC1; p=none; adkim=s; x=1; t=y\"",
         "+ _dmarc.own.test. 3600 IN TXT \"v=DMARC1; p=none; adkim=s; x=1; t=y; "
         "rua=mailto:box@own.test\""));
   EXPECT_EQ(
      of("own.test", "dmarc/reports", {"--set", "advice.rua=MAILTO:box@own.test"}),
      of("own.test", "dmarc/reports", mailbox));
   EXPECT_THAT(
      of("silent.test", "dmarc/present", mailbox),
      ElementsAre(
         "+ _dmarc.silent.test. 3600 IN TXT \"v=DMARC1; p=none; rua=mailto:box@own.test\""));
}

// An own record would cut the inherited policy.
TEST_F(dmarc_fix, cuts_no_inherited_policy)
{
   EXPECT_THAT(of("sub.own.test", "dmarc/policy-enforced", enforce), IsEmpty());
   EXPECT_THAT(of("sub.own.test", "dmarc/reports", mailbox), IsEmpty());
}

TEST_F(dmarc_fix, puts_no_policy_on_names_that_it_does_not_know)
{
   EXPECT_THAT(of("co.uk", "dmarc/policy-enforced", enforce), IsEmpty());
   EXPECT_THAT(of("unlisted.test", "dmarc/policy-enforced", enforce), IsEmpty());
   EXPECT_THAT(of("lists.test", "dmarc/policy-enforced", enforce), IsEmpty());
}

}  // namespace
}  // namespace dnslint::tests
