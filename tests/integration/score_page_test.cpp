// SPDX-License-Identifier: Apache-2.0
// docs/score.md explains the sample list's report by the numbers that it has.
#include "tests/integration/scan_run.hpp"

#include <cstdio>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

std::string cell(json const& value)
{
   if (value.is_null())
      return "-";
   char text[32];
   std::snprintf(text, sizeof text, "%g", value.number());
   return text;
}

TEST(score_page, has_the_scores_of_the_sample_list)
{
   words all{"scan", "--zone", sample_lab(), "--now", "2026-01-31", "--format", "jsonl"};
   auto const domains = sample_domains();
   all.insert(all.end(), domains.begin(), domains.end());
   auto const page = read_file(DNSLINT_SOURCE_DIR "/docs/score.md");
   auto const lines = domain_lines(dnslint(all).out);
   EXPECT_EQ(lines.size(), domains.size());
   for (auto const& d : lines) {
      auto row = "\n| " + d["domain"].text();
      for (auto const* const key : {"score", "score_low", "score_high"})
         row += " | " + cell(d[key]);
      row += " | " + (d["grade"].is_null() ? "-" : d["grade"].text());
      row += " | " + cell(d["coverage"]) + " |\n";
      EXPECT_THAT(page, testing::HasSubstr(row));
   }
}

}  // namespace
}  // namespace dnslint::tests
