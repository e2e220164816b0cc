// SPDX-License-Identifier: Apache-2.0
// Results that a journal keeps, and the order in which they leave.
#include "core/report/line.hpp"
#include "core/scan/journal_recovery.hpp"
#include "core/scan/reorder_buffer.hpp"
#include "core/scan/results.hpp"
#include "tests/support/file_size_limit.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <random>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::file_size_limit;

constexpr report::run_id run_of_results{1, 2, 3, 4};

class counting_writer final : public report::writer {
public:
   void begin(report::run_info const&, report::catalogue const&) override {}
   void domain(report::record const& d) override { written.push_back(d.json); }
   void end(report::summary const&) override {}
   std::vector<std::string> written;
};

class kept_results : public testing::Test {
protected:
   kept_results()
   {
      std::string name = std::filesystem::temp_directory_path() / "dnslint-results-XXXXXX";
      folder_ = mkdtemp(name.data());
      path = folder_ / "journal.jsonl";
      journal_.emplace(std::move(*scan::journal::open(path, 0)));
   }
   ~kept_results() override
   {
      journal_.reset();
      std::filesystem::remove_all(folder_);
   }

   // Of two upstreams.
   scan::results make(bool ordered = true)
   {
      scan::destinations to{
         &checks_, &out, &*journal_, report::to_text(run_of_results), ordered, {}};
      to.upstreams = {"u0", "u1"};
      return scan::results{std::move(to)};
   }
   static report::record record_of(std::string const& domain, resolver::upstream_set upstreams = 0)
   {
      report::record r;
      r.counts.upstreams = upstreams;
      r.json = "\"domain\":\"" + domain + '"';
      return r;
   }
   std::vector<std::string> kept()
   {
      journal_->flush();
      std::vector<std::string> domains;
      auto const read = scan::read_journal(
         path,
         {[&](std::string_view, report::line_head const& head) {
             EXPECT_EQ(scan::run_of(head), run_of_results);
             domains.emplace_back(head.domain);
          },
          {}});
      EXPECT_TRUE(read);
      EXPECT_EQ(read->damaged + read->torn, 0U);
      return domains;
   }

   std::filesystem::path path;
   counting_writer out;
   std::optional<scan::journal> journal_;

private:
   std::filesystem::path folder_;
   report::catalogue checks_;
};

TEST_F(kept_results, are_journalled_in_the_order_of_the_list)
{
   auto all = make();
   all.finished(1, record_of("b.test"));
   EXPECT_THAT(kept(), IsEmpty()) << "a crash now costs both, and not the order";
   all.finished(0, record_of("a.test"));
   EXPECT_THAT(kept(), ElementsAre("a.test", "b.test"));
}

TEST_F(kept_results, are_journalled_at_once_where_order_does_not_matter)
{
   auto all = make(false);
   all.finished(1, record_of("b.test"));
   EXPECT_THAT(kept(), ElementsAre("b.test"));
}

TEST_F(kept_results, of_the_journal_itself_are_not_written_to_it_again)
{
   auto all = make();
   all.resumed(record_of("a.test"));
   EXPECT_THAT(kept(), IsEmpty());
   EXPECT_EQ(out.written.size(), 1U) << "the report has them all";
}

TEST_F(kept_results, of_another_journal_are_written_to_this_one)
{
   auto all = make();
   all.taken_over(record_of("a.test"));
   EXPECT_THAT(kept(), ElementsAre("a.test"));
}

TEST_F(kept_results, are_kept_when_nobody_waits_for_the_missing_ones)
{
   auto all = make();
   all.finished(2, record_of("c.test"));
   all.stop_waiting();
   EXPECT_THAT(kept(), ElementsAre("c.test"));
   EXPECT_EQ(all.waiting(), 0U);
}

TEST_F(kept_results, know_when_their_journal_cannot_be_written)
{
   auto all = make();
   EXPECT_FALSE(all.broken());
   {
      file_size_limit const full{16};
      all.finished(0, record_of("a.test"));
      journal_->flush();
   }
   EXPECT_TRUE(all.broken());
   EXPECT_THAT(journal_->failure()->message, testing::HasSubstr("the journal cannot be written"));
   EXPECT_EQ(std::filesystem::file_size(path), 0U) << "a part of a line is no use to anybody";
   all.finished(1, record_of("b.test"));
   journal_->flush();
   EXPECT_EQ(std::filesystem::file_size(path), 0U) << "nothing is written behind a gap";
}

TEST_F(kept_results, are_kept_as_far_as_there_is_room)
{
   auto all = make();
   all.finished(0, record_of("a.test"));
   journal_->flush();
   auto const whole = std::filesystem::file_size(path);
   {
      file_size_limit const full{whole + 16};
      all.finished(1, record_of("b.test"));
      journal_->flush();
   }
   EXPECT_TRUE(all.broken());
   EXPECT_THAT(kept(), ElementsAre("a.test"));
}

TEST_F(kept_results, may_have_no_report)
{
   report::catalogue const none;
   scan::results all{{&none, nullptr, &*journal_, report::to_text(run_of_results), true, {}}};
   all.finished(0, record_of("a.test"));
   EXPECT_THAT(kept(), ElementsAre("a.test"));
   EXPECT_EQ(all.so_far().summary.domains, 1U);
}

TEST(reordering, gives_every_order_of_arrival_back_in_order)
{
   std::vector<std::size_t> arrivals(200);
   std::ranges::generate(arrivals, [n = std::size_t{0}]() mutable {
      return n++;
   });
   std::mt19937 shuffled{7};
   for (auto round = 0; round != 20; ++round) {
      std::ranges::shuffle(arrivals, shuffled);
      scan::reorder_buffer<std::size_t> buffer;
      std::vector<std::size_t> left;
      for (auto const n : arrivals) {
         buffer.put(n, n);
         while (auto const next = buffer.take())
            left.push_back(*next);
      }
      ASSERT_EQ(left.size(), arrivals.size());
      EXPECT_TRUE(std::ranges::is_sorted(left));
      EXPECT_EQ(buffer.waiting(), 0U);
   }
}

TEST(reordering, takes_all_that_is_there_once)
{
   scan::reorder_buffer<std::string> buffer;
   buffer.put(5, "five");
   buffer.put(2, "two");
   EXPECT_EQ(buffer.take(), std::nullopt);
   EXPECT_THAT(buffer.take_all(), ElementsAre("two", "five"));
   EXPECT_THAT(buffer.take_all(), IsEmpty());
   EXPECT_EQ(buffer.waiting(), 0U);
}

// The first value of a number counts.
TEST(reordering, keeps_what_came_first)
{
   scan::reorder_buffer<std::string> buffer;
   buffer.put(0, "first");
   buffer.put(0, "second");
   EXPECT_EQ(buffer.waiting(), 1U);
   EXPECT_EQ(buffer.take(), "first");
}

constexpr resolver::upstream_drop drop_of_first{0, resolver::drop_reason::control};

std::vector<std::string> names_of(std::vector<scan::numbered_domain> const& all)
{
   std::vector<std::string> names;
   for (auto const& d : all)
      names.push_back(std::to_string(d.number) + ' ' + d.about.name.to_text());
   return names;
}

TEST_F(kept_results, that_rest_on_an_upstream_are_withdrawn_when_it_is_dropped)
{
   auto all = make();
   all.finished(0, record_of("a.test", resolver::only(0)));
   all.finished(1, record_of("b.test", resolver::only(1)));
   EXPECT_TRUE(all.drop({drop_of_first}));
   EXPECT_FALSE(all.drop({drop_of_first})) << "it is known";
   EXPECT_THAT(kept(), ElementsAre("b.test"));
   auto const& totals = all.so_far();
   EXPECT_EQ(totals.summary.withdrawn, 1U);
   ASSERT_EQ(totals.withdrawn.size(), 1U);
   EXPECT_EQ(totals.withdrawn[0].upstream, "u0");
   EXPECT_EQ(totals.withdrawn[0].count, 1U);
   EXPECT_THAT(totals.withdrawn[0].first_domains, ElementsAre("a.test"));
}

TEST_F(kept_results, that_wait_when_their_upstream_is_dropped_begin_anew)
{
   auto all = make();
   all.finished(1, record_of("b.test", resolver::only(0)));
   all.finished(2, record_of("c.test", resolver::only(1)));
   all.drop({drop_of_first});
   EXPECT_THAT(names_of(all.take_devalued()), ElementsAre("1 b.test"));
   EXPECT_THAT(all.take_devalued(), IsEmpty());
   all.finished(0, record_of("a.test"));
   EXPECT_THAT(kept(), ElementsAre("a.test")) << "the others wait for b.test";
   all.finished(1, record_of("b.test"));
   EXPECT_THAT(kept(), ElementsAre("a.test", "b.test", "c.test"));
   EXPECT_EQ(all.so_far().summary.withdrawn, 0U);
}

TEST_F(kept_results, that_come_after_their_upstream_was_dropped_begin_anew)
{
   auto all = make();
   all.drop({drop_of_first});
   all.finished(0, record_of("a.test", resolver::only(0)));
   EXPECT_THAT(kept(), IsEmpty());
   EXPECT_THAT(names_of(all.take_devalued()), ElementsAre("0 a.test"));
}

// Nobody knows what an earlier run has asked whom.
TEST_F(kept_results, that_were_resumed_are_withdrawn_with_any_upstream)
{
   auto all = make();
   journal_->append(report::line_of(report::to_text(run_of_results), record_of("a.test")));
   all.resumed(record_of("a.test"));
   all.begin_behind(1);
   all.drop({{1, resolver::drop_reason::contradictions}});
   EXPECT_THAT(kept(), IsEmpty());
   EXPECT_EQ(all.so_far().summary.withdrawn, 1U);
}

TEST_F(kept_results, know_only_the_upstreams_of_the_run)
{
   auto all = make();
   EXPECT_FALSE(all.drop({{2, resolver::drop_reason::control}}));
   EXPECT_THAT(all.dropped(), IsEmpty());
}

}  // namespace
