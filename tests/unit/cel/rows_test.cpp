// SPDX-License-Identifier: Apache-2.0
// Runs the tables in rows/: "EXPRESSION => VALUE" on each line.
#include "core/base/escape.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/scope.hpp"
#include "core/dns/suffix_list.hpp"
#include "tests/unit/cel/world.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace dnslint::cel {
namespace {

namespace fs = std::filesystem;

// Two labels below "test" and one below "example" can be registered.
class two_suffixes : public dns::suffix_list {
public:
   std::optional<dns::name> registrable_domain(dns::name const& n) const override
   {
      auto const depth = depth_of(n);
      if (n.label_count() <= depth)
         return std::nullopt;
      auto made = n;
      while (made.label_count() > depth + 1)
         made = made.parent();
      return made;
   }
   bool is_public_suffix(dns::name const& n) const override
   {
      return n.label_count() <= depth_of(n);
   }

private:
   static std::size_t depth_of(dns::name const& n)
   {
      return n.is_subdomain_of(*dns::name::from_text("co.test")) ? 2 : 1;
   }
};

struct table_row {
   std::size_t line;
   std::string source;
   std::string expected;
};

std::string trimmed(std::string_view text)
{
   auto const first = text.find_first_not_of(' ');
   return first == std::string_view::npos
             ? std::string{}
             : std::string{text.substr(first, text.find_last_not_of(' ') + 1 - first)};
}

std::vector<table_row> rows_of(fs::path const& file)
{
   constexpr std::string_view arrow = " => ";
   std::ifstream in{file};
   std::vector<table_row> all;
   std::string line;
   for (std::size_t number = 1; std::getline(in, line); ++number) {
      if (line.empty() || line.front() == '#' || line.front() == '%')
         continue;
      auto const at = line.rfind(arrow);
      if (at == std::string::npos) {
         ADD_FAILURE() << file << ':' << number << ": a row has ' => ' in it";
         continue;
      }
      all.push_back({number, line.substr(0, at), trimmed(line.substr(at + arrow.size()))});
      auto& source = all.back().source;
      source.erase(source.find_last_not_of(' ') + 1);
   }
   return all;
}

// "%unchecked" as the first line: types are not checked before the evaluation.
bool is_unchecked(fs::path const& file)
{
   std::ifstream in{file};
   std::string line;
   return std::getline(in, line) && line == "%unchecked";
}

std::string with_hint(std::string text, std::string const& hint)
{
   return hint.empty() ? text : text + " (" + hint + ")";
}

std::string short_kind(kind k)
{
   constexpr std::string_view package = "google.protobuf.";
   std::string name{to_text(k)};
   return name.starts_with(package) ? name.substr(package.size()) : name;
}

// "int 3", a string in double quotes, "error 5: ...", "unknown transient: timeout", "refused 1: ...
// (hint)"; numbers are columns.
std::string outcome_of(std::string const& source, scope const& names, bindings const& with)
{
   auto const compiled = expression::compile(source, names);
   if (!compiled) {
      auto const& first = compiled.errors()[0];
      return with_hint(
         "refused " + std::to_string(first.where.column) + ": " + first.message, first.hint);
   }
   auto const v = compiled->evaluate(with);
   if (v.is(kind::error))
      return "error " + std::to_string(compiled->locate(v.error_place().value_or(0)).column) +
             ": " + v.error_message();
   if (v.is(kind::unknown))
      return "unknown " + base::to_text(v.why_unknown());
   if (v.is(kind::string))
      return "string " + base::json_string(v.characters());
   return short_kind(v.type()) + " " + to_text(v);
}

std::vector<fs::path> tables()
{
   std::vector<fs::path> all;
   for (auto const& entry :
        fs::directory_iterator{fs::path{DNSLINT_SOURCE_DIR} / "tests/unit/cel/rows"})
      if (entry.path().extension() == ".rows")
         all.push_back(entry.path());
   std::ranges::sort(all);
   return all;
}

std::string table_name(testing::TestParamInfo<fs::path> const& info)
{
   return info.param.stem().string();
}

class rows : public testing::TestWithParam<fs::path> {};

TEST_P(rows, have_their_values)
{
   world w;
   two_suffixes const suffixes;
   w.with.suffixes = &suffixes;
   w.names.is_checked = !is_unchecked(GetParam());
   auto const all = rows_of(GetParam());
   EXPECT_FALSE(all.empty());
   for (auto const& r : all)
      EXPECT_EQ(outcome_of(r.source, w.names, w.with), r.expected)
         << GetParam().string() << ':' << r.line << ": " << r.source;
}

INSTANTIATE_TEST_SUITE_P(of, rows, testing::ValuesIn(tables()), table_name);

}  // namespace
}  // namespace dnslint::cel
