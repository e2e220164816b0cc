// SPDX-License-Identifier: Apache-2.0
// The JSON Schema and the loader agree on what a profile is.
#include "core/profile/profile.hpp"
#include "tests/support/process.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <unistd.h>

namespace dnslint::profile {
namespace {

namespace fs = std::filesystem;

constexpr auto python = "/usr/bin/python3";
constexpr auto schema = DNSLINT_SOURCE_DIR "/rules/profile.schema.json";

class profile_schema : public testing::Test {
protected:
   void SetUp() override
   {
      if (tests::run({python, "-c", "import jsonschema, yaml"}).status != 0)
         GTEST_SKIP() << "python3-jsonschema or python3-yaml is not installed";
      fs::create_directories(folder_);
   }
   ~profile_schema() override { fs::remove_all(folder_); }

   std::string write(std::string const& text)
   {
      auto const path = (folder_ / (std::to_string(written_++) + ".yaml")).string();
      std::ofstream{path} << text;
      return path;
   }

   static std::vector<std::string> verdicts(std::vector<std::string> const& paths)
   {
      std::vector<std::string> words{
         python, DNSLINT_SOURCE_DIR "/tests/unit/profile/validate_profiles.py", schema};
      words.insert(words.end(), paths.begin(), paths.end());
      auto const done = tests::run(words);
      EXPECT_EQ(0, done.status) << done.err;
      std::vector<std::string> lines;
      std::istringstream in{done.out};
      for (std::string line; std::getline(in, line);)
         lines.push_back(line);
      EXPECT_EQ(paths.size(), lines.size());
      lines.resize(paths.size());
      return lines;
   }

   void expect_both(std::vector<std::string> const& texts, bool valid)
   {
      std::vector<std::string> paths;
      for (auto const& text : texts)
         paths.push_back(write(text));
      auto const told = verdicts(paths);
      for (std::size_t i = 0; i != texts.size(); ++i) {
         EXPECT_EQ(valid, told[i] == "valid") << texts[i] << told[i];
         EXPECT_EQ(valid, load_profile(paths[i]).ok()) << texts[i];
      }
   }

private:
   fs::path folder_ =
      fs::temp_directory_path() / ("dnslint-profile-schema-" + std::to_string(getpid()));
   std::size_t written_ = 0;
};

TEST_F(profile_schema, is_that_of_the_loader)
{
   std::ifstream in{schema};
   std::ostringstream text;
   text << in.rdbuf();
   EXPECT_EQ(json_schema(), text.str()) << "`dnslint profile schema > rules/profile.schema.json`";
}

TEST_F(profile_schema, accepts_what_ships)
{
   std::vector<std::string> paths;
   for (auto const& one : shipped_profiles()) {
      paths.push_back(DNSLINT_SOURCE_DIR "/" + std::string{one.file});
      EXPECT_TRUE(one.text.starts_with("# yaml-language-server: $schema=../profile.schema.json\n"));
   }
   for (auto const& verdict : verdicts(paths))
      EXPECT_EQ("valid", verdict);
}

TEST_F(profile_schema, accepts_what_the_loader_accepts)
{
   expect_both(
      {"profile: a\n",
       "profile: a\ntitle: 7\n",
       "profile: a\npacks: [./x.yaml, baseline]\n",
       "profile: a\nvariables: { a-b.c_d: [1, 2], x.y: true }\n",
       "profile: a\ncontrols: { x.y: { category: z, weight: 0.5, any_of: [v.w] } }\n",
       "profile: a\ngrades: { A+: 90.5, F: 0 }\n",
       "profile: a\ngrades: { A+: 90, F: 0 }\n"
       "caps: [{ id: x-1, most: A+, failed: [x/y], unless: [x/z], text: why }]\n",
       "profile: a\nextends: standard\ncaps: [{ id: no-spf, most: none }]\n",
       "profile: a\noverrides: [{ check: 'x/*', severity: low, control: none }]\n",
       "profile: a\nsuppressions:\n"
       "  - { check: x/y, domain: '*.test', reason: r, owner: o, expires: 2027-01-31 }\n"},
      true);
}

TEST_F(profile_schema, refuses_what_the_loader_refuses)
{
   expect_both(
      {"title: a\n",
       "profile: A\n",
       "profile: a\nweights: {}\n",
       "profile: a\npacks: baseline\n",
       "profile: a\nvariables: { x: 1 }\n",
       "profile: a\ncontrols: { x.y: { category: z, weight: 1001 } }\n",
       "profile: a\ncontrols: { X: { category: z } }\n",
       "profile: a\ngrades: { A: 101, F: 0 }\n",
       "profile: a\ncaps: { x: { most: C } }\n",
       "profile: a\ncaps: [{ most: C }]\n",
       "profile: a\ncaps: [{ id: x, failed: ['x/*'] }]\n",
       "profile: a\noverrides: [{ severity: low }]\n",
       "profile: a\noverrides: [{ check: x/y, severity: bad }]\n",
       "profile: a\ndisable: [7.5]\n",
       "profile: a\nsuppressions:\n"
       "  - { check: x/y, domain: '*.test', reason: r, owner: o, expires: soon }\n",
       "profile: a\nsuppressions:\n"
       "  - { check: x/y, domain: '*.test', owner: o, expires: 2027-01-31 }\n"},
      false);
}

}  // namespace
}  // namespace dnslint::profile
