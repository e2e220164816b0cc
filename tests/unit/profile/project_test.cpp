// SPDX-License-Identifier: Apache-2.0
#include "core/profile/project.hpp"

#include "core/base/yaml.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <unistd.h>

namespace dnslint::profile {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

base::result<project> project_from(std::string const& text)
{
   auto const doc = base::yaml::load("/srv/dnslint.yaml", text);
   if (!doc)
      return doc.errors();
   return read_project(*doc);
}

std::string project_refusal(std::string const& text)
{
   auto const made = project_from(text);
   return made ? "it was read" : base::to_text(made.errors());
}

TEST(project_file, names_profile_packs_and_resolvers_by_its_own_folder)
{
   auto const made = project_from(
      "profile: ./acme.yaml\npacks: [parked, rules/own.yaml]\nresolvers: [192.0.2.1]\n");
   ASSERT_TRUE(made) << base::to_text(made.errors());
   EXPECT_EQ(made->profile->value, "/srv/acme.yaml");
   EXPECT_EQ(made->profile->where.line, 1U);
   ASSERT_EQ(made->additions.packs.size(), 2U);
   EXPECT_EQ(made->additions.packs[0].value, "parked");
   EXPECT_EQ(made->additions.packs[1].value, "/srv/rules/own.yaml");
   EXPECT_EQ(made->resolvers.at(0).value, "192.0.2.1");
   EXPECT_EQ(made->resolvers.at(0).where.line, 3U);
}

TEST(project_file, adds_to_a_profile_without_renaming_it)
{
   auto const made = project_from(
      "variables: { spf.widest_ipv4: 8 }\n"
      "suppressions:\n"
      "  - { check: a/b, domain: c.test, reason: d, owner: e, expires: 2027-01-31 }\n");
   ASSERT_TRUE(made) << base::to_text(made.errors());
   auto const p = with_additions(standard(), *made);
   EXPECT_EQ(p.name, "standard");
   EXPECT_TRUE(p.variables.contains("spf.widest_ipv4"));
   EXPECT_EQ(p.suppressions.size(), standard().suppressions.size() + 1);
   EXPECT_EQ(p.controls.size(), standard().controls.size());
   EXPECT_EQ(p.sources.back().name, "standard");
}

TEST(project_file, may_be_empty)
{
   auto const made = project_from("# nothing yet\n");
   ASSERT_TRUE(made) << base::to_text(made.errors());
   EXPECT_FALSE(made->profile);
}

TEST(project_file, is_read_strictly)
{
   EXPECT_THAT(
      project_refusal("resolvers: [a]\nprofil: x\n"),
      AllOf(HasSubstr("/srv/dnslint.yaml:2:1"), HasSubstr("did you mean 'profile'?")));
   EXPECT_THAT(project_refusal("packs: parked\n"), HasSubstr("dnslint.yaml:1:8"));
   EXPECT_THAT(
      project_refusal("suppressions:\n  - { check: a/b, domain: c.test, reason: d, owner: e, "
                      "expires: 2027-02-30 }\n"),
      HasSubstr("there is no day 2027-02-30"));
   EXPECT_THAT(project_refusal("grades: { A: 0 }\n"), HasSubstr("no key 'grades'"));
}

TEST(project_file, is_found_upward)
{
   auto const folder =
      fs::canonical(fs::temp_directory_path()) / ("dnslint-project-" + std::to_string(getpid()));
   fs::create_directories(folder / "a/b");
   std::ofstream{folder / "dnslint.yaml"} << "resolvers: []\n";
   EXPECT_EQ(find_project((folder / "a/b").string()), (folder / "dnslint.yaml").string());
   std::ofstream{folder / "a/dnslint.yaml"} << "profile: mail\n";
   EXPECT_EQ(find_project((folder / "a/b").string()), (folder / "a/dnslint.yaml").string());
   auto const made = load_project((folder / "a/dnslint.yaml").string());
   ASSERT_TRUE(made);
   EXPECT_EQ(made->profile->value, "mail");
   EXPECT_EQ(made->additions.sources.at(0).sha256.size(), 64U);
   fs::remove_all(folder);
}

TEST(project_file, has_the_schema_that_ships)
{
   std::ifstream file{DNSLINT_SOURCE_DIR "/rules/project.schema.json"};
   std::ostringstream text;
   text << file.rdbuf();
   EXPECT_EQ(project_schema(), text.str()) << "`dnslint config schema > rules/project.schema.json`";
}

}  // namespace
}  // namespace dnslint::profile
