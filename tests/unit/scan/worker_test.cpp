// SPDX-License-Identifier: Apache-2.0
// A worker in this process, whose supervisor is the other end of a socket pair.
#include "core/scan/worker.hpp"

#include "core/audit/plan.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "core/report/record_reader.hpp"
#include "tests/support/left_behind.hpp"

#include <algorithm>
#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace dnslint;
using testing::ElementsAre;
using testing::IsEmpty;

class working : public testing::Test {
protected:
   working()
   {
      auto const doc = base::yaml::load("lab.yaml", R"(
zones: { slow.test: "", quick.test: "", last.test: "" }
faults: { "slow.test SOA": delay 3500ms }
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
      EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()), 0);
   }
   ~working() override
   {
      close(ends_[0]);
      close(ends_[1]);
   }

   void tell(scan::message const& m)
   {
      std::string bytes;
      scan::write_frame(bytes, m);
      ASSERT_EQ(write(ends_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
   }

   void assign(std::vector<std::string> const& names)
   {
      scan::assignments task;
      for (auto const& text : names) {
         scan::assignment a;
         a.number = next_++;
         a.about = {*dns::name::from_text(text), text, 1};
         task.all.push_back(std::move(a));
      }
      tell(task);
   }

   // A resolver whose upstream may be dropped.
   void ask_with_limits()
   {
      std::vector<resolver::upstream> all;
      all.push_back({resolver::make_lab_source(loop_, zones_), "u0", resolver::upstream_limits{}});
      resolver_ =
         std::make_unique<resolver::shared_resolver>(loop_, std::move(all), resolver::policy{}, 0);
      world_.resolver = resolver_.get();
   }

   bool run(scan::worker_limits const& limits = {})
   {
      scan::worker_link link{ends_[0]};
      scan::worker w{world_, report::domain_json{catalogue_}, link, board_, watch_, limits, [this] {
                        ++counted_;
                        return scan::statistics{{{"times", counted_}}, {}};
                     }};
      auto const is_done = w.run();
      read_all();
      return is_done;
   }

   void read_all()
   {
      scan::frame_stream in;
      std::array<char, 65'536> bytes;
      for (;;) {
         auto const size = recv(ends_[1], bytes.data(), bytes.size(), MSG_DONTWAIT);
         if (size <= 0)
            break;
         in.received({bytes.data(), static_cast<std::size_t>(size)});
      }
      while (auto m = in.next())
         sent_.push_back(std::move(*m));
   }

   std::vector<std::string> finished() const
   {
      std::vector<std::string> all;
      for (auto const& m : sent_)
         if (auto const* const done = std::get_if<scan::finished_domain>(&m))
            all.push_back(report::read_domain('{' + done->result.json + '}')->domain);
      return all;
   }

   template <class Message>
   std::size_t count() const
   {
      return static_cast<std::size_t>(std::ranges::count_if(sent_, [](auto const& m) {
         return std::holds_alternative<Message>(m);
      }));
   }

   base::virtual_loop loop_;
   resolver::lab zones_;
   std::unique_ptr<resolver::shared_resolver> resolver_;
   audit::built_plan built_;
   audit::public_suffix_list suffixes_ = audit::public_suffix_list::builtin();
   report::catalogue catalogue_;
   audit::environment world_;
   scan::board board_;
   scan::board_watch watch_{board_};
   std::array<int, 2> ends_{-1, -1};
   std::vector<scan::message> sent_;

private:
   std::uint64_t next_ = 0;
   std::uint64_t counted_ = 0;
};

TEST_F(working, sends_each_domain_and_at_the_end_what_it_counted)
{
   assign({"quick.test", "last.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   EXPECT_THAT(finished(), ElementsAre("quick.test", "last.test"));
   ASSERT_FALSE(sent_.empty());
   EXPECT_TRUE(std::holds_alternative<scan::statistics>(sent_.back()));
   EXPECT_GT(board_.beats.load(), 0U);
}

TEST_F(working, sends_the_number_and_the_questions_of_a_domain)
{
   assign({"quick.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   auto const& done = std::get<scan::finished_domain>(sent_.at(0));
   EXPECT_EQ(done.number, 0U);
   EXPECT_GE(done.result.counts.questions, 1U);
   EXPECT_EQ(done.result.counts.status, audit::domain_status::audited);
}

TEST_F(working, sends_what_is_done_first_first)
{
   assign({"slow.test", "quick.test"});
   assign({"last.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   EXPECT_THAT(finished(), ElementsAre("quick.test", "last.test", "slow.test"));
}

TEST_F(working, audits_no_more_at_once_than_its_limit)
{
   assign({"slow.test", "quick.test", "last.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run({.in_flight = 1}));
   EXPECT_THAT(finished(), ElementsAre("slow.test", "quick.test", "last.test"));
}

TEST_F(working, ends_at_once_when_there_is_nothing)
{
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   EXPECT_THAT(finished(), IsEmpty());
   EXPECT_EQ(count<scan::statistics>(), 1U);
}

TEST_F(working, sends_what_it_counted_every_second)
{
   assign({"slow.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   EXPECT_GE(count<scan::statistics>(), 4U) << "three in 3.5 seconds, and the last";
}

TEST_F(working, asks_once_to_be_replaced_when_it_has_used_too_many_descriptors)
{
   assign({"slow.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run({.descriptors = 0}));
   EXPECT_EQ(count<scan::retiring>(), 1U);
   EXPECT_THAT(finished(), ElementsAre("slow.test")) << "it finishes what it has";
}

TEST_F(working, asks_once_to_be_replaced_when_it_has_used_too_much_memory)
{
   assign({"slow.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run({.memory = 0}));
   EXPECT_EQ(count<scan::retiring>(), 1U);
}

TEST_F(working, does_not_ask_to_be_replaced_within_its_limits)
{
   assign({"slow.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   EXPECT_EQ(count<scan::retiring>(), 0U);
}

TEST_F(working, tells_which_upstreams_it_believes_no_more)
{
   ask_with_limits();
   tell(scan::dropped_upstreams{{{0, resolver::drop_reason::control}}});
   assign({"quick.test"});
   tell(scan::no_more{});
   EXPECT_TRUE(run());
   ASSERT_EQ(count<scan::dropped_upstreams>(), 1U);
   auto const& told = std::get<scan::dropped_upstreams>(sent_.at(0));
   EXPECT_EQ(told.all, (resolver::upstream_drops{{0, resolver::drop_reason::control}}));
   EXPECT_THAT(finished(), ElementsAre("quick.test"));
}

TEST_F(working, ends_when_its_supervisor_has_gone)
{
   tests::left_behind const audits;
   assign({"slow.test"});
   shutdown(ends_[1], SHUT_RDWR);
   EXPECT_FALSE(run());
   EXPECT_THAT(finished(), IsEmpty());
}

TEST_F(working, ends_when_it_is_sent_what_is_no_message)
{
   std::string const noise(100, 'x');
   ASSERT_EQ(write(ends_[1], noise.data(), noise.size()), 100);
   EXPECT_FALSE(run());
}

}  // namespace
