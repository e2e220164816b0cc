// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/usual_questions.hpp"

#include "core/audit/plan.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

namespace dnslint::authoring {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr auto asking_pack = R"(pack: own
version: 1.0.0
rules:
  - id: own/plain
    title: t
    category: c
    severity: low
    lookups:
      one: { name: "_mta-sts.{domain}", type: TXT }
      two: { name: "{domain}", type: NS }
    assert: "one.records.size() + two.records.size() > 0"
  - id: own/silent
    title: t
    category: c
    severity: low
    applies_when: "facts.name.kind == 'public-suffix'"
    lookups:
      one: { name: "{domain}", type: TXT }
    assert: "one.records.size() > 0"
)";

TEST(usual_questions, are_what_an_ordinary_domain_makes_a_plan_ask)
{
   auto const file =
      std::filesystem::temp_directory_path() / ("usual_" + std::to_string(getpid()) + ".yaml");
   std::ofstream{file} << asking_pack;
   audit::selection wanted;
   wanted.rule_paths = {file.string()};
   auto built = audit::build_plan(wanted);
   std::filesystem::remove(file);
   ASSERT_TRUE(built) << base::to_text(built.errors());
   auto const usual =
      measure_usual_questions(std::move(built->made), audit::public_suffix_list::builtin());
   ASSERT_TRUE(usual);
   EXPECT_EQ(usual->all, 3U);
   EXPECT_THAT(
      usual->by_asker,
      ElementsAre(Pair("name", 1U), Pair("own/plain", 2U), Pair("own/silent", 0U)));
}

}  // namespace
}  // namespace dnslint::authoring
