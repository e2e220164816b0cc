// SPDX-License-Identifier: Apache-2.0
#include "core/audit/probe_schedule.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using places = std::vector<std::size_t>;

std::vector<planned_probe> probes_after(std::vector<places> const& after)
{
   std::vector<planned_probe> probes;
   for (auto const& before : after)
      probes.push_back({nullptr, 0, {}, before});
   return probes;
}

// What is ready at the start, and then after each probe that ends.
struct schedule_case {
   char const* name;
   std::vector<places> after;
   std::vector<bool> wanted;
   places first;
   std::vector<std::pair<std::size_t, places>> steps;
};

class schedules : public testing::TestWithParam<schedule_case> {};

TEST_P(schedules, give_out_a_probe_when_its_facts_are_there)
{
   auto const& c = GetParam();
   auto const probes = probes_after(c.after);
   probe_schedule schedule{probes, c.wanted};
   EXPECT_THAT(schedule.take_ready(), ElementsAreArray(c.first));
   EXPECT_EQ(schedule.all_ended(), c.steps.empty());
   for (auto const& [ended, ready] : c.steps) {
      EXPECT_FALSE(schedule.all_ended());
      schedule.ended(ended);
      EXPECT_THAT(schedule.take_ready(), ElementsAreArray(ready)) << "after " << ended;
   }
   EXPECT_TRUE(schedule.all_ended());
}

INSTANTIATE_TEST_SUITE_P(
   probe_schedule,
   schedules,
   testing::Values(
      schedule_case{"none", {}, {}, {}, {}},
      schedule_case{
         "independent", {{}, {}, {}}, {true, true, true}, {0, 1, 2}, {{1, {}}, {0, {}}, {2, {}}}},
      schedule_case{
         "chain", {{}, {0}, {1}}, {true, true, true}, {0}, {{0, {1}}, {1, {2}}, {2, {}}}},
      schedule_case{
         "waits_for_both",
         {{}, {}, {0, 1}},
         {true, true, true},
         {0, 1},
         {{1, {}}, {0, {2}}, {2, {}}}},
      schedule_case{
         "one_for_several",
         {{}, {0}, {0}},
         {true, true, true},
         {0},
         {{0, {1, 2}}, {2, {}}, {1, {}}}},
      // Nobody wants the facts of 0: what reads them finds them missing, and need not wait.
      schedule_case{"unwanted_before", {{}, {0}}, {false, true}, {1}, {{1, {}}}},
      schedule_case{
         "unwanted_between", {{}, {}, {0, 1}}, {true, false, true}, {0}, {{0, {2}}, {2, {}}}},
      schedule_case{"nothing_wanted", {{}, {0}}, {false, false}, {}, {}}),
   [](auto const& tested) {
      return tested.param.name;
   });

TEST(probe_schedule, gives_out_each_probe_once)
{
   auto const probes = probes_after({{}, {}});
   probe_schedule schedule{probes, {true, true}};
   EXPECT_THAT(schedule.take_ready(), ElementsAre(0U, 1U));
   EXPECT_THAT(schedule.take_ready(), IsEmpty());
   schedule.ended(0);
   EXPECT_THAT(schedule.take_ready(), IsEmpty());
   EXPECT_FALSE(schedule.all_ended()) << "the second one is still running";
}

}  // namespace
}  // namespace dnslint::audit
