// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"

#include "core/base/glob.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::HasSubstr;

// A rule pack in a file of its own, removed at the end.
class pack_file {
public:
   explicit pack_file(std::string const& text)
   : path_{
        (std::filesystem::temp_directory_path() / ("dnslint-plan-" + unique() + ".yaml")).string()}
   {
      std::ofstream{path_} << text;
   }
   pack_file(pack_file const&) = delete;
   pack_file& operator=(pack_file const&) = delete;
   ~pack_file() { std::filesystem::remove(path_); }
   std::string const& path() const { return path_; }

private:
   static std::string unique()
   {
      static int count = 0;
      return std::to_string(getpid()) + "-" + std::to_string(++count);
   }
   std::string path_;
};

std::string const two_rules = R"(pack: acme
version: 1.0.0
variables:
  most: { type: int, default: 5, min: 1, max: 9, description: "a bound" }
rules:
  - { id: acme/one, title: One, category: a.b, severity: low, assert: "vars.most > 1" }
  - { id: acme/two, title: Two, category: a.b, severity: low, assert: "domain != ''" }
)";

audit::selection with(pack_file const& file)
{
   audit::selection wanted;
   wanted.rule_paths = {file.path()};
   return wanted;
}

std::vector<std::string> ids(audit::plan const& p)
{
   std::vector<std::string> all;
   for (auto const& c : p.checks)
      all.push_back(c.definition->id);
   return all;
}

std::string refusal(audit::selection const& wanted)
{
   auto const built = audit::build_plan(wanted);
   return built ? "a plan was built" : base::to_text(built.errors());
}

TEST(plan, has_the_checks_of_the_core_and_of_packs_sorted_by_id)
{
   pack_file const file{two_rules};
   auto const built = audit::build_plan(with(file));
   ASSERT_TRUE(built.ok()) << base::to_text(built.errors());
   EXPECT_THAT(ids(*built->made), ElementsAre("acme/one", "acme/two", "name/exists"));
   EXPECT_TRUE(built->problems.empty());
}

TEST(plan, numbers_equal_conditions_alike_and_none_that_lookups_decide)
{
   pack_file const file{R"(pack: acme
version: 1.0.0
variables:
  most: { type: int, default: 5, min: 1, max: 9, description: "a bound" }
rules:
  - { id: acme/a, title: A, category: a.b, severity: low, applies_when: "domain != ''", assert: "true" }
  - { id: acme/b, title: B, category: a.b, severity: low, applies_when: "domain != ''", assert: "true" }
  - { id: acme/c, title: C, category: a.b, severity: low, applies_when: "vars.most > 1", assert: "true" }
  - { id: acme/d, title: D, category: a.b, severity: low, assert: "true" }
  - id: acme/e
    title: E
    category: a.b
    severity: low
    lookups: { txt: { name: "{domain}", type: TXT } }
    applies_when: "txt.records.size() > 0"
    assert: "true"
)"};
   pack_file const other{R"(pack: other
version: 1.0.0
variables:
  most: { type: int, default: 1, min: 1, max: 9, description: "a bound" }
rules:
  - { id: other/c, title: C, category: a.b, severity: low, applies_when: "vars.most > 1", assert: "true" }
)"};
   auto wanted = with(file);
   wanted.rule_paths.push_back(other.path());
   auto const built = audit::build_plan(wanted);
   ASSERT_TRUE(built.ok()) << base::to_text(built.errors());
   auto const& checks = built->made->checks;
   ASSERT_THAT(
      ids(*built->made),
      ElementsAre("acme/a", "acme/b", "acme/c", "acme/d", "acme/e", "name/exists", "other/c"));
   EXPECT_TRUE(checks[0].condition);
   EXPECT_EQ(checks[0].condition, checks[1].condition);
   EXPECT_NE(checks[0].condition, checks[2].condition);
   EXPECT_FALSE(checks[3].condition) << "it always applies";
   EXPECT_FALSE(checks[4].condition) << "its lookups decide";
   EXPECT_NE(checks[2].condition, checks[6].condition) << "the variables are not the same";
   EXPECT_EQ(built->made->conditions, 3U);
}

TEST(plan, globs_select_and_skip)
{
   pack_file const file{two_rules};
   auto wanted = with(file);
   wanted.checks = {"acme/*", "name/exists"};
   wanted.skip = {"*/t?o"};
   auto const built = audit::build_plan(wanted);
   ASSERT_TRUE(built.ok());
   EXPECT_THAT(ids(*built->made), ElementsAre("acme/one", "name/exists"));
   wanted.checks = {"nothing/*"};
   EXPECT_THAT(refusal(wanted), HasSubstr("leave no check to run"));
}

TEST(plan, settings_are_checked)
{
   pack_file const file{two_rules};
   auto wanted = with(file);
   wanted.settings = {{"acme.most", "7"}};
   auto const built = audit::build_plan(wanted);
   ASSERT_TRUE(built.ok());
   EXPECT_EQ(built->made->settings.at("acme").at("most"), facts::value{7});
   wanted.settings = {{"acme.most", "70"}};
   EXPECT_THAT(refusal(wanted), HasSubstr("most"));
   wanted.settings = {{"acme.mots", "7"}};
   EXPECT_THAT(refusal(wanted), HasSubstr("did you mean 'acme.most'?"));
   wanted.settings = {{"most", "7"}};
   EXPECT_THAT(refusal(wanted), HasSubstr("--set most"));
}

TEST(plan, a_broken_pack_or_a_check_from_two_places_is_an_error)
{
   pack_file const broken{"pack: acme\nversion: 1.0.0\nrules: [ { id: acme/one } ]\n"};
   EXPECT_THAT(refusal(with(broken)), HasSubstr("needs 'title'"));
   pack_file const file{two_rules};
   pack_file const again{two_rules};
   auto wanted = with(file);
   wanted.rule_paths.push_back(again.path());
   EXPECT_THAT(refusal(wanted), HasSubstr("comes from two places"));
   wanted.rule_paths = {"/nonexistent/pack.yaml"};
   EXPECT_THAT(refusal(wanted), HasSubstr("/nonexistent/pack.yaml"));
}

TEST(glob, matches_the_whole_text)
{
   EXPECT_TRUE(base::glob_matches("*", ""));
   EXPECT_TRUE(base::glob_matches("spf/*", "spf/present"));
   EXPECT_TRUE(base::glob_matches("*/p*t", "spf/present"));
   EXPECT_TRUE(base::glob_matches("a**b?", "axxbc"));
   EXPECT_FALSE(base::glob_matches("spf", "spf/present"));
   EXPECT_FALSE(base::glob_matches("?", ""));
   EXPECT_FALSE(base::glob_matches("", "a"));
}

// A plugin that exists as manifest only.
plugin::plugin manifest_only(std::string const& id, std::string const& probes)
{
   auto m = plugin::read_manifest(
      id,
      "plugin: " + id +
         "\nversion: 1.0.0\ntitle: T\nfacts:\n  f: { type: int, description: d }\nprobes: " +
         probes);
   EXPECT_TRUE(m.ok()) << base::to_text(m.errors());
   return {id, std::move(*m), {}, nullptr, {}};
}

TEST(probe_order, puts_a_probe_behind_those_that_it_needs)
{
   std::vector<plugin::plugin> plugins;
   plugins.push_back(manifest_only("a", "{ a: { needs: [c.f, name.kind] } }"));
   plugins.push_back(manifest_only("b", "{ b: {} }"));
   plugins.push_back(manifest_only("c", "{ c: { needs: [b.f] } }"));
   auto const ordered = audit::order_probes(plugins);
   ASSERT_TRUE(ordered.ok());
   std::vector<std::string> names;
   for (auto const& p : *ordered)
      names.push_back(p.owner->manifest.id);
   EXPECT_THAT(names, ElementsAre("b", "c", "a"));
   EXPECT_THAT((*ordered)[1].after, ElementsAre(0U));
   EXPECT_THAT((*ordered)[2].after, ElementsAre(1U));
}

TEST(probe_order, names_the_probes_of_a_circle)
{
   std::vector<plugin::plugin> plugins;
   plugins.push_back(manifest_only("a", "{ a: { needs: [b.f] } }"));
   plugins.push_back(manifest_only("b", "{ b: { needs: [a.f] } }"));
   plugins.push_back(manifest_only("c", "{ c: {} }"));
   auto const ordered = audit::order_probes(plugins);
   ASSERT_FALSE(ordered.ok());
   EXPECT_THAT(base::to_text(ordered.errors()), HasSubstr("a/a, b/b"));
}

}  // namespace
