// SPDX-License-Identifier: Apache-2.0
// Which rule packs a plan loads: those that the user names, and those that the profile names.
#include "core/audit/plan_packs.hpp"

#include "tests/unit/audit/scratch_plan.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string pack_text(std::string const& name)
{
   return "pack: " + name + "\nversion: 1.0.0\nrules:\n  - { id: " + name +
          "/one, title: One, category: c, severity: low, assert: \"domain != ''\" }\n";
}

// A folder with the packs a and b, and one with c.
class packs_in_folders : public testing::Test {
protected:
   packs_in_folders()
   {
      fs::create_directories(shipped());
      fs::create_directories(own());
      write(shipped() / "a.yaml", pack_text("a"));
      write(shipped() / "b.yaml", pack_text("b"));
      write(own() / "c.yaml", pack_text("c"));
   }
   ~packs_in_folders() override { fs::remove_all(folder_); }

   fs::path shipped() const { return folder_ / "shipped"; }
   fs::path own() const { return folder_ / "own"; }
   static void write(fs::path const& file, std::string const& text) { std::ofstream{file} << text; }

   void profile_names(std::vector<std::string> const& packs)
   {
      for (auto const& p : packs)
         plan_.profile.packs.push_back({p, {"own.yaml", 3, 1, {}}});
   }

   // The names of the packs that were loaded, in their order.
   std::vector<std::string> loaded(std::vector<std::string> const& paths)
   {
      selection wanted;
      wanted.rule_paths = paths;
      wanted.shipped_packs = shipped().string();
      errors_ = base::to_text(load_packs(plan_, wanted));
      std::vector<std::string> names;
      for (auto const& p : plan_.packs)
         names.push_back(p.name);
      return names;
   }

   fs::path folder_ =
      fs::temp_directory_path() / ("dnslint-plan-packs-" + std::to_string(getpid()));
   plan plan_;
   std::string errors_;
};

TEST_F(packs_in_folders, runs_of_the_shipped_ones_those_that_the_profile_names)
{
   profile_names({"b"});
   EXPECT_THAT(loaded({shipped().string()}), ElementsAre("b"));
   EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(packs_in_folders, runs_all_of_a_folder_that_the_user_names)
{
   EXPECT_THAT(loaded({own().string()}), ElementsAre("c"));
   EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(packs_in_folders, runs_a_file_that_the_user_names_without_the_profile)
{
   EXPECT_THAT(loaded({(shipped() / "a.yaml").string()}), ElementsAre("a"));
}

TEST_F(packs_in_folders, loads_each_file_once_by_whatever_path)
{
   profile_names({"a"});
   EXPECT_THAT(
      loaded(
         {shipped().string(),
          (own() / "c.yaml").string(),
          (own() / ".." / "own" / "c.yaml").string(),
          own().string(),
          (shipped() / "a.yaml").string()}),
      ElementsAre("a", "c"));
   EXPECT_THAT(errors_, IsEmpty());
}

TEST_F(packs_in_folders, runs_files_that_the_profile_names_by_their_path)
{
   profile_names({(own() / "c.yaml").string()});
   EXPECT_THAT(loaded({}), ElementsAre("c"));
}

TEST_F(packs_in_folders, tells_where_a_pack_is_named_that_is_not_there)
{
   profile_names({"aa", (own() / "d.yaml").string()});
   EXPECT_THAT(loaded({shipped().string()}), IsEmpty());
   EXPECT_THAT(errors_, HasSubstr("own.yaml:3:1: error: there is no rule pack aa"));
   EXPECT_THAT(errors_, HasSubstr("did you mean 'a'?"));
   EXPECT_THAT(errors_, HasSubstr("there is no rule pack " + (own() / "d.yaml").string()));
}

TEST_F(packs_in_folders, goes_on_behind_a_pack_that_does_not_load)
{
   write(own() / "b-broken.yaml", "pack: broken\nversion: 1.0.0\nrules: [{ id: x }]\n");
   EXPECT_THAT(loaded({own().string()}), ElementsAre("c"));
   EXPECT_THAT(errors_, HasSubstr("b-broken.yaml:3:"));
   EXPECT_THAT(loaded({"/nonexistent/x.yaml"}), ElementsAre("c"));
   EXPECT_THAT(errors_, HasSubstr("/nonexistent/x.yaml"));
}

}  // namespace
}  // namespace dnslint::audit::test
