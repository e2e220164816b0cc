// SPDX-License-Identifier: Apache-2.0
// The same input gives the same bytes, however many domains are audited at once.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

// Delays, so that domains end in another order than they began in.
std::string faulty_lab(std::vector<generated_domain> const& domains)
{
   auto lab = lab_of(domains) + "faults:\n";
   for (std::size_t i = 0; i < domains.size(); i += 3)
      lab += "  \"" + domains[i].name + " TXT\": delay " + std::to_string(10 + i * 7 % 90) + "ms\n";
   for (std::size_t i = 1; i < domains.size(); i += 10)
      lab += "  \"_dmarc." + domains[i].name + "\": timeout\n";
   return lab;
}

class same_bytes : public testing::TestWithParam<std::string> {
protected:
   ended_process scan(words more) const
   {
      more.insert(more.begin(), {"scan", "-l", list_, "--zone", lab_, "--format", GetParam()});
      return dnslint(more);
   }

   work_folder folder_;
   std::vector<generated_domain> domains_ = generate_domains(300);
   std::string list_ = folder_.write("list", list_of(domains_));
   std::string lab_ = folder_.write("lab.yaml", faulty_lab(domains_));
};

TEST_P(same_bytes, whatever_the_window)
{
   auto const one = scan({"--in-flight", "1"});
   EXPECT_EQ(one.status, 0);
   EXPECT_GT(one.out.size(), 1000U);
   for (auto const* window : {"1", "7", "100"}) {
      auto const other = scan({"--in-flight", window});
      EXPECT_EQ(other.status, 0);
      EXPECT_TRUE(other.out == one.out) << window;
   }
}

TEST_P(same_bytes, whatever_stands_around_the_run)
{
   auto const here = scan({});
   auto const elsewhere = run(
      {"/usr/bin/env",
       "-i",
       "TZ=Pacific/Auckland",
       "LC_ALL=C.UTF-8",
       "COLUMNS=20",
       "/bin/sh",
       "-c",
       std::string{"cd / && exec "} + DNSLINT_COMMAND + " scan -l " + list_ + " --zone " + lab_ +
          " --format " + GetParam()});
   EXPECT_EQ(elsewhere.status, 0);
   EXPECT_TRUE(elsewhere.out == here.out);
}

INSTANTIATE_TEST_SUITE_P(
   formats,
   same_bytes,
   testing::Values("text", "json", "jsonl", "csv", "html"),
   [](auto const& format) {
      return format.param;
   });

// --unordered gives the same lines in another order.
TEST(unordered, has_the_same_lines)
{
   work_folder const folder;
   auto const domains = generate_domains(100);
   words const scan{
      "scan",
      "-l",
      folder.write("list", list_of(domains)),
      "--zone",
      folder.write("lab.yaml", faulty_lab(domains)),
      "--format",
      "jsonl"};
   auto unordered = scan;
   unordered.emplace_back("--unordered");
   auto const sorted = [](std::string const& report) {
      std::vector<std::string> names;
      for (auto const& line : domain_lines(report))
         names.push_back(line["domain"].text());
      std::ranges::sort(names);
      return names;
   };
   EXPECT_EQ(sorted(dnslint(unordered).out), sorted(dnslint(scan).out));
}

}  // namespace
}  // namespace dnslint::tests
