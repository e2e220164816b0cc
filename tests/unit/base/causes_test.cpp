// SPDX-License-Identifier: Apache-2.0
// The table of causes, the page about them and the sources of the engine say the same.
#include "core/base/causes.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <sstream>

namespace dnslint::base {
namespace {

namespace fs = std::filesystem;
using codes = std::set<std::string>;
using codes_by_class = std::map<cause_class, codes>;

constexpr std::array all_classes{
   cause_class::transient, cause_class::unobservable, cause_class::withheld, cause_class::internal};

std::string read(fs::path const& file)
{
   std::ostringstream text;
   text << std::ifstream{file}.rdbuf();
   return text.str();
}

codes_by_class of_table()
{
   codes_by_class found;
   for (auto const& known : causes::all)
      found[known.kind].emplace(known.code);
   return found;
}

// The first column of the table below each class's heading.
codes_by_class of_page()
{
   codes_by_class found;
   std::optional<cause_class> section;
   std::istringstream page{read(fs::path{DNSLINT_SOURCE_DIR} / "docs/causes.md")};
   for (std::string line; std::getline(page, line);) {
      if (line.starts_with("## "))
         for (auto const c : all_classes)
            if (auto const name = to_text(c); line.ends_with(name.substr(1)))
               section = c;
      if (section && line.starts_with("| `"))
         found[*section].insert(line.substr(3, line.find('`', 3) - 3));
   }
   return found;
}

// The formatter may put an argument onto the next line.
std::string without_breaks(std::string text)
{
   for (auto at = text.find("(\n"); at != text.npos; at = text.find("(\n", at))
      text.erase(at + 1, text.find_first_not_of("\n ", at + 1) - at - 1);
   return text;
}

// What stands between `opening` and `end`, each time.
void collect(std::string_view text, std::string_view opening, char end, codes& into)
{
   for (auto at = text.find(opening); at != text.npos; at = text.find(opening, at)) {
      at += opening.size();
      into.emplace(text.substr(at, text.find(end, at) - at));
   }
}

// The codes that sources of the core write as text: base::transient("timeout").
codes_by_class of_sources()
{
   codes_by_class found;
   for (auto const& entry : fs::recursive_directory_iterator{fs::path{DNSLINT_SOURCE_DIR} / "core"})
      if (entry.path().extension() == ".cpp") {
         auto const text = without_breaks(read(entry.path()));
         for (auto const c : all_classes)
            collect(text, "base::" + std::string{to_text(c)} + "(\"", '"', found[c]);
      }
   return found;
}

TEST(causes, are_those_of_the_page_in_their_classes)
{
   auto const page = of_page();
   auto const table = of_table();
   for (auto const c : all_classes) {
      EXPECT_THAT(table.at(c), testing::ContainerEq(page.at(c))) << to_text(c);
      EXPECT_FALSE(table.at(c).empty());
   }
}

TEST(causes, are_the_only_ones_that_sources_write)
{
   auto const table = of_table();
   auto const sources = of_sources();
   EXPECT_TRUE(sources.at(cause_class::transient).contains("cname-loop")) << "sources are read";
   for (auto const c : all_classes)
      for (auto const& code : sources.at(c))
         EXPECT_TRUE(table.at(c).contains(code)) << to_text(c) << ": " << code;
}

TEST(causes, have_each_code_once)
{
   codes seen;
   for (auto const& known : causes::all)
      EXPECT_TRUE(seen.emplace(known.code).second) << known.code;
}

TEST(causes, are_made_and_compared_by_class_and_code)
{
   auto const made = because(causes::timeout, "of a.test");
   EXPECT_EQ(made, transient("timeout", "of a.test"));
   EXPECT_TRUE(made == causes::timeout);
   EXPECT_FALSE(made == causes::servfail);
   EXPECT_FALSE(internal("timeout") == causes::timeout) << "of a plugin, in another class";
}

}  // namespace
}  // namespace dnslint::base
