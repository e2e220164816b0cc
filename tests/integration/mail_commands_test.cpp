// SPDX-License-Identifier: Apache-2.0
// `dnslint parse KIND` of the plugins that read records, and the alignment of `dnslint dmarc`.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

json parsed(std::string const& kind, std::string const& record, int status)
{
   auto const done = dnslint({"parse", kind, "--format", "json"}, record);
   EXPECT_EQ(done.status, status) << kind << ' ' << record << ' ' << done.err;
   auto const lines = parse_json_lines(done.out);
   return lines.empty() ? json{} : lines[0];
}

TEST(parse_command, reads_a_record_of_each_kind)
{
   EXPECT_EQ(parsed("dmarc", "v=DMARC1; p=reject\n", 0)["policy"].text(), "reject");
   EXPECT_TRUE(parsed("spf", "v=spf1 mx -all\n", 0).has("terms"));
   auto const caa = parsed("caa", "128 issue \"ca.example; validationmethods=dns-01\"\n", 0);
   EXPECT_EQ(caa["issuer"].text(), "ca.example");
   EXPECT_TRUE(caa["critical"].boolean());
   EXPECT_TRUE(parsed("dkim", "v=DKIM1; p=\n", 0)["record"]["revoked"].boolean());
   auto const rua = parsed("tls-rpt", "v=TLSRPTv1; rua=mailto:tls@example.test\n", 0);
   EXPECT_EQ(rua["rua"].items().at(0).text(), "mailto:tls@example.test");
}

// A list of {column, text}, in characters, for each kind of record.
TEST(parse_command, tells_in_which_columns_a_record_is_wrong)
{
   auto const column = [](std::string const& kind, std::string const& record) {
      auto const errors = parsed(kind, record, 1)["errors"].items();
      EXPECT_FALSE(errors.empty()) << record;
      if (errors.empty())
         return 0.0;
      EXPECT_FALSE(errors.at(0)["text"].text().empty()) << record;
      return errors.at(0)["column"].number();
   };
   EXPECT_EQ(column("dmarc", "v=DMARC1; p=rejct"), 13);
   EXPECT_EQ(column("spf", "v=spf1 ip4:300.0.0.1 -all"), 12);
   EXPECT_EQ(column("caa", "0 issue \"ca..example\""), 10);
   EXPECT_EQ(column("caa", "0 iodef \"mail:a@b.example\""), 10);
   EXPECT_EQ(column("caa", "0 isue ca.example"), 3);
   EXPECT_EQ(column("caa", "0 issue \"\u00e4.example\" x"), 21);
   EXPECT_EQ(column("dmarc", "v=DMARC1; x=\u00e4; p=x"), 13);
   EXPECT_EQ(column("tls-rpt", "v=TLSRPTv1; rua=mailto:a@b c"), 27);
   EXPECT_EQ(column("tls-rpt", "v=TLSRPTv2;"), 1);
}

TEST(spf_command, names_what_the_limits_and_addresses_of_all_records_come_to)
{
   work_folder const folder;
   auto const lab = folder.write(
      "lab.yaml",
      "zones:\n  example.test: |\n    @ A 192.0.2.1\n"
      "    @ TXT \"v=spf1 ip6:::ffff:192.0.2.1 include:b.test a:x.example.test a:y.example.test"
      " a:z.example.test a -all\"\n"
      "  b.test: '@ TXT \"v=spf1 ip4:10.0.0.0/8 -all\"'\n");
   auto const done = dnslint({"spf", "example.test", "--zone", lab});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.out, HasSubstr("never matches: ip6:::ffff:192.0.2.1\n"));
   EXPECT_THAT(
      done.out,
      HasSubstr("not on the Internet: ip4:10.0.0.0/8 of b.test: private use (RFC 1918)\n"));
   EXPECT_THAT(done.out, HasSubstr("not reached: a for IPv4 clients, behind a:z.example.test\n"));
}

std::size_t count_in(std::string const& text, std::string const& part)
{
   std::size_t count = 0;
   for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
      ++count;
   return count;
}

TEST(findings_of_several_subjects, tell_each_fault_once)
{
   work_folder const folder;
   auto const lab = folder.write(
      "lab.yaml",
      "zones:\n  example.test: |\n    @ MX 10 m1\n    @ MX 20 m2\n    @ MX 30 m3\n"
      "    m2 A 192.0.2.1\n    @ TXT \"v=spf1 ip4:300.1.1.1 foo bar -all\"\n");
   auto const done = dnslint(
      {"scan", "example.test", "--zone", lab, "--checks", "spf/syntax", "--checks", "mx/*"});
   for (auto const* const fault :
        {"is no IPv4 address",
         "'foo' is no mechanism",
         "'bar' is no mechanism",
         "m1.example.test has neither A nor AAAA records",
         "m3.example.test has neither A nor AAAA records"})
      EXPECT_EQ(count_in(done.out, fault), 1U) << fault << done.out;
}

struct dmarc_alignment : testing::Test {
   json asked(words const& more)
   {
      words all{"dmarc", "www.example.test", "--zone", lab, "--format", "json"};
      all.insert(all.end(), more.begin(), more.end());
      auto const done = dnslint(all);
      EXPECT_EQ(done.status, 0) << done.err;
      return parse_json_lines(done.out).at(0);
   }

   work_folder folder;
   std::string lab = folder.write(
      "lab.yaml",
      "zones:\n  example.test: |\n    _dmarc TXT \"v=DMARC1; p=reject; adkim=s\"\n"
      "    _dmarc.own TXT \"v=DMARC1; p=none; psd=n\"\nfaults:\n"
      "  _dmarc.broken.example.test: servfail\n");
};

TEST_F(dmarc_alignment, is_told_for_what_spf_and_dkim_authenticated)
{
   auto const found =
      asked({"--spf-domain", "Bounce.example.test.", "--dkim-domain", "example.test"})["alignment"];
   EXPECT_TRUE(found["spf"]["aligned"].boolean());
   EXPECT_EQ(found["spf"]["domain"].text(), "bounce.example.test");
   EXPECT_EQ(found["spf"]["mode"].text(), "r");
   EXPECT_FALSE(found["dkim"]["aligned"].boolean());
   EXPECT_EQ(found["dkim"]["mode"].text(), "s");
   EXPECT_FALSE(
      asked({"--spf-domain", "own.example.test"})["alignment"]["spf"]["aligned"].boolean());
   EXPECT_FALSE(asked({}).has("alignment"));
}

TEST_F(dmarc_alignment, is_unknown_where_a_question_failed)
{
   auto const found = asked({"--spf-domain", "broken.example.test"})["alignment"]["spf"];
   EXPECT_EQ(found["aligned"]["unknown"]["code"].text(), "servfail");
   EXPECT_EQ(found["organizational_domain"]["unknown"]["code"].text(), "servfail");
}

TEST_F(dmarc_alignment, needs_a_record)
{
   auto const done = dnslint({"dmarc", "other.test", "--spf-domain", "other.test", "--zone", lab});
   EXPECT_THAT(done.out, HasSubstr("spf other.test: no DMARC record applies"));
   EXPECT_THAT(done.out, HasSubstr("policy: no DMARC policy applies\n"));
}

struct dmarc_policy : testing::Test {
   std::string of(std::string const& domain)
   {
      auto const done = dnslint({"dmarc", domain, "--zone", lab});
      EXPECT_EQ(done.status, 0) << done.err;
      auto const begin = done.out.find("policy: ");
      return begin == std::string::npos
                ? done.out
                : done.out.substr(begin, done.out.find('\n', begin) - begin);
   }

   work_folder folder;
   std::string lab = folder.write(
      "lab.yaml",
      "zones:\n  example.test: |\n"
      "    _dmarc TXT \"v=DMARC1; p=reject; sp=none; np=quarantine\"\n"
      "    list TXT \"v=spf1 -all\"\n    a.b A 192.0.2.1\n    www CNAME gone\n"
      "    _dmarc.twice TXT \"v=DMARC1; p=reject; p=none\"\n"
      "    _dmarc.wrong TXT \"v=DMARC1; p=rejct\"\nfaults:\n"
      "  broken.example.test: servfail\n");
};

// RFC 9989 section 3.2: only a name that is answered by NXDOMAIN does not exist.
TEST_F(dmarc_policy, is_np_for_names_that_do_not_exist_alone)
{
   EXPECT_EQ(of("example.test"), "policy: reject");
   EXPECT_EQ(of("gone.example.test"), "policy: quarantine");
   EXPECT_EQ(of("below.list.example.test"), "policy: quarantine");
   EXPECT_EQ(of("list.example.test"), "policy: none");
   EXPECT_EQ(of("b.example.test"), "policy: none");
   EXPECT_EQ(of("www.example.test"), "policy: none");
   EXPECT_EQ(of("broken.example.test"), "policy: unknown: servfail");
}

TEST_F(dmarc_policy, is_told_to_be_missing_with_the_reason)
{
   EXPECT_EQ(
      of("twice.example.test"),
      "policy: no DMARC policy applies, since the tag p stands twice in the record");
   EXPECT_EQ(
      of("wrong.example.test"),
      "policy: no DMARC policy applies, since the record states no valid policy");
}

class dkim_keys : public testing::Test {
protected:
   std::string of(words const& asked) const
   {
      words all{"dkim", "example.test"};
      all.insert(all.end(), asked.begin(), asked.end());
      all.insert(all.end(), {"--zone", lab_});
      auto const done = dnslint(all);
      EXPECT_EQ(done.status, 0) << done.err;
      return done.out;
   }

   work_folder folder_;
   std::string lab_ = folder_.write(
      "lab.yaml",
      "zones:\n  example.test: |\n    @ TXT \"v=spf1 -all\"\n"
      "    old._domainkey TXT \"v=DKIM1; p=\"\nfaults:\n"
      "  \"slow._domainkey.example.test\": servfail\n");
};

TEST_F(dkim_keys, of_stated_selectors_are_told_a_line_each)
{
   EXPECT_EQ(of({"s1"}), "s1  no key\n");
   EXPECT_EQ(of({"slow"}), "slow  unknown: servfail\n");
   EXPECT_THAT(of({"old"}), testing::StartsWith("old  "));
}

TEST_F(dkim_keys, that_no_selector_is_known_of_are_unknown_and_not_missing)
{
   EXPECT_THAT(of({}), HasSubstr("unknown: selector: no selector is known"));
}

}  // namespace
}  // namespace dnslint::tests
