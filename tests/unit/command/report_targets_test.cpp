// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/report_targets.hpp"

#include <gmock/gmock.h>

namespace dnslint::command {
namespace {

using engine::report_target;
using testing::ElementsAre;
using testing::HasSubstr;
using texts = std::vector<std::string>;

std::vector<report_target> targets(texts const& outputs, std::optional<std::string> format = {})
{
   auto const all = report_targets(outputs, format);
   EXPECT_TRUE(all) << base::to_text(all.errors());
   return all ? *all : std::vector<report_target>{};
}

std::string refusal_of(texts const& outputs)
{
   auto const all = report_targets(outputs, {});
   return all ? std::string{} : base::to_text(all.errors());
}

TEST(report_targets, are_one_on_standard_output_unless_asked_for)
{
   EXPECT_THAT(targets({}), ElementsAre(report_target{"text", ""}));
   EXPECT_THAT(targets({}, "csv"), ElementsAre(report_target{"csv", ""}));
   EXPECT_THAT(targets({"a.csv"}, "csv"), ElementsAre(report_target{"csv", "a.csv"}));
}

TEST(report_targets, with_formats_are_several)
{
   EXPECT_THAT(
      targets({"html=a", "sarif=b"}),
      ElementsAre(report_target{"html", "a"}, report_target{"sarif", "b"}));
   EXPECT_THAT(
      targets({"html=a"}, "text"),
      ElementsAre(report_target{"text", ""}, report_target{"html", "a"}));
   EXPECT_THAT(
      targets({"html=a", "b"}, "csv"),
      ElementsAre(report_target{"csv", "b"}, report_target{"html", "a"}));
}

TEST(report_targets, begin_with_the_journal)
{
   EXPECT_THAT(
      targets({"html=a", "jsonl=b"}),
      ElementsAre(report_target{"jsonl", "b"}, report_target{"html", "a"}));
   EXPECT_THAT(
      targets({"jsonl=b"}, "text"),
      ElementsAre(report_target{"jsonl", "b"}, report_target{"text", ""}));
}

TEST(report_targets, may_have_an_equals_sign_in_their_names)
{
   EXPECT_THAT(targets({"./html=a"}), ElementsAre(report_target{"text", "./html=a"}));
   EXPECT_THAT(targets({"Run=1.txt"}), ElementsAre(report_target{"text", "Run=1.txt"}));
   EXPECT_THAT(targets({"csv=a=b"}), ElementsAre(report_target{"csv", "a=b"}));
}

TEST(report_targets, that_cannot_be_are_refused)
{
   EXPECT_THAT(refusal_of({"htm=a"}), HasSubstr("there is no format htm"));
   EXPECT_THAT(refusal_of({"htm=a"}), HasSubstr("./htm=a"));
   EXPECT_THAT(refusal_of({"html="}), HasSubstr("the name of the file is missing"));
   EXPECT_THAT(refusal_of({"a", "b"}), HasSubstr("two files for one report"));
   EXPECT_THAT(refusal_of({"jsonl=a", "jsonl=b"}), HasSubstr("two files for JSONL"));
}

}  // namespace
}  // namespace dnslint::command
