// SPDX-License-Identifier: Apache-2.0
// Lists of thousands of domains, against a real name server and against zone files.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"
#include "tests/support/nsd_server.hpp"

#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::tests {
namespace {

constexpr std::size_t several_thousand = 3000;

void expect_as_written(generated_domain const& d, json const& line)
{
   ASSERT_EQ(line["domain"].text(), d.name);
   EXPECT_EQ(line["status"].text(), d.zone.empty() ? "nonexistent" : "audited") << d.name;
   auto const seen = outcomes_of(line);
   for (auto const& [id, outcome] : d.expected)
      EXPECT_THAT(seen, testing::Contains(testing::Pair(id, outcome))) << d.name;
   for (auto const& [id, outcome] : seen)
      EXPECT_NE(outcome, "unknown") << d.name << " " << id;
}

void expect_as_written(std::vector<generated_domain> const& domains, std::string const& report)
{
   auto const lines = domain_lines(report);
   ASSERT_EQ(lines.size(), domains.size());
   for (std::size_t i = 0; i != domains.size(); ++i)
      expect_as_written(domains[i], lines[i]);
}

// The lines of domains without the id of the run, which tells where answers came from, and the
// checksum.
std::string without_run(std::string const& report)
{
   std::ostringstream out;
   std::istringstream lines{report};
   for (std::string line; std::getline(lines, line);) {
      auto const at = line.find(R"("domain":)");
      auto const end = line.rfind(R"(,"crc32":)");
      if (at != std::string::npos)
         out << line.substr(at, end - at) << "\n";
   }
   return out.str();
}

std::map<std::string, std::string> zones_of(std::vector<generated_domain> const& domains)
{
   std::map<std::string, std::string> zones{{"test", std::string{top_zone()}}};
   for (auto const& d : domains)
      if (!d.zone.empty())
         zones.emplace(d.name, d.zone);
   return zones;
}

TEST(list_scan, finds_in_zone_files_what_was_written_there)
{
   work_folder const folder;
   auto const domains = generate_domains(several_thousand);
   auto const done = dnslint(
      {"scan",
       "--quiet",
       "-l",
       folder.write("list", list_of(domains)),
       "--zone",
       folder.write("lab.yaml", lab_of(domains)),
       "--format",
       "jsonl"});
   EXPECT_EQ(done.status, 0);
   EXPECT_EQ(done.err, "");
   expect_as_written(domains, done.out);
}

TEST(list_scan, finds_the_same_through_a_name_server)
{
   if (!nsd_server::installed())
      GTEST_SKIP() << "NSD is not installed";
   work_folder const folder;
   auto const domains = generate_domains(several_thousand);
   auto const list = folder.write("list", list_of(domains));
   nsd_server const server{zones_of(domains)};
   auto const asked = dnslint(
      {"scan",
       "-l",
       list,
       "--resolver",
       "127.0.0.1:" + std::to_string(server.port()),
       "--format",
       "jsonl",
       "-q"});
   EXPECT_EQ(asked.status, 0);
   EXPECT_EQ(asked.err, "");
   expect_as_written(domains, asked.out);

   auto const read = dnslint(
      {"scan",
       "-l",
       list,
       "--zone",
       folder.write("lab.yaml", lab_of(domains)),
       "--format",
       "jsonl"});
   EXPECT_EQ(without_run(asked.out), without_run(read.out));
}

// REFUSED says nothing about what a domain has.
TEST(list_scan, a_server_that_refuses_makes_nothing_missing)
{
   if (!nsd_server::installed())
      GTEST_SKIP() << "NSD is not installed";
   nsd_server const server{{{"test", std::string{top_zone()}}}};
   auto const done = dnslint(
      {"scan",
       "elsewhere.example",
       "--resolver",
       "127.0.0.1:" + std::to_string(server.port()),
       "--tries",
       "1",
       "--format",
       "jsonl"});
   auto const lines = domain_lines(done.out);
   ASSERT_EQ(lines.size(), 1U);
   for (auto const& [id, outcome] : outcomes_of(lines.front()))
      EXPECT_EQ(outcome, needs_no_answer(id) ? "not-applicable" : "unknown") << id;
   EXPECT_EQ(check_of(lines.front(), "spf/present")["cause"]["code"].text(), "refused");
}

}  // namespace
}  // namespace dnslint::tests
