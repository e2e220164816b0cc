// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/tested_file.hpp"

#include "core/authoring/check_case.hpp"
#include "core/authoring/rule_test_run.hpp"
#include "core/base/yaml.hpp"
#include "core/rules/pack.hpp"
#include "core/rules/pack_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <system_error>

namespace dnslint::authoring {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;

base::result<base::yaml::document> load(std::string const& file)
{
   auto text = base::yaml::read_file(file, most_bytes);
   if (!text)
      return text.errors();
   return base::yaml::load(file, std::move(*text));
}

void test_pack(base::yaml::document const& doc, test_surroundings const& in, tested_file& done)
{
   auto const pack = rules::read_pack(doc, in.facts);
   if (!pack) {
      done.errors = pack.errors();
      return;
   }
   for (auto const& test : pack->tests)
      done.tests.push_back(
         {fmt::format("{}, line {}", test.rule, test.where.line),
          test.where,
          run_rule_test(*pack, test).problems});
}

void test_checks(base::yaml::document const& doc, test_surroundings const& in, tested_file& done)
{
   auto const tests = read_check_tests(doc);
   if (!tests) {
      done.errors = tests.errors();
      return;
   }
   for (auto const& test : *tests)
      done.tests.push_back({test.name, test.where, run_check_test(test, in.wanted, in.suffixes)});
}

// Null when the file is of neither kind.
std::optional<tested_file> test_file(std::string const& file, test_surroundings const& in)
{
   tested_file done{file, {}, {}};
   auto const doc = load(file);
   if (!doc)
      done.errors = doc.errors();
   else if (doc->root().find("pack") != nullptr)
      test_pack(*doc, in, done);
   else if (doc->root().find("tests") != nullptr)
      test_checks(*doc, in, done);
   else
      return std::nullopt;
   return done;
}

tested_file without_tests(std::string const& path)
{
   return {
      path,
      {},
      {base::error_in(
         path,
         "there are no tests",
         "a rule pack begins with `pack:`, a file of data tests with `tests:`")}};
}

}  // namespace

std::size_t failures(tested_file const& f)
{
   return static_cast<std::size_t>(std::ranges::count_if(f.tests, [](ended_test const& t) {
      return !t.problems.empty();
   }));
}

std::vector<tested_file> run_tests(std::string const& path, test_surroundings const& in)
{
   auto const files = rules::yaml_files(path);
   if (!files)
      return {{path, {}, files.errors()}};
   std::vector<tested_file> all;
   for (auto const& file : *files)
      if (auto done = test_file(file, in))
         all.push_back(std::move(*done));
   auto const empty = std::ranges::all_of(all, [](tested_file const& f) {
      return f.tests.empty() && f.errors.empty();
   });
   return empty ? std::vector{without_tests(path)} : all;
}

}  // namespace dnslint::authoring
