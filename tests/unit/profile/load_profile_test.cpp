// SPDX-License-Identifier: Apache-2.0
#include "core/profile/profile.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

namespace dnslint::profile {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// Profiles in a folder of their own, removed at the end.
class load_profile_test : public testing::Test {
protected:
   ~load_profile_test() override { fs::remove_all(folder_); }

   std::string write(std::string const& name, std::string const& text)
   {
      auto const path = folder_ / name;
      fs::create_directories(path.parent_path());
      std::ofstream{path} << text;
      return path.string();
   }

   static std::string refusal(std::string const& wanted)
   {
      auto const made = load_profile(wanted);
      return made ? "it was loaded" : base::to_text(made.errors());
   }

private:
   fs::path folder_ = fs::temp_directory_path() / ("dnslint-profile-" + std::to_string(getpid()));
};

TEST_F(load_profile_test, extends_a_file_beside_it_and_that_a_shipped_one)
{
   write(
      "group.yaml", "profile: group\nextends: standard\ncontrols: { spf.policy: { weight: 5 } }\n");
   auto const file =
      write("sub/acme.yaml", "profile: acme\nextends: ../group.yaml\ngrades: { ok: 50, no: 0 }\n");
   auto const made = load_profile(file);
   ASSERT_TRUE(made.ok()) << base::to_text(made.errors());
   EXPECT_EQ("acme", made->name);
   EXPECT_EQ(5, made->controls.at("spf.policy").weight->value);
   EXPECT_THAT(made->controls.at("spf.policy").weight->where.file, HasSubstr("group.yaml"));
   EXPECT_EQ("rules/profiles/standard.yaml", made->controls.at("dmarc.policy").weight->where.file);
   EXPECT_EQ(2U, made->grades.size());
   ASSERT_EQ(3U, made->sources.size());
   EXPECT_EQ("standard", made->sources[0].name);
   EXPECT_EQ(file, made->sources[2].file);
   EXPECT_EQ(64U, made->sources[2].sha256.size());
}

TEST_F(load_profile_test, refuses_a_circle)
{
   auto const a = write("a.yaml", "profile: a\nextends: ./b.yaml\n");
   write("b.yaml", "profile: b\nextends: sub/../a.yaml\n");
   EXPECT_THAT(
      refusal(a), HasSubstr("b.yaml:2:10: error: profiles that extend each other in a circle"));
   auto const self = write("self.yaml", "profile: self\nextends: self.yaml\n");
   EXPECT_THAT(refusal(self), HasSubstr("circle"));
}

TEST_F(load_profile_test, says_where_a_profile_that_is_not_there_was_named)
{
   EXPECT_THAT(refusal("standrad"), HasSubstr("no profile 'standrad'"));
   EXPECT_THAT(refusal("standrad"), HasSubstr("did you mean 'standard'?"));
   auto const file = write("a.yaml", "profile: a\nextends: ./no.yaml\n");
   EXPECT_THAT(refusal(file), HasSubstr("a.yaml:2:10: error: "));
   EXPECT_THAT(refusal(file), HasSubstr("no.yaml cannot be read"));
}

std::string const three_caps =
   "profile: base\ngrades: { A: 90, B: 80, F: 0 }\ncaps:\n"
   "  - { id: one, most: B, failed: [x/1], unless: [x/2], text: first }\n"
   "  - { id: two, most: F, failed: [x/1], text: second }\n"
   "  - { id: three, most: B, failed: [x/3], text: third }\n";

TEST_F(load_profile_test, inherits_caps_by_id_and_takes_them_away)
{
   write("base.yaml", three_caps);
   auto const file = write(
      "a.yaml",
      "profile: a\nextends: ./base.yaml\ncaps:\n  - { id: one, most: F, unless: [] }\n"
      "  - { id: two, most: none }\n");
   auto const made = load_profile(file);
   ASSERT_TRUE(made.ok()) << base::to_text(made.errors());
   auto const caps = weights_of(*made).caps;
   ASSERT_EQ(2U, caps.size());
   EXPECT_EQ((score::cap{"one", "F", {"x/1"}, {}, "first"}), caps[0]);
   EXPECT_EQ((score::cap{"three", "B", {"x/3"}, {}, "third"}), caps[1]);
}

TEST_F(load_profile_test, keeps_the_caps_to_grades_that_it_has)
{
   write("base.yaml", three_caps);
   auto const file = write(
      "a.yaml",
      "profile: a\nextends: ./base.yaml\ngrades: { A: 95, good: 50, F: 0 }\n"
      "caps:\n  - { id: one, most: good }\n");
   auto const made = load_profile(file);
   ASSERT_TRUE(made.ok()) << base::to_text(made.errors());
   auto const caps = weights_of(*made).caps;
   ASSERT_EQ(2U, caps.size());
   EXPECT_EQ("good", caps[0].most);
   EXPECT_EQ("two", caps[1].id);
}

TEST_F(load_profile_test, refuses_a_cap_that_is_not_whole_or_has_an_unknown_grade)
{
   auto const with = [&](std::string const& cap) {
      return refusal(write("a.yaml", "profile: a\nextends: standard\ncaps:\n  - " + cap + "\n"));
   };
   EXPECT_THAT(
      with("{ id: new, most: C, text: t }"),
      HasSubstr("a.yaml:4:5: error: the cap 'new' needs 'failed'"));
   EXPECT_THAT(with("{ id: new, failed: [x/1], text: t }"), HasSubstr("needs 'most'"));
   EXPECT_THAT(with("{ id: new, most: C, failed: [x/1] }"), HasSubstr("needs 'text'"));
   EXPECT_THAT(
      with("{ id: new, most: E, failed: [x/1], text: t }"),
      HasSubstr("a.yaml:4:22: error: 'E' is no grade of this profile"));
   EXPECT_THAT(
      with("{ id: new, most: none }"),
      HasSubstr("a.yaml:4:5: error: there is no cap 'new' to take away"));
}

TEST_F(load_profile_test, prints_caps_so_that_they_can_be_read_again)
{
   auto const made = load_profile(write("base.yaml", three_caps));
   ASSERT_TRUE(made.ok());
   auto const again = load_profile(write("again.yaml", to_text(*made)));
   ASSERT_TRUE(again.ok()) << base::to_text(again.errors());
   EXPECT_EQ(weights_of(*made), weights_of(*again));
   EXPECT_EQ(3U, weights_of(*again).caps.size());
}

TEST_F(load_profile_test, refuses_a_control_that_no_profile_gives_a_category)
{
   auto const file = write("a.yaml", "profile: a\ncontrols: { x.y: { weight: 2 } }\n");
   EXPECT_THAT(refusal(file), HasSubstr("a.yaml:2:28: error: the control 'x.y' needs 'category'"));
}

}  // namespace
}  // namespace dnslint::profile
