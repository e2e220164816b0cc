// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "core/report/record_reader.hpp"
#include "core/scan/reorder_buffer.hpp"
#include "core/scan/scan.hpp"
#include "tests/support/left_behind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <utility>

namespace {

using namespace dnslint;
using testing::ElementsAre;

TEST(reorder_buffer, gives_back_in_order_and_only_what_is_there)
{
   scan::reorder_buffer<char> buffer;
   buffer.put(1, 'b');
   EXPECT_EQ(buffer.take(), std::nullopt);
   EXPECT_EQ(buffer.waiting(), 1U);
   buffer.put(0, 'a');
   EXPECT_EQ(buffer.take(), 'a');
   EXPECT_EQ(buffer.take(), 'b');
   EXPECT_EQ(buffer.take(), std::nullopt);
   EXPECT_EQ(buffer.waiting(), 0U);
}

// Notes the domains in the order in which they are written.
class noting_writer final : public report::writer {
public:
   void begin(report::run_info const&, report::catalogue const&) override {}
   void domain(report::record const& d) override
   {
      written.push_back(report::read_domain('{' + d.json + '}')->domain);
   }
   void end(report::summary const&) override {}
   std::vector<std::string> written;
};

// A slow domain, a dead one and two quick ones.
class scan_run : public testing::Test {
protected:
   scan_run()
   {
      auto const doc = base::yaml::load("lab.yaml", R"(
zones: { slow.test: "", quick.test: "", last.test: "" }
faults: { "slow.test SOA": delay 900ms }
)");
      zones_ = std::move(*resolver::lab::from_yaml(*doc));
      std::vector<std::unique_ptr<resolver::source>> sources;
      sources.push_back(resolver::make_lab_source(loop_, zones_));
      resolver_ = std::make_unique<resolver::shared_resolver>(
         loop_, std::move(sources), resolver::policy{}, 0);
      built_ = std::move(*audit::build_plan({}));
      catalogue_["name/exists"].severity = base::severity::medium;
      world_.plan = built_.made.get();
      world_.suffixes = &suffixes_;
      world_.resolver = resolver_.get();
   }

   scan::totals run(std::vector<std::string> names, scan::window how, bool ordered = true)
   {
      list_.next = [this, names = std::move(names), i = std::size_t{0}]() mutable {
         begun_at_.push_back(loop_.now());
         if (i == names.size())
            return std::optional<scan::domain_input>{};
         auto const& text = names[i++];
         return std::optional{scan::domain_input{*dns::name::from_text(text), text, i}};
      };
      scan::destinations to{&catalogue_, &writer_, nullptr, "", ordered, {}};
      to.waiting = waiting_;
      scan::results into{std::move(to)};
      EXPECT_TRUE(scan::run(world_, list_, how, into));
      return into.so_far();
   }

   base::virtual_loop loop_;
   resolver::lab zones_;
   std::unique_ptr<resolver::shared_resolver> resolver_;
   audit::built_plan built_;
   audit::public_suffix_list suffixes_ = audit::public_suffix_list::builtin();
   report::catalogue catalogue_;
   audit::environment world_;
   scan::traffic list_;
   noting_writer writer_;
   scan::waiting_records::limits waiting_;
   std::vector<base::event_loop::time_point> begun_at_;  // each domain, and the end of the list
};

TEST_F(scan_run, writes_in_the_order_of_the_list_whatever_is_done_first)
{
   auto const totals = run({"slow.test", "quick.test", "dead.test", "last.test"}, {});
   EXPECT_THAT(writer_.written, ElementsAre("slow.test", "quick.test", "dead.test", "last.test"));
   EXPECT_EQ(totals.summary.domains, 4U);
   EXPECT_EQ(totals.summary.by_status.at("nonexistent"), 1U);
   EXPECT_TRUE(totals.any_failure);
   EXPECT_EQ(totals.worst_failure, base::severity::medium);
   EXPECT_FALSE(totals.stopped);
}

TEST_F(scan_run, unordered_writes_each_domain_as_it_is_done)
{
   run({"slow.test", "quick.test", "last.test"}, {.in_flight = 10}, false);
   EXPECT_THAT(writer_.written, ElementsAre("quick.test", "last.test", "slow.test"));
}

TEST_F(scan_run, audits_no_more_at_once_than_the_window_allows)
{
   run({"slow.test", "quick.test", "last.test"}, {.in_flight = 1}, false);
   EXPECT_THAT(writer_.written, ElementsAre("slow.test", "quick.test", "last.test"));
}

TEST_F(scan_run, a_slow_domain_holds_back_only_a_bounded_number)
{
   waiting_ = {.memory = 1, .disk = {.segments = 0}};
   run({"slow.test", "quick.test", "last.test"}, {.in_flight = 2});
   EXPECT_THAT(writer_.written, ElementsAre("slow.test", "quick.test", "last.test"));
   ASSERT_EQ(begun_at_.size(), 4U);
   EXPECT_GE(begun_at_[2].count(), 900) << "quick.test waited, and there was no room for another";
}

TEST_F(scan_run, a_slow_domain_holds_back_nothing_while_there_is_room_on_the_disk)
{
   waiting_.memory = 1;
   run({"slow.test", "quick.test", "last.test"}, {.in_flight = 2});
   EXPECT_THAT(writer_.written, ElementsAre("slow.test", "quick.test", "last.test"));
   ASSERT_EQ(begun_at_.size(), 4U);
   EXPECT_LT(begun_at_[2].count(), 900);
}

TEST_F(scan_run, stops_when_told_and_finishes_what_is_in_flight)
{
   list_.stop = [this] {
      return writer_.written.size() == 1;
   };
   auto const totals = run({"quick.test", "slow.test", "last.test"}, {.in_flight = 1});
   EXPECT_TRUE(totals.stopped);
   EXPECT_THAT(writer_.written, ElementsAre("quick.test"));
}

// What is under way is finished while a pipe has nothing.
TEST_F(scan_run, does_not_wait_for_the_list_while_domains_are_under_way)
{
   auto looks = 0;
   auto asked_while_open = 0;
   list_.has_input = [&] {
      return writer_.written.size() == 1 || ++looks == 1000;
   };
   std::vector<std::string> const names{"quick.test", "last.test"};
   list_.next = [&, i = std::size_t{0}]() mutable -> std::optional<scan::domain_input> {
      asked_while_open += i == 1 && writer_.written.empty() ? 1 : 0;
      if (i == names.size())
         return {};
      auto const& text = names[i++];
      return scan::domain_input{*dns::name::from_text(text), text, i};
   };
   scan::results into{{&catalogue_, &writer_, nullptr, "", true, {}}};
   EXPECT_TRUE(scan::run(world_, list_, {}, into));
   EXPECT_THAT(writer_.written, ElementsAre("quick.test", "last.test"));
   EXPECT_EQ(asked_while_open, 0);
}

TEST_F(scan_run, is_given_up_though_nothing_happens)
{
   tests::left_behind const audits;
   using namespace std::chrono_literals;
   list_.next = [given = false]() mutable -> std::optional<scan::domain_input> {
      if (std::exchange(given, true))
         return {};
      return scan::domain_input{*dns::name::from_text("slow.test"), "slow.test", 1};
   };
   list_.give_up = [this] {
      return loop_.now() >= 300ms;
   };
   scan::results into{{&catalogue_, &writer_, nullptr, "", true, {}}};
   EXPECT_FALSE(scan::run(world_, list_, {.between_looks = 100ms}, into));
   EXPECT_EQ(loop_.now(), 300ms);
   EXPECT_THAT(writer_.written, ElementsAre());
}

TEST_F(scan_run, an_empty_list_ends_at_once)
{
   EXPECT_EQ(run({}, {}).summary.domains, 0U);
}

}  // namespace
