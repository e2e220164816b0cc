// SPDX-License-Identifier: Apache-2.0
// What a scan makes of each fault of the lab: records, or unknown with a cause. None becomes
// "absent": the domains publish SPF, and a scan that says otherwise is wrong.
#include "tests/integration/serving_lab.hpp"

#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

constexpr auto records = "";

struct fault_row {
   char const* fault;  // at the TXT records of the domain
   char const* cause;  // of unknown; `records` when the answer is had all the same
};

// With two tries.
constexpr fault_row over_udp[] = {
   {"drop 100%", "timeout"},
   {"timeout", "timeout"},
   {"delay 100ms", records},
   {"delay 60m", "timeout"},
   {"duplicate", records},
   {"reorder", records},
   {"wrong-id", "timeout"},
   {"wrong-question", "timeout"},
   {"qr-clear", "timeout"},
   {"wrong-port", "timeout"},
   {"garbage", "timeout"},
   {"header-only", "timeout"},
   {"cut", "malformed"},
   {"rdlength-overflow", "malformed"},
   {"pointer-loop", "malformed"},
   {"wrong-counts", "malformed"},
   {"truncate", records},
   {"servfail", "servfail"},
   {"servfail-once", records},
   {"refused", "refused"},
   {"formerr-on-edns", records},
   {"badvers", records},
   {"lame", "lame"},
   {"nxdomain-if-empty", records},
   {"fold-case", records},
};

// What closes or holds up a connection touches everything that is asked on it, so each is scanned
// by itself.
constexpr fault_row over_tcp[] = {
   {"tcp-refused", "tcp-failed"},
   {"tcp-half-close", "tcp-failed"},
   {"tcp-slow 1ms", records},
   {"tcp-slow 500ms", "timeout"},
};

std::string domain_of(std::size_t row, char const* transport)
{
   return "f" + std::to_string(row) + "." + transport + ".test";
}

std::string zone_of(std::string const& domain)
{
   return "  " + domain +
          ": |\n"
          "    @ MX 10 mx\n"
          "    mx A 192.0.2.1\n"
          "    @ TXT \"v=spf1 mx -all\"\n"
          "    _dmarc TXT \"v=DMARC1; p=reject; rua=mailto:d@" +
          domain + "\"\n";
}

std::string lab_of_all_faults()
{
   std::string zones = "zones:\n";
   std::string faults = "faults:\n";
   auto const add = [&](fault_row const& row, std::string const& domain) {
      zones += zone_of(domain);
      faults += "  \"" + domain + " TXT\": " + row.fault + "\n";
   };
   for (std::size_t i = 0; i != std::size(over_udp); ++i)
      add(over_udp[i], domain_of(i, "udp"));
   for (std::size_t i = 0; i != std::size(over_tcp); ++i)
      add(over_tcp[i], domain_of(i, "tcp"));
   return zones + faults;
}

std::vector<json> scan(words const& domains, words const& source)
{
   words all{"scan", "--format", "jsonl", "--tries", "2", "--timeout", "2s"};
   all.insert(all.end(), domains.begin(), domains.end());
   all.insert(all.end(), source.begin(), source.end());
   auto const done = dnslint(all);
   EXPECT_EQ(done.status, 0) << done.err;
   auto lines = domain_lines(done.out);
   EXPECT_EQ(lines.size(), domains.size());
   lines.resize(domains.size());
   return lines;
}

void expect(fault_row const& row, json const& domain)
{
   auto const& spf = check_of(domain, "spf/present");
   if (row.cause == std::string_view{records}) {
      EXPECT_EQ(spf["outcome"].text(), "pass") << row.fault;
   } else {
      EXPECT_EQ(spf["outcome"].text(), "unknown") << row.fault;
      EXPECT_EQ(spf["cause"]["class"].text(), "transient") << row.fault;
      EXPECT_EQ(spf["cause"]["code"].text(), row.cause) << row.fault;
   }
   for (auto const* other : {"mx/reachable", "dmarc/present"})
      EXPECT_EQ(check_of(domain, other)["outcome"].text(), "pass") << row.fault << " " << other;
}

void expect_table(words const& source)
{
   words domains;
   for (std::size_t i = 0; i != std::size(over_udp); ++i)
      domains.push_back(domain_of(i, "udp"));
   auto const lines = scan(domains, source);
   for (std::size_t i = 0; i != lines.size(); ++i)
      expect(over_udp[i], lines[i]);
   for (std::size_t i = 0; i != std::size(over_tcp); ++i)
      expect(over_tcp[i], scan({domain_of(i, "tcp")}, source).at(0));
}

TEST(fault_table, has_the_right_outcome_over_the_network)
{
   work_folder const folder;
   serving_lab const server{{folder.write("lab.yaml", lab_of_all_faults())}};
   expect_table({"--resolver", server.address()});
}

TEST(fault_table, has_the_right_outcome_over_zones)
{
   work_folder const folder;
   expect_table({"--zone", folder.write("lab.yaml", lab_of_all_faults())});
}

// RFC 8020 allows to conclude from NXDOMAIN that nothing is below; servers that say it of empty
// non-terminals are too many.
TEST(fault_table, nxdomain_above_is_no_absence_below)
{
   work_folder const folder;
   auto const lab = folder.write(
      "lab.yaml",
      "zones:\n"
      "  a.test: |\n"
      "    @ MX 10 mx\n"
      "    mx A 192.0.2.1\n"
      "    @ TXT \"v=spf1 include:_spf.mail.a.test -all\"\n"
      "    _spf.mail TXT \"v=spf1 ip4:192.0.2.1 -all\"\n"
      "    _smtp._tls TXT \"v=TLSRPTv1; rua=mailto:t@a.test\"\n"
      "faults:\n"
      "  mail.a.test: nxdomain-if-empty\n"
      "  _tls.a.test: nxdomain-if-empty\n");
   serving_lab const server{{lab}};
   for (auto const& source : {words{"--zone", lab}, words{"--resolver", server.address()}}) {
      auto const seen = outcomes_of(scan({"a.test"}, source).at(0));
      EXPECT_EQ(seen.at("tls-rpt/present"), "pass");
      EXPECT_EQ(seen.at("spf/present"), "pass");
      for (auto const& [id, outcome] : seen)
         EXPECT_TRUE(!id.starts_with("spf/") || outcome != "fail") << id;
   }
}

}  // namespace
}  // namespace dnslint::tests
