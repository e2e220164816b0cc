// SPDX-License-Identifier: Apache-2.0
#include "core/report/worst_domains.hpp"

#include "tests/unit/report/sample.hpp"

#include <gmock/gmock.h>

namespace dnslint::report {
namespace {

using testing::ElementsAre;

record with_failures(std::string const& domain, std::vector<std::string> failed)
{
   record r;
   r.json = "\"domain\":\"" + domain + "\",\"input\":\"\"";
   r.counts.grade = "F";
   r.counts.failed = std::move(failed);
   return r;
}

std::vector<std::string> names_of(worst_domains const& w)
{
   std::vector<std::string> names;
   for (auto const& row : w.rows())
      names.push_back(row.domain);
   return names;
}

TEST(worst_domains, have_the_severest_failures_first)
{
   auto const checks = sample::checks();
   worst_domains w{10};
   w.add(with_failures("sound.test", {}), checks);
   w.add(with_failures("low.test", {"spf/ptr", "spf/ptr", "spf/ptr"}), checks);
   w.add(with_failures("high.test", {"spf/present"}), checks);
   w.add(with_failures("critical.test", {"mx/resolves"}), checks);
   w.add(with_failures("high-too.test", {"spf/present"}), checks);
   EXPECT_THAT(names_of(w), ElementsAre("critical.test", "high.test", "high-too.test", "low.test"));
   EXPECT_EQ(w.left_out(), 0U);
   EXPECT_THAT(w.rows().back().failed, ElementsAre(0, 3, 0, 0, 0));
}

TEST(worst_domains, are_at_most_so_many)
{
   auto const checks = sample::checks();
   worst_domains w{2};
   for (auto i = 0; i != 50; ++i) {
      w.add(with_failures("low.test", {"spf/ptr"}), checks);
      w.add(
         with_failures(
            i == 30 ? "critical.test" : "high.test", {i == 30 ? "mx/resolves" : "spf/present"}),
         checks);
   }
   EXPECT_THAT(names_of(w), ElementsAre("critical.test", "high.test"));
   EXPECT_EQ(w.left_out(), 98U);
   worst_domains none{0};
   none.add(with_failures("high.test", {"spf/present"}), checks);
   EXPECT_THAT(names_of(none), ElementsAre());
}

TEST(worst_domains, do_not_count_what_is_accepted)
{
   worst_domains w{2};
   auto r = with_failures("a.test", {"spf/present"});
   r.counts.suppressed = {"spf/present"};
   w.add(r, sample::checks());
   EXPECT_THAT(names_of(w), ElementsAre());
}

}  // namespace
}  // namespace dnslint::report
