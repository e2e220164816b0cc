// SPDX-License-Identifier: Apache-2.0
#include "core/engine/concurrency.hpp"

#include <gtest/gtest.h>

namespace dnslint {
namespace {

// A list of so many domains; none of them can be read.
class counted_input final : public engine::run_input {
public:
   explicit counted_input(std::size_t domains)
   : domains_{domains}
   {}

   std::optional<scan::domain_input> next() override { return std::nullopt; }
   bool is_at_most(std::size_t domains) override { return domains_ <= domains; }

private:
   std::size_t domains_;
};

std::size_t workers(
   engine::run_config const& c, std::size_t domains, engine::output_config const& to = {})
{
   counted_input input{domains};
   return workers_for(c, to, input);
}

engine::run_config listed()
{
   engine::run_config c;
   c.list.file = "names.txt";
   return c;
}

TEST(workers, are_for_lists_of_more_than_a_handful)
{
   EXPECT_EQ(workers({}, 1000), 0U);
   EXPECT_EQ(workers(listed(), engine::run_limits::handful), 0U);
   EXPECT_GE(workers(listed(), engine::run_limits::handful + 1), 1U);
}

TEST(workers, audit_again_what_a_journal_leaves_unknown)
{
   engine::output_config to;
   to.retry_unknown = "run.journal";
   EXPECT_GE(workers({}, 0, to), 1U);
}

TEST(workers, are_as_many_as_were_asked_for)
{
   auto c = listed();
   for (std::size_t const wanted : {0U, 1U, 5U}) {
      c.limits.workers = wanted;
      EXPECT_EQ(workers(c, 3), wanted);
   }
}

TEST(workers, have_a_share_of_each_limit)
{
   auto c = listed();
   c.limits.workers = 50;
   EXPECT_EQ(workers(c, 1000), 20U) << "the usual rate of name servers";
   c.questions.server_rate = 0;
   c.questions.rate = 8;
   EXPECT_EQ(workers(c, 1000), 8U);
   c.limits.in_flight = 3;
   EXPECT_EQ(workers(c, 1000), 3U);
}

TEST(workers, do_not_write_recordings)
{
   auto c = listed();
   c.questions.record = "r.dnstap";
   EXPECT_EQ(workers(c, 1000), 0U);
}

// A pipe can be read once, and so by one process.
TEST(workers, do_not_share_a_pipe)
{
   auto c = listed();
   c.questions.zones = {"/dev/null"};
   EXPECT_EQ(workers(c, 1000), 0U);
   c.questions.zones = {};
   c.selection.profile = "/dev/null";
   EXPECT_EQ(workers(c, 1000), 0U);
}

TEST(domains_in_flight, are_divided_among_processes)
{
   engine::run_limits limits;
   EXPECT_EQ(in_flight_of_each(limits, 4), engine::run_limits::usual_in_flight);
   limits.in_flight = 10;
   EXPECT_EQ(in_flight_of_each(limits, 4), 2U);
   EXPECT_EQ(in_flight_of_each(limits, 20), 1U);
   EXPECT_EQ(in_flight_of_each(limits, 0), 10U);
}

}  // namespace
}  // namespace dnslint
