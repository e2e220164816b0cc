// SPDX-License-Identifier: Apache-2.0
// `dnslint scan --dry-run`, and whether what plugins declare is what they ask.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string const deep = "a.b.c.d.e.f.g.h.i.example.test";

// Much of everything: 120 exchanges, a deep name, an alias, and what is broken.
std::string busy_lab()
{
   std::string text = "zones:\n  example.test: |\n    @ TXT \"v=spf1 mx include:x.test -all\"\n";
   for (int i = 0; i != 120; ++i)
      text += "    @ MX 10 mx" + std::to_string(i) + "\n    mx" + std::to_string(i) +
              " A 192.0.2." + std::to_string(i) + "\n";
   text += "    a.b.c.d.e.f.g.h.i TXT \"v=spf1 -all\"\n    alias CNAME a.b.c.d.e.f.g.h.i\n";
   text += "  bare.test: |\n    @ A 192.0.2.1\n";
   text += "  down.test: |\n    @ A 192.0.2.1\nfaults:\n";
   return text + "  \"down.test MX\": servfail\n  \"down.test TXT\": timeout\n";
}

json dry(words more)
{
   more.insert(more.begin(), "scan");
   more.insert(more.end(), {"--dry-run", "--format", "json"});
   auto const done = dnslint(more);
   EXPECT_EQ(done.status, 0) << done.err;
   return json::parse(done.out);
}

double number_of(json const& part)
{
   return part["questions"].number();
}

json const& part_of(json const& domain, std::string const& asker)
{
   for (auto const& part : domain["parts"].items())
      if (part["asker"].text() == asker)
         return part;
   throw std::invalid_argument{"nothing asks as " + asker};
}

// What a scan says that it asked.
double asked(words more)
{
   more.insert(more.begin(), "scan");
   more.push_back("--verbose");
   auto const done = dnslint(more);
   auto const at = done.err.find("domains; ");
   EXPECT_NE(at, std::string::npos) << done.err;
   return std::stod(done.err.substr(at + 9));
}

TEST(dry_run, each_asker_its_lookup_and_destination_are_told)
{
   auto const report = dry({"example.com", "--resolver", "192.0.2.53", "--rules", "mail-strict"});
   auto const& domain = report["domains"].items().front();
   EXPECT_EQ(domain["domain"].text(), "example.com");
   EXPECT_EQ(number_of(part_of(domain, "name")), 3);
   EXPECT_EQ(number_of(part_of(domain, "spf/spf")), 1);
   EXPECT_EQ(number_of(part_of(domain, "dmarc/dmarc")), 11);
   EXPECT_EQ(number_of(part_of(domain, "spf/survey")), 250);
   EXPECT_EQ(number_of(part_of(domain, "mx/mx")), 201);
   auto const& lookup = part_of(domain, "mail-strict/mta-sts");
   EXPECT_EQ(lookup["lookup"].text(), "_mta-sts.example.com TXT");
   EXPECT_EQ(number_of(lookup), 1);
   for (auto const& part : domain["parts"].items())
      EXPECT_EQ(part["destination"].text(), "192.0.2.53:53");
}

TEST(dry_run, only_what_is_selected_is_counted)
{
   auto const report = dry(
      {"example.com",
       "example.org",
       "--checks",
       "dmarc/syntax",
       "--checks",
       "dmarc/report-mail",
       "--zone",
       sample_lab()});
   EXPECT_EQ(report["domains"].items().size(), 2U);
   auto const& domain = report["domains"].items().front();
   EXPECT_EQ(domain["parts"].items().size(), 3U);
   EXPECT_EQ(number_of(domain), 3 + 11 + 120);
   EXPECT_EQ(part_of(domain, "dmarc/dmarc")["destination"].text(), "zone");
   EXPECT_EQ(report["total"]["domains"].number(), 2);
   EXPECT_EQ(report["total"]["questions"].number(), 2 * (3 + 11 + 120));
}

TEST(dry_run, what_an_ordinary_domain_needs_stands_beside_the_worst)
{
   auto const report =
      dry({"example.com", "a.example.org", "--resolver", "192.0.2.53", "--rules", "mail-strict"});
   auto const& domain = report["domains"].items().front();
   EXPECT_EQ(part_of(domain, "mx/mx")["usual"].number(), 5);
   EXPECT_EQ(part_of(domain, "spf/spf")["usual"].number(), 1);
   EXPECT_EQ(part_of(domain, "mail-strict/mta-sts")["usual"].number(), 1);
   double sum = 0;
   for (auto const& part : domain["parts"].items()) {
      EXPECT_LE(part["usual"].number(), number_of(part)) << part["asker"].text();
      sum += part["usual"].number();
   }
   EXPECT_EQ(domain["usual"].number(), sum);
   EXPECT_EQ(report["total"]["usual"].number(), 2 * sum);
}

TEST(dry_run, of_several_domains_is_one_table)
{
   auto const done =
      dnslint({"scan", "example.com", "a.example.org", "--dry-run", "--resolver", "127.0.0.1:9"});
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("2 domains, asking 127.0.0.1:9\n   probe or rule "),
         ContainsRegex("\n   name +1 +4  SOA, up to the root\n"),
         HasSubstr("{domain} TYPE99"),
         ContainsRegex("\n   in all +[0-9]+ +500  the budget of a domain\n"),
         ContainsRegex("\nAbout [0-9]+ questions for 2 domains, at most 1,000\\. Nothing")));
}

TEST(dry_run, text_is_for_people)
{
   auto const done = dnslint({"scan", "example.com", "--dry-run", "--resolver", "127.0.0.1:9"});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("example.com, asking 127.0.0.1:9\n   probe or rule "),
         HasSubstr("SOA, up to the root"),
         HasSubstr("example.com TYPE99"),
         HasSubstr("for 1 domain, at most 500. Nothing was asked.\n"),
         Not(HasSubstr(" \n"))));
   EXPECT_EQ(dnslint({"scan", "example.com", "--dry-run", "--format", "jsonl"}).status, 2);
}

TEST(dry_run, a_probe_that_declares_nothing_counts_as_the_budget)
{
   auto const done = dnslint(
      {"scan",
       "example.com",
       "--zone",
       sample_lab(),
       "--plugins",
       std::string{DNSLINT_TEST_PLUGINS} + "/broken_plugins/breaking_plugin.so",
       "--checks",
       "breaking/*",
       "--dry-run"});
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      done.out,
      AllOf(
         ContainsRegex("breaking/[a-z]+ +- +not told"),
         HasSubstr("What is usual could not be measured."),
         HasSubstr("1 probe does not declare how many")));
}

// The first question of a scan is the SOA of the domain; for an alias one more for each label that
// it takes to find the zone.
TEST(dry_run, no_shipped_probe_asks_more_than_it_declares)
{
   work_folder const folder;
   auto const lab = folder.write("lab.yaml", busy_lab());
   // These checks use facts of their own probe alone; others ask mx and spf about the posture.
   for (auto const& [plugin, checks] : std::map<std::string, std::string>{
           {"mx", "mx/reachable"}, {"spf", "spf/syntax"}, {"dmarc", "dmarc/syntax"}})
      for (std::string const& domain :
           {std::string{"example.test"}, deep, std::string{"bare.test"}, std::string{"down.test"}})
         for (auto const* most : {"1", "32", "100"}) {
            words const what{
               domain,
               "--zone",
               lab,
               "--checks",
               checks,
               "--set",
               std::string{"mx.most_exchanges="} + most};
            auto const report = dry(what);
            auto const& parts = report["domains"].items().front();
            EXPECT_LE(asked(what) - 1, number_of(part_of(parts, plugin + "/" + plugin)))
               << plugin << " " << domain << " " << most;
         }
}

TEST(dry_run, what_is_declared_can_come_true)
{
   work_folder const folder;
   auto const lab = folder.write("lab.yaml", busy_lab());
   EXPECT_EQ(
      asked(
         {"example.test",
          "--zone",
          lab,
          "--checks",
          "mx/reachable",
          "--set",
          "mx.most_exchanges=100"}),
      1 + 201);
   EXPECT_EQ(asked({deep, "--zone", lab, "--checks", "dmarc/syntax"}), 1 + 8);
   EXPECT_EQ(asked({"example.test", "--zone", lab, "--checks", "spf/syntax"}), 1 + 1);
}

}  // namespace
}  // namespace dnslint::tests
