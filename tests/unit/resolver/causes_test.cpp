// SPDX-License-Identifier: Apache-2.0
// Every code of a cause that the engine can give is documented.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

namespace dnslint::resolver::tests {
namespace {

namespace fs = std::filesystem;

std::string read(fs::path const& file)
{
   std::ostringstream text;
   text << std::ifstream{file}.rdbuf();
   return text.str();
}

// The formatter may put an argument onto the next line.
std::string without_breaks(std::string text)
{
   for (auto at = text.find("(\n"); at != text.npos; at = text.find("(\n", at))
      text.erase(at + 1, text.find_first_not_of("\n ", at + 1) - at - 1);
   return text;
}

// What stands between `opening` and the next quote, each time.
void collect(std::string_view text, std::string_view opening, std::set<std::string>& codes)
{
   for (auto at = text.find(opening); at != text.npos; at = text.find(opening, at)) {
      at += opening.size();
      codes.emplace(text.substr(at, text.find('"', at) - at));
   }
}

std::set<std::string> codes_of(fs::path const& folder)
{
   std::set<std::string> codes;
   for (auto const& entry : fs::recursive_directory_iterator{folder})
      if (entry.path().extension() == ".cpp")
         for (auto const* opening :
              {"transient(\"", "unobservable(\"", "withheld(\"", "internal(\""})
            collect(without_breaks(read(entry.path())), opening, codes);
   return codes;
}

TEST(causes, are_all_documented)
{
   fs::path const top{DNSLINT_SOURCE_DIR};
   auto const page = read(top / "docs/causes.md");
   auto const codes = codes_of(top / "core");
   EXPECT_GT(codes.size(), 10U);
   EXPECT_TRUE(codes.contains("cname-loop"));
   for (auto const& code : codes)
      EXPECT_NE(page.find("| `" + code + "` |"), page.npos) << code << " is not in docs/causes.md";
}

}  // namespace
}  // namespace dnslint::resolver::tests
