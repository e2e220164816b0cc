// SPDX-License-Identifier: Apache-2.0
// Records that the checks of DMARC advise: they keep the tags of the record that stands there, and
// put no policy on the domains of others below a public suffix.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

struct dmarc_fix : testing::Test {
   // The record that a failed check advises.
   std::string of(std::string const& domain, std::string const& check)
   {
      auto const done =
         dnslint({"scan", domain, "--zone", lab, "--checks", check, "--format", "jsonl"});
      auto const lines = domain_lines(done.out);
      for (auto const& finding : lines.empty() ? json{}.items() : lines[0]["findings"].items())
         if (finding["id"].text() == check && finding["fix"].has("record"))
            return finding["fix"]["record"].text();
      return done.out;
   }

   work_folder folder;
   std::string lab = folder.write(
      "lab.yaml",
      "zones:\n"
      "  own.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; p=none; sp=none; adkim=s; t=y\"\n    sub A 192.0.2.1\n"
      "  tagless.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; np=reject; rua=mailto:r@tagless.test\"\n"
      "  co.uk: |\n    _dmarc TXT \"v=DMARC1; p=none; psd=y; rua=mailto:r@nic.uk\"\n"
      "  unlisted.test: |\n    @ A 192.0.2.1\n"
      "    _dmarc TXT \"v=DMARC1; p=none; psd=y; rua=mailto:r@unlisted.test\"\n"
      "  org.uk: |\n    _dmarc TXT \"v=DMARC1; p=reject; sp=none; psd=y\"\n");
};

TEST_F(dmarc_fix, keeps_the_other_tags_of_the_record)
{
   EXPECT_EQ(
      of("own.test", "dmarc/policy-enforced"),
      "_dmarc.own.test. 3600 IN TXT \"v=DMARC1; p=quarantine; adkim=s; sp=none; "
      "rua=mailto:dmarc-reports@own.test\"");
   EXPECT_EQ(
      of("own.test", "dmarc/reports"),
      "_dmarc.own.test. 3600 IN TXT \"v=DMARC1; p=none; adkim=s; sp=none; t=y; "
      "rua=mailto:dmarc-reports@own.test\"");
   EXPECT_EQ(
      of("tagless.test", "dmarc/policy-tag"),
      "_dmarc.tagless.test. 3600 IN TXT \"v=DMARC1; p=none; np=reject; "
      "rua=mailto:r@tagless.test\"");
}

TEST_F(dmarc_fix, is_a_record_of_its_own_where_another_one_is_inherited)
{
   EXPECT_EQ(
      of("sub.own.test", "dmarc/policy-strict"),
      "_dmarc.sub.own.test. 3600 IN TXT \"v=DMARC1; p=reject; "
      "rua=mailto:dmarc-reports@sub.own.test\"");
}

TEST_F(dmarc_fix, puts_no_policy_on_the_domains_below_a_public_suffix)
{
   EXPECT_EQ(
      of("co.uk", "dmarc/policy-enforced"),
      "_dmarc.co.uk. 3600 IN TXT \"v=DMARC1; p=quarantine; psd=y; rua=mailto:r@nic.uk; sp=none\"");
   EXPECT_EQ(
      of("org.uk", "dmarc/reports"),
      "_dmarc.org.uk. 3600 IN TXT \"v=DMARC1; p=reject; psd=y; sp=none; "
      "rua=mailto:dmarc-reports@org.uk\"");
   EXPECT_EQ(
      of("unlisted.test", "dmarc/policy-enforced"),
      "_dmarc.unlisted.test. 3600 IN TXT \"v=DMARC1; p=quarantine; psd=y; "
      "rua=mailto:r@unlisted.test; sp=none\"");
}

}  // namespace
}  // namespace dnslint::tests
