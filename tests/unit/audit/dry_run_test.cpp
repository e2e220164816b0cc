// SPDX-License-Identifier: Apache-2.0
#include "core/audit/dry_run.hpp"

#include "core/audit/plan.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

namespace dnslint::audit {
namespace {

constexpr auto rules = R"(pack: own
version: 1.0.0
variables:
  label: { type: string, default: "_smtp._tls" }
rules:
  - id: own/plain
    title: t
    category: c
    severity: low
    lookups:
      one: { name: "_mta-sts.{domain}", type: TXT }
      two: { name: "{vars.label}.{domain}", type: TXT }
      three: { name: "{facts.name.zone}", type: NS }
    assert: "one.records.size() + two.records.size() + three.records.size() > 0"
)";

class dry_run_of_rules : public testing::Test {
protected:
   dry_run_of_rules()
   : file_{
        std::filesystem::temp_directory_path() / ("dry_run_" + std::to_string(getpid()) + ".yaml")}
   {
      std::ofstream{file_} << rules;
      selection wanted;
      wanted.rule_paths = {file_.string()};
      auto built = build_plan(wanted);
      if (built)
         plan_ = std::move(built->made);
      else
         ADD_FAILURE() << base::to_text(built.errors());
   }
   ~dry_run_of_rules() override { std::filesystem::remove(file_); }

   std::filesystem::path file_;
   std::unique_ptr<plan> plan_;
};

TEST_F(dry_run_of_rules, names_of_the_domain_alone_are_rendered)
{
   ASSERT_TRUE(plan_);
   auto const run = plan_questions(*plan_, *dns::name::from_text("example.com"), 500);
   std::vector<std::string> lookups;
   for (auto const& part : run.parts)
      if (part.asker == "own/plain")
         lookups.push_back(part.lookup);
   EXPECT_THAT(
      lookups,
      testing::UnorderedElementsAre(
         "_mta-sts.example.com TXT", "_smtp._tls.example.com TXT", "{...} NS"));
   EXPECT_EQ(run.undeclared, 0U);
}

// The search for the zone goes up to the root at the worst, below aliases.
TEST_F(dry_run_of_rules, the_search_for_the_zone_counts)
{
   ASSERT_TRUE(plan_);
   auto const run = plan_questions(*plan_, *dns::name::from_text("a.b.example.com"), 500);
   EXPECT_EQ(run.parts.front().asker, "name");
   EXPECT_EQ(run.parts.front().count, 5U);
   EXPECT_EQ(run.questions, 8U);
}

base::result<plugin::manifest> manifest_with(std::string const& questions)
{
   return plugin::read_manifest(
      "checks.yaml",
      "plugin: p\nversion: 1.0.0\ntitle: t\nprobes:\n  p: { " + questions + " }\n  q: {}\n");
}

TEST(declared_questions, are_read_from_the_manifest)
{
   auto const m = manifest_with("questions: 12");
   ASSERT_TRUE(m) << base::to_text(m.errors());
   EXPECT_EQ(declared_questions(*m, "p"), 12U);
   EXPECT_EQ(declared_questions(*m, "q"), std::nullopt);
   EXPECT_EQ(declared_questions(*m, "r"), std::nullopt);
}

TEST(declared_questions, must_be_a_number_within_reason)
{
   for (auto const* wrong :
        {"questions: many", "questions: -1", "questions: 10001", "questions: []"})
      EXPECT_FALSE(manifest_with(wrong)) << wrong;
}

}  // namespace
}  // namespace dnslint::audit
