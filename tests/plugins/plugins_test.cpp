// SPDX-License-Identifier: Apache-2.0
// Each entry of each plugins/*/tests/*.yaml is one test, named PLUGIN/FILE.NAME.
#include "core/audit/selection.hpp"
#include "core/authoring/check_case.hpp"
#include "core/base/yaml.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using namespace dnslint;

class data_test : public testing::Test {
public:
   explicit data_test(authoring::check_test test)
   : test_{std::move(test)}
   {}

   void TestBody() override
   {
      static auto const suffixes = audit::public_suffix_list::builtin();
      audit::selection wanted;
      wanted.plugin_folders = {DNSLINT_PLUGIN_DIR};
      EXPECT_EQ(base::to_text(authoring::run_check_test(test_, wanted, suffixes)), "");
   }

private:
   authoring::check_test test_;
};

class broken_file : public testing::Test {
public:
   explicit broken_file(std::string errors)
   : errors_{std::move(errors)}
   {}
   void TestBody() override { FAIL() << errors_; }

private:
   std::string errors_;
};

std::string identifier(std::string text)
{
   std::ranges::replace_if(
      text,
      [](unsigned char c) {
         return std::isalnum(c) == 0;
      },
      '_');
   return text;
}

template <class Test, class Argument>
void add_test(
   std::string const& suite,
   std::string const& name,
   fs::path const& file,
   int line,
   Argument argument)
{
   testing::RegisterTest(
      suite.c_str(),
      identifier(name).c_str(),
      nullptr,
      nullptr,
      file.c_str(),
      line,
      [argument]() -> testing::Test* {
         return new Test(argument);
      });
}

void add_file(std::string const& plugin, fs::path const& file)
{
   auto const suite = plugin + "/" + file.stem().string();
   auto text = base::yaml::read_file(file.string(), std::size_t{1} << 20U);
   auto const doc = text ? base::yaml::load(file.string(), std::move(*text)) : text.errors();
   if (!doc)
      return add_test<broken_file>(suite, "loads", file, 1, base::to_text(doc.errors()));
   auto const tests = authoring::read_check_tests(*doc);
   if (!tests)
      return add_test<broken_file>(suite, "loads", file, 1, base::to_text(tests.errors()));
   for (auto const& t : *tests)
      add_test<data_test>(suite, t.name, file, static_cast<int>(t.where.line), t);
}

void add_all()
{
   for (auto const& folder : fs::directory_iterator{fs::path{DNSLINT_SOURCE_DIR} / "plugins"}) {
      if (!fs::is_directory(folder.path() / "tests"))
         continue;
      std::vector<fs::path> files;
      for (auto const& file : fs::directory_iterator{folder.path() / "tests"})
         if (file.path().extension() == ".yaml")
            files.push_back(file.path());
      std::ranges::sort(files);
      for (auto const& file : files)
         add_file(folder.path().filename().string(), file);
   }
}

}  // namespace

int main(int argc, char** argv)
{
   testing::InitGoogleTest(&argc, argv);
   add_all();
   return RUN_ALL_TESTS();
}
