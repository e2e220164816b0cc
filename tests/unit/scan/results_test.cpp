// SPDX-License-Identifier: Apache-2.0
#include "core/scan/results.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;

class listing_writer final : public report::writer {
public:
   void begin(report::run_info const&, report::catalogue const&) override {}
   void domain(report::record const& d) override { written.push_back(d.json); }
   void end(report::summary const&) override {}
   std::vector<std::string> written;
};

class collecting : public testing::Test {
protected:
   collecting()
   {
      checks_["a/low"].severity = base::severity::low;
      checks_["a/high"].severity = base::severity::high;
   }

   scan::results make(bool ordered = true)
   {
      return scan::results{{&checks_, &out_, nullptr, "", ordered, [this](scan::totals const&) {
                               ++told_;
                            }}};
   }

   static report::record record(std::string json, std::vector<std::string> failed = {})
   {
      report::record r;
      r.json = std::move(json);
      r.counts.failed = std::move(failed);
      r.counts.questions = 3;
      return r;
   }

   report::catalogue checks_;
   listing_writer out_;
   std::size_t told_ = 0;
};

TEST_F(collecting, writes_in_the_order_of_their_numbers)
{
   auto all = make();
   all.finished(2, record("c"));
   all.finished(1, record("b"));
   EXPECT_EQ(all.waiting(), 2U);
   EXPECT_EQ(told_, 0U);
   all.finished(0, record("a"));
   EXPECT_THAT(out_.written, ElementsAre("a", "b", "c"));
   EXPECT_EQ(all.waiting(), 0U);
   EXPECT_EQ(told_, 3U);
   EXPECT_EQ(all.so_far().questions, 9U);
}

TEST_F(collecting, writes_at_once_where_order_does_not_matter)
{
   auto all = make(false);
   all.finished(2, record("c"));
   all.finished(0, record("a"));
   EXPECT_THAT(out_.written, ElementsAre("c", "a"));
}

TEST_F(collecting, gives_up_waiting_when_told)
{
   auto all = make();
   all.finished(3, record("d"));
   all.finished(1, record("b"));
   all.stop_waiting();
   EXPECT_THAT(out_.written, ElementsAre("b", "d"));
}

TEST_F(collecting, counts_what_gates_ask_for)
{
   report::known_failures known;
   known.add("b.test", "a/high");
   scan::destinations to{&checks_, &out_, nullptr, "", true, {}};
   to.known = &known;
   scan::results all{std::move(to)};
   auto accepted = record(R"("domain":"a.test","coverage":0.29,"x":1)", {"a/high", "a/low"});
   accepted.counts.suppressed = {"a/low"};
   all.finished(0, accepted);
   all.finished(1, record(R"("domain":"b.test","coverage":1,"x":1)", {"a/high"}));
   auto aborted = record(R"("domain":"c.test","input":"\"coverage\":1","coverage":null)");
   aborted.counts.status = audit::domain_status::aborted;
   all.finished(2, aborted);
   auto const& t = all.so_far();
   EXPECT_THAT(t.failures, ElementsAre(0, 0, 0, 2, 0));
   EXPECT_THAT(t.regressions, ElementsAre(0, 0, 0, 1, 0));
   EXPECT_EQ(t.audited, 2U);
   EXPECT_EQ(t.coverage, 129U);
}

TEST_F(collecting, notes_the_worst_failure_that_is_not_accepted)
{
   auto all = make();
   all.finished(0, record("a", {"a/low"}));
   EXPECT_TRUE(all.so_far().any_failure);
   EXPECT_EQ(all.so_far().worst_failure, base::severity::low);
   auto accepted = record("b", {"a/high"});
   accepted.counts.suppressed = {"a/high"};
   all.finished(1, accepted);
   EXPECT_EQ(all.so_far().worst_failure, base::severity::low);
   all.finished(2, record("c", {"a/high", "b/of-nobody"}));
   EXPECT_EQ(all.so_far().worst_failure, base::severity::high);
}

TEST_F(collecting, counts_domains_with_a_defect_and_those_of_before)
{
   auto all = make();
   auto broken = record("a");
   broken.counts.has_defect = true;
   all.resumed(broken);
   all.taken_over(record("b"));
   EXPECT_EQ(all.so_far().resumed, 2U);
   EXPECT_EQ(all.so_far().with_defects, 1U);
   EXPECT_EQ(all.so_far().summary.domains, 2U);
   EXPECT_THAT(out_.written, ElementsAre("a", "b"));
   EXPECT_FALSE(all.broken());
}

}  // namespace
