// SPDX-License-Identifier: Apache-2.0
#include "core/base/yaml.hpp"
#include "core/rules/pack.hpp"
#include "tests/unit/rules/pack_slip_cases.hpp"

#include <gmock/gmock.h>

namespace dnslint::rules {
namespace {

facts::schema loaded_facts()
{
   return {
      {"mx",
       {{"accepts_mail", {facts::type::boolean, false, ""}},
        {"exchanges", {facts::type::list, false, "", facts::type::string}}}}};
}

class pack_slip : public testing::TestWithParam<pack_slip_case> {};

base::diagnostics errors_of(std::string text)
{
   auto const doc = base::yaml::load("acme.yaml", std::move(text));
   if (!doc)
      return doc.errors();
   auto const made = read_pack(*doc, loaded_facts());
   return made ? base::diagnostics{} : made.errors();
}

TEST_P(pack_slip, has_its_place_and_what_to_write_instead)
{
   auto const& slip = GetParam();
   std::string text{sound_pack};
   std::string_view const right{slip.right};
   text.replace(text.find(right), right.size(), slip.wrong);
   auto const errors = errors_of(text);
   ASSERT_EQ(errors.size(), 1U) << base::to_text(errors);
   auto const& where = errors.front().where;
   EXPECT_EQ(std::to_string(where.line) + ":" + std::to_string(where.column), slip.place);
   EXPECT_EQ(errors.front().message, slip.message);
   EXPECT_EQ(errors.front().hint, slip.hint);
}

INSTANTIATE_TEST_SUITE_P(common, pack_slip, testing::ValuesIn(pack_slips), [](auto const& tested) {
   return tested.param.name;
});

TEST(pack_slips, stand_in_a_pack_that_is_sound_without_them)
{
   EXPECT_EQ(base::to_text(errors_of(std::string{sound_pack})), "");
}

TEST(pack_slips, a_plugin_that_is_not_loaded_is_nearly_named)
{
   std::string text{sound_pack};
   text.replace(text.find("[mx]"), 4, "[mxx]");
   auto const doc = base::yaml::load("acme.yaml", text);
   auto const made = read_pack(*doc, {});
   ASSERT_FALSE(made);
   ASSERT_EQ(made.errors().size(), 1U) << base::to_text(made.errors());
   EXPECT_EQ(made.errors().front().where.line, 3U);
   EXPECT_EQ(made.errors().front().hint, "did you mean 'mx'?");
}

}  // namespace
}  // namespace dnslint::rules
