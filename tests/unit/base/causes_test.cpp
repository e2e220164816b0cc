// SPDX-License-Identifier: Apache-2.0
// The table of causes, the page about them and the sources of the engine say the same.
#include "core/base/causes.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <map>
#include <set>
#include <sstream>
#include <vector>

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

// The codes that a source writes as text: base::transient("timeout").
codes codes_as_text(std::string const& source)
{
   codes found;
   for (auto const c : all_classes)
      collect(without_breaks(source), "base::" + std::string{to_text(c)} + "(\"", '"', found);
   return found;
}

std::vector<fs::path> sources_of_core()
{
   std::vector<fs::path> found;
   for (auto const& entry : fs::recursive_directory_iterator{fs::path{DNSLINT_SOURCE_DIR} / "core"})
      if (
         entry.path().filename() != "causes.hpp" &&
         (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp"))
         found.push_back(entry.path());
   return found;
}

std::string constant_of(known_cause const& known)
{
   auto name = "causes::" + std::string{known.code};
   std::ranges::replace(name, '-', '_');
   return name;
}

// Whether it stands there, and no longer name that begins alike.
bool is_mentioned(std::string const& name, std::string const& text)
{
   for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
      auto const next = at + name.size() == text.size() ? ' ' : text[at + name.size()];
      if (next != '_' && std::isalnum(static_cast<unsigned char>(next)) == 0)
         return true;
   }
   return false;
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

TEST(causes, are_not_written_as_text_in_the_core)
{
   EXPECT_THAT(
      codes_as_text("x = base::transient(\n   \"timeout\"); y = base::internal(\"misuse\", z);"),
      testing::ElementsAre("misuse", "timeout"));
   auto const sources = sources_of_core();
   EXPECT_GT(sources.size(), 100U) << "sources are read";
   for (auto const& source : sources)
      EXPECT_THAT(codes_as_text(read(source)), testing::IsEmpty()) << source;
}

TEST(causes, are_all_given_by_the_core)
{
   EXPECT_FALSE(is_mentioned("causes::no_soa", "causes::no_soap, causes::no_soa_2"));
   std::string all;
   for (auto const& source : sources_of_core())
      all += read(source);
   for (auto const& known : causes::all)
      EXPECT_TRUE(is_mentioned(constant_of(known), all)) << known.code;
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
