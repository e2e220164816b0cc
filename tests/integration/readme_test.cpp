// SPDX-License-Identifier: Apache-2.0
// What the README shows of `tools/try` is what the audit of the sample says.
#include "tests/integration/scan_run.hpp"

#include <gtest/gtest.h>
#include <sstream>

namespace dnslint::tests {
namespace {

// The lines of the console block, without its command and the marks of what is left out.
words shown_lines()
{
   auto const page = read_file(DNSLINT_SOURCE_DIR "/README.md");
   auto const begin = page.find('\n', page.find("```console\n$ tools/try") + 11) + 1;
   std::istringstream block{page.substr(begin, page.find("```", begin) - begin)};
   words lines;
   for (std::string line; std::getline(block, line);)
      if (!line.empty() && line.find("[...]") == std::string::npos)
         lines.push_back(line);
   return lines;
}

TEST(readme, shows_what_the_sample_gives)
{
   auto const list = std::string{DNSLINT_SOURCE_DIR "/tools/sample/domains.txt"};
   auto const done = dnslint({"scan", "-l", list, "--zone", sample_lab()});
   auto const lines = shown_lines();
   EXPECT_GT(lines.size(), 40U);
   std::size_t at = 0;
   for (auto const& line : lines) {
      auto const found = done.out.find(line + '\n', at);
      EXPECT_NE(found, std::string::npos) << "not there, or not in this order: " << line;
      if (found != std::string::npos)
         at = found + line.size();
   }
}

}  // namespace
}  // namespace dnslint::tests
