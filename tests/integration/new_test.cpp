// SPDX-License-Identifier: Apache-2.0
// What `dnslint new` makes. That it builds and passes is walked by docs_walk_test.py.
#include "tests/integration/scan_run.hpp"

#include <gmock/gmock.h>
#include <set>

namespace dnslint::tests {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::set<std::string> files_below(fs::path const& folder)
{
   std::set<std::string> all;
   for (auto const& entry : fs::recursive_directory_iterator{folder})
      if (entry.is_regular_file())
         all.insert(entry.path().lexically_relative(folder).string());
   return all;
}

ended_process make(std::string const& what, std::string const& name, fs::path const& folder)
{
   return dnslint({"new", what, name, "--in", folder.string()});
}

// A source tree as far as the command looks.
fs::path tree_in(work_folder const& folder)
{
   fs::create_directories(folder.path() / "sdk/cmake");
   fs::create_directories(folder.path() / "plugins");
   fs::create_directories(folder.path() / "rules");
   return folder.path();
}

TEST(new_plugin, is_a_project_of_its_own)
{
   work_folder const folder;
   auto const done = make("plugin", "acme-mail", folder.path());
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      files_below(folder.path() / "acme-mail"),
      ElementsAre(
         ".clang-format",
         ".editorconfig",
         ".github/workflows/ci.yml",
         ".gitignore",
         "CMakeLists.txt",
         "README.md",
         "acme-mail.cpp",
         "checks.yaml",
         "tests/acme-mail.yaml"));
   EXPECT_THAT(
      done.out,
      AllOf(
         HasSubstr("acme-mail/tests/acme-mail.yaml\n"), HasSubstr("Next: "), HasSubstr("ctest")));
}

TEST(new_plugin, has_its_name_everywhere)
{
   work_folder const folder;
   ASSERT_EQ(make("plugin", "acme-mail", folder.path()).status, 0);
   auto const made = folder.path() / "acme-mail";
   for (auto const& file : files_below(made)) {
      auto const text = read_file(made / file);
      EXPECT_THAT(text, AllOf(Not(HasSubstr("@NAME@")), Not(HasSubstr("@FACTS@")))) << file;
   }
   EXPECT_THAT(read_file(made / "checks.yaml"), HasSubstr("facts.acme_mail.txt_records > 0"));
   EXPECT_THAT(read_file(made / "CMakeLists.txt"), HasSubstr("find_package(dnslint"));
}

TEST(new_plugin, is_formatted_as_dnslint_is)
{
   work_folder const folder;
   ASSERT_EQ(make("plugin", "acme", folder.path()).status, 0);
   EXPECT_EQ(
      read_file(folder.path() / "acme/.clang-format"),
      read_file(DNSLINT_SOURCE_DIR "/.clang-format"));
}

TEST(new_plugin, in_the_tree_has_no_standalone_parts)
{
   work_folder const folder;
   auto const tree = tree_in(folder);
   auto const done = make("plugin", "acme", tree / "plugins");
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(
      files_below(tree / "plugins"),
      ElementsAre(
         "acme/CMakeLists.txt",
         "acme/README.md",
         "acme/acme.cpp",
         "acme/checks.yaml",
         "acme/tests/acme.yaml"));
   EXPECT_EQ(
      read_file(tree / "plugins/acme/CMakeLists.txt"),
      "dnslint_add_plugin(acme SOURCES acme.cpp)\n");
}

TEST(new_rule, is_a_pack_that_passes_its_tests_for_all_outcomes)
{
   work_folder const folder;
   ASSERT_EQ(make("rule", "acme-rules", folder.path()).status, 0);
   EXPECT_THAT(
      files_below(folder.path() / "acme-rules"), ElementsAre("acme-rules.yaml", "lab.yaml"));
   auto const pack = folder.at("acme-rules/acme-rules.yaml");
   for (auto const* expected :
        {"expect: pass", "expect: fail", "expect: unknown", "expect: not-applicable"})
      EXPECT_THAT(read_file(pack), HasSubstr(expected));
   auto const tested = dnslint({"test", pack});
   EXPECT_EQ(tested.status, 0) << tested.err;
   EXPECT_EQ(tested.out, "4 passed, 0 failed\n");
}

TEST(new_rule, has_a_lab_with_every_outcome)
{
   work_folder const folder;
   ASSERT_EQ(make("rule", "acme", folder.path()).status, 0);
   auto const done = dnslint(
      {"scan",
       "good.test",
       "example.test",
       "slow.test",
       "no-mail.test",
       "--zone",
       folder.at("acme/lab.yaml"),
       "--rules",
       folder.at("acme/acme.yaml"),
       "--format",
       "json"});
   ASSERT_EQ(done.status, 0) << done.err;
   auto const report = json::parse(done.out);
   words seen;
   for (auto const& domain : report["domains"].items())
      seen.push_back(check_of(domain, "acme/tls-report-address")["outcome"].text());
   EXPECT_THAT(seen, ElementsAre("pass", "fail", "unknown", "not-applicable"));
}

TEST(new_rule, in_the_tree_is_one_file)
{
   work_folder const folder;
   auto const tree = tree_in(folder);
   EXPECT_EQ(make("rule", "acme", tree / "rules").status, 0);
   EXPECT_THAT(files_below(tree / "rules"), ElementsAre("acme.yaml"));
   auto const again = make("rule", "acme", tree / "rules");
   EXPECT_EQ(again.status, 2);
   EXPECT_THAT(again.err, HasSubstr("nothing is overwritten"));
   EXPECT_THAT(files_below(tree / "rules"), ElementsAre("acme.yaml"));
}

TEST(new_names, are_lower_case_words_with_hyphens)
{
   struct wrong {
      std::string name;
      std::string says;
   };
   work_folder const folder;
   for (auto const& w : std::vector<wrong>{
           {"Acme", "did you mean 'acme'"},
           {"my_plugin", "did you mean 'my-plugin'"},
           {"a--b", "did you mean 'a-b'"},
           {"a-b-", "did you mean 'a-b'"},
           {"a-", "did you mean 'a'"},
           {"../evil", "did you mean 'evil'"},
           {"a/b", "did you mean 'a-b'"},
           {"", "such as acme-mail"},
           {"9lives", "such as acme-mail"},
           {"\x1b[2J", "no name"},
           {std::string(41, 'a'), "at most 40"},
           {"namespace", "reserved"},
           {"all", "reserved"},
           {"name", "reserved"},
           {"spf", "already"},
           {"baseline", "already"}}) {
      auto const done = make("plugin", w.name, folder.path());
      EXPECT_EQ(done.status, 2) << w.name;
      EXPECT_THAT(done.err, HasSubstr(w.says)) << w.name;
      EXPECT_EQ(done.err.find('\x1b'), std::string::npos);
   }
   EXPECT_TRUE(fs::is_empty(folder.path()));
   EXPECT_EQ(make("plugin", "a1-b2", folder.path()).status, 0);
}

TEST(new_target, is_never_overwritten)
{
   work_folder const folder;
   auto const mine = folder.write("acme/mine.txt", "mine");
   for (auto const* what : {"plugin", "rule"}) {
      auto const done = make(what, "acme", folder.path());
      EXPECT_EQ(done.status, 2);
      EXPECT_THAT(done.err, AllOf(HasSubstr("acme"), HasSubstr("nothing is overwritten")));
   }
   EXPECT_THAT(files_below(folder.path()), ElementsAre("acme/mine.txt"));
   EXPECT_EQ(read_file(mine), "mine");
}

TEST(new_command, says_what_is_wrong_with_its_usage)
{
   work_folder const folder;
   EXPECT_THAT(dnslint({"new"}).err, HasSubstr("dnslint new plugin NAME"));
   EXPECT_THAT(make("plugni", "acme", folder.path()).err, HasSubstr("did you mean 'plugin'"));
   EXPECT_THAT(make("plugin", "acme", folder.path() / "gone").err, HasSubstr("no such folder"));
   EXPECT_EQ(dnslint({"new", "rule", "a", "b"}).status, 2);
   auto const help = dnslint({"new", "--help"});
   EXPECT_EQ(help.status, 0);
   EXPECT_THAT(help.out, AllOf(HasSubstr("new rule NAME"), HasSubstr("--in DIR")));
}

}  // namespace
}  // namespace dnslint::tests
