// SPDX-License-Identifier: Apache-2.0
#include "core/report/zone_edit_text.hpp"

#include <gmock/gmock.h>

namespace dnslint::report::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

base::finding advice(
   std::string id, std::string added, std::vector<std::string> const& removed = {})
{
   base::finding f;
   f.id = std::move(id);
   f.result = base::outcome::fail;
   f.fix_record = base::untrusted{std::move(added)};
   for (auto const& line : removed)
      f.fix_removed.emplace_back(line);
   return f;
}

std::vector<zone_edit> edits(std::vector<base::finding> findings)
{
   audit::domain_record d;
   d.findings = std::move(findings);
   return zone_edits(d);
}

auto const dmarc = advice(
   "dmarc/policy",
   "_dmarc.example.test. 3600 IN TXT \"v=DMARC1; p=quarantine\"\n",
   {"_dmarc.example.test. IN TXT \"v=DMARC1; p=none\""});

TEST(zone_edit, of_several_checks_is_one)
{
   auto other = dmarc;
   other.id = "pack/dmarc";
   auto const all = edits({dmarc, other, advice("mx/null", "example.test. 3600 IN MX 0 .")});
   ASSERT_THAT(all, SizeIs(2));
   EXPECT_EQ(all[0].owner.to_text(), "example.test");
   EXPECT_THAT(all[1].checks, ElementsAre("dmarc/policy", "pack/dmarc"));
   EXPECT_THAT(all[1].add, SizeIs(1));
   EXPECT_THAT(all[1].remove, SizeIs(1));
}

TEST(zone_edit, what_is_no_record_is_left_out)
{
   EXPECT_THAT(edits({advice("a/b", "not a record"), advice("a/c", "")}), IsEmpty());
   EXPECT_THAT(edits({advice("a/b", "example.test. 60 IN MX 0 .", {"nor this"})}), IsEmpty());
   EXPECT_THAT(edits({advice("a/b", "a.test. A 192.0.2.1\nb.test. A 192.0.2.1")}), IsEmpty());
}

TEST(zone_edit, is_written_in_each_form)
{
   auto const all = edits(
      {dmarc,
       advice("mx/null", "example.test. 3600 IN MX 0 ."),
       advice("caa/issue", "example.test. 3600 IN CAA 128 issue \"ca.test; a=b\""),
       advice("soa/retry", "example.test. 3600 IN SOA ns.test. h.test. 1 2 3 4 5")});
   EXPECT_THAT(
      edit_lines(all),
      HasSubstr("; for dmarc/policy\n- _dmarc.example.test. IN TXT \"v=DMARC1; p=none\"\n"
                "+ _dmarc.example.test. 3600 IN TXT \"v=DMARC1; p=quarantine\"\n"));
   EXPECT_THAT(
      bind_text(all),
      HasSubstr("; - _dmarc.example.test. IN TXT \"v=DMARC1; p=none\"\n"
                "_dmarc.example.test. 3600 IN TXT \"v=DMARC1; p=quarantine\"\n"));
   auto const update = nsupdate_text(all, "example.test");
   EXPECT_THAT(update, testing::StartsWith("zone example.test.\n"));
   EXPECT_THAT(update, testing::EndsWith("send\n"));
   EXPECT_THAT(
      update, HasSubstr("update delete _dmarc.example.test. IN TXT \"v=DMARC1; p=none\"\n"));
   EXPECT_THAT(update, HasSubstr("update add example.test. 3600 IN MX 0 .\n"));
   auto const yaml = octodns_text(all, "example.test");
   EXPECT_THAT(
      yaml,
      HasSubstr("'_dmarc':\n  - type: TXT\n    ttl: 3600\n    values:\n"
                "    - 'v=DMARC1\\; p=quarantine'\n"));
   EXPECT_THAT(yaml, HasSubstr("'':\n  - type: MX\n"));
   EXPECT_THAT(yaml, HasSubstr("{preference: 0, exchange: '.'}"));
   EXPECT_THAT(yaml, HasSubstr("{flags: 128, tag: 'issue', value: 'ca.test; a=b'}"));
   EXPECT_THAT(yaml, HasSubstr("# to be set elsewhere: example.test. 3600 IN SOA"));
   auto const code = dnscontrol_text(all, "example.test");
   EXPECT_THAT(code, HasSubstr("TXT(\"_dmarc\", \"v=DMARC1; p=quarantine\", TTL(3600)),\n"));
   EXPECT_THAT(code, HasSubstr("MX(\"@\", 0, \".\", TTL(3600)),\n"));
   EXPECT_THAT(
      code, HasSubstr("CAA(\"@\", \"issue\", \"ca.test; a=b\", CAA_CRITICAL, TTL(3600)),\n"));
   EXPECT_THAT(code, HasSubstr("// take away: _dmarc.example.test."));
}

// What a record holds cannot leave the text that it stands in.
TEST(zone_edit, quotes_what_records_hold)
{
   auto const all = edits({advice("a/b", R"--(x.example.test. 60 IN TXT "it's \"); x(\010-")--")});
   ASSERT_THAT(all, SizeIs(1));
   EXPECT_THAT(octodns_text(all, "example.test"), HasSubstr(R"--(    - 'it''s ")\; x(\010-')--"));
   EXPECT_THAT(
      dnscontrol_text(all, "example.test"),
      HasSubstr(R"--(TXT("x", "it's \"); x(\n-", TTL(60)))--"));
}

}  // namespace
}  // namespace dnslint::report::tests
