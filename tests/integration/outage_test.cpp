// SPDX-License-Identifier: Apache-2.0
// An outage of all resolvers is not the end of a list.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <algorithm>
#include <csignal>
#include <gmock/gmock.h>
#include <map>
#include <thread>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

using namespace std::chrono_literals;

class outage : public testing::TestWithParam<char const*> {
public:
   outage()
   : domains_{generate_domains(200)}
   , list_{folder_.write("list", list_of(domains_))}
   , journal_{folder_.at("report.jsonl")}
   , server_{{folder_.write("lab.yaml", lab_of(domains_))}}
   {}
   ~outage() override { server_.signal(SIGCONT); }

   words scan(words const& more = {}) const
   {
      words all{"scan", "-l", list_, "--resolver", server_.address(), "--no-trial"};
      all.insert(all.end(), {"--timeout", "200ms", "--rate", "400", "--in-flight", "40"});
      all.insert(all.end(), {"--workers", GetParam(), "--format", "jsonl", "-o", journal_});
      all.insert(all.end(), more.begin(), more.end());
      return all;
   }

   // The domains of which there are records by now.
   std::size_t finished() const
   {
      auto const text = std::filesystem::exists(journal_) ? read_file(journal_) : std::string{};
      return static_cast<std::size_t>(std::ranges::count(text, '\n'));
   }

   void stop_in_the_middle() const
   {
      while (finished() < 20)
         std::this_thread::sleep_for(5ms);
      server_.signal(SIGSTOP);
   }

   // As without an outage. What is resumed stands behind what an end wrote out of order.
   void expect_all_audited() const
   {
      auto const text = read_file(journal_);
      EXPECT_THAT(text, Not(HasSubstr("upstream-down")));
      EXPECT_THAT(text, Not(HasSubstr("\"timeout\"")));
      auto const records = domain_lines(text);
      ASSERT_EQ(records.size(), domains_.size());
      std::map<std::string, outcomes> seen;
      for (auto const& record : records)
         seen.emplace(record["domain"].text(), outcomes_of(record));
      for (auto const& d : domains_)
         for (auto const& [id, outcome] : d.expected)
            EXPECT_EQ(seen[d.name][id], outcome) << d.name << " " << id;
   }

   work_folder folder_;
   std::vector<generated_domain> domains_;
   std::string list_;
   std::string journal_;
   serving_lab server_;
};

TEST_P(outage, in_the_middle_of_a_list_is_waited_out)
{
   process running{command(scan())};
   stop_in_the_middle();
   std::this_thread::sleep_for(4s);
   server_.signal(SIGCONT);
   auto const done = running.wait();
   EXPECT_EQ(done.status, 0) << done.err;
   EXPECT_THAT(done.err, HasSubstr("no resolver has answered since "));
   EXPECT_THAT(done.err, HasSubstr("the list goes on"));
   expect_all_audited();
}

TEST_P(outage, that_lasts_ends_the_list_and_resume_does_the_rest)
{
   process running{command(scan({"--outage-limit", "2s"}))};
   stop_in_the_middle();
   auto const done = running.wait();
   EXPECT_EQ(done.status, 4) << done.err;
   EXPECT_THAT(done.err, HasSubstr("no resolver has answered for 2 s"));
   EXPECT_THAT(done.err, HasSubstr("--resume"));
   EXPECT_LT(finished(), domains_.size());
   server_.signal(SIGCONT);
   auto const rest = dnslint(scan({"--resume"}));
   EXPECT_EQ(rest.status, 0) << rest.err;
   expect_all_audited();
}

TEST_P(outage, an_interrupt_ends_the_wait)
{
   process running{command(scan())};
   stop_in_the_middle();
   std::this_thread::sleep_for(4s);
   running.signal(SIGINT);
   auto const done = running.wait(60s);
   EXPECT_EQ(done.status, 4) << done.err;
   EXPECT_FALSE(done.timed_out);
   EXPECT_THAT(done.err, HasSubstr("--resume"));
}

INSTANTIATE_TEST_SUITE_P(with, outage, testing::Values("0", "2"), [](auto const& workers) {
   return std::string{workers.param} + "_workers";
});

}  // namespace
}  // namespace dnslint::tests
