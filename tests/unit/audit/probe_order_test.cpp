// SPDX-License-Identifier: Apache-2.0
#include "core/audit/probe_order.hpp"

#include "core/base/yaml.hpp"
#include "core/plugin/plugin_set.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct declared_probe {
   std::string id;
   std::vector<std::string> publishes;
   std::vector<std::string> needs;
};

plugin::plugin plugin_with(std::string const& id, std::vector<declared_probe> const& probes)
{
   auto const doc = base::yaml::load(id + ".yaml", "id: " + id);
   plugin::manifest manifest{*doc};
   manifest.id = id;
   for (auto const& p : probes) {
      auto& made = manifest.probes.emplace_back();
      made.id = p.id;
      made.publishes = p.publishes;
      made.needs = p.needs;
   }
   return {id + ".so", std::move(manifest), {}, nullptr, {}};
}

std::string probe_label(planned_probe const& p)
{
   return p.owner->manifest.id + "/" + p.owner->manifest.probes[p.which].id;
}

std::vector<std::string> order_of(std::vector<plugin::plugin> const& plugins)
{
   auto const ordered = order_probes(plugins);
   std::vector<std::string> labels;
   if (!ordered)
      return {"error: " + ordered.errors().front().message};
   for (auto const& p : *ordered)
      labels.push_back(probe_label(p));
   return labels;
}

TEST(probe_order, of_no_plugins_is_empty)
{
   EXPECT_THAT(order_of({}), IsEmpty());
   EXPECT_THAT(order_of({plugin_with("a", {})}), IsEmpty());
}

TEST(probe_order, is_that_of_the_plugins_where_nothing_is_needed)
{
   EXPECT_THAT(
      order_of(
         {plugin_with("a", {{"one", {}, {}}, {"two", {}, {}}}), plugin_with("b", {{"b", {}, {}}})}),
      ElementsAre("a/one", "a/two", "b/b"));
}

TEST(probe_order, puts_a_probe_behind_those_whose_facts_it_needs)
{
   std::vector<plugin::plugin> const plugins{
      plugin_with("a", {{"a", {"x"}, {"b.y"}}}),
      plugin_with("b", {{"b", {"y"}, {"c.z"}}}),
      plugin_with("c", {{"c", {"z"}, {}}})};
   EXPECT_THAT(order_of(plugins), ElementsAre("c/c", "b/b", "a/a"));
}

TEST(probe_order, names_the_places_of_those_before)
{
   std::vector<plugin::plugin> const plugins{
      plugin_with("a", {{"late", {}, {"a.x", "b.y"}}, {"early", {"x"}, {}}}),
      plugin_with("b", {{"b", {"y"}, {"a.x"}}})};
   auto const ordered = order_probes(plugins);
   ASSERT_TRUE(ordered);
   ASSERT_THAT(order_of(plugins), ElementsAre("a/early", "b/b", "a/late"));
   EXPECT_THAT((*ordered)[0].after, IsEmpty());
   EXPECT_THAT((*ordered)[1].after, ElementsAre(0U));
   EXPECT_THAT((*ordered)[2].after, ElementsAre(0U, 1U)) << "in the plan's numbers";
}

TEST(probe_order, knows_plugins_by_their_names_in_expressions)
{
   std::vector<plugin::plugin> const plugins{
      plugin_with("a", {{"a", {}, {"tls_rpt.records"}}}),
      plugin_with("tls-rpt", {{"tls-rpt", {"records"}, {}}})};
   EXPECT_THAT(order_of(plugins), ElementsAre("tls-rpt/tls-rpt", "a/a"));
}

// The core publishes facts, too, and a plugin that would publish them may be absent.
TEST(probe_order, does_not_wait_for_facts_that_no_probe_publishes)
{
   std::vector<plugin::plugin> const plugins{
      plugin_with("a", {{"a", {}, {"name.zone", "absent.fact"}}})};
   auto const ordered = order_probes(plugins);
   ASSERT_TRUE(ordered);
   ASSERT_EQ(ordered->size(), 1U);
   EXPECT_THAT(ordered->front().after, IsEmpty());
}

TEST(probe_order, of_a_circle_is_an_error_that_names_the_probes_in_it)
{
   std::vector<plugin::plugin> const plugins{
      plugin_with("a", {{"a", {"x"}, {"b.y"}}}),
      plugin_with("b", {{"b", {"y"}, {"a.x"}}}),
      plugin_with("c", {{"c", {}, {}}})};
   EXPECT_THAT(
      order_of(plugins),
      ElementsAre("error: these probes need facts of each other in a circle: a/a, b/b"));
   auto const failed = order_probes(plugins);
   EXPECT_THAT(failed.errors().front().hint, HasSubstr("needs"));
}

TEST(probe_order, of_a_probe_that_needs_its_own_fact_is_an_error)
{
   EXPECT_THAT(
      order_of({plugin_with("a", {{"a", {"x"}, {"a.x"}}})}), ElementsAre(HasSubstr("circle: a/a")));
}

TEST(probe_order, gives_each_probe_the_checks_that_its_code_settles)
{
   auto owner = plugin_with("a", {{"one", {}, {}}, {"two", {}, {}}});
   for (auto const* const id : {"a/first", "a/second", "a/third"})
      owner.checks.emplace_back().id = id;
   owner.checks[0].probe = "two";
   owner.checks[1].probe = "one";
   owner.checks[2].probe = "two";
   std::vector<plugin::plugin> const plugins{owner};
   auto const ordered = order_probes(plugins);
   ASSERT_TRUE(ordered);
   EXPECT_THAT((*ordered)[0].checks, ElementsAre("a/second"));
   EXPECT_THAT((*ordered)[1].checks, ElementsAre("a/first", "a/third"));
}

}  // namespace
}  // namespace dnslint::audit
