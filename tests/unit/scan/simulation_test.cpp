// SPDX-License-Identifier: Apache-2.0
// A decider whose workers are simulated: they audit in any order, and end when the code of a probe
// that is deadly for a domain runs. What must hold holds for every seed.
#include "core/scan/decider.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>

namespace {

using namespace dnslint;
using namespace std::chrono_literals;

// What a domain does to the worker that audits it.
struct simulated_domain {
   std::optional<std::uint32_t> deadly;  // ends the worker unless this probe is left out
   bool always_deadly = false;           // ends it outside of any probe
};

class simulation {
public:
   simulation(std::vector<simulated_domain> domains, std::size_t workers, unsigned seed)
   : domains_{std::move(domains)}
   , queues_(workers)
   , random_{seed}
   , decider_{rules_for(workers), probes()}
   {}

   void run()
   {
      for (std::size_t steps = 0; !decider_.is_over(now_); ++steps) {
         ASSERT_LT(steps, 200 * domains_.size() + 1000) << "the scan does not end";
         read_list();
         obey(decider_.turn(now_));
         now_ += 1ms;
         work();
      }
      EXPECT_FALSE(decider_.failure());
   }

   scan::decider const& decided() const { return decider_; }

   std::map<std::uint64_t, unsigned> records;  // by domain: how many
   std::set<std::uint64_t> given_up;
   std::map<std::uint64_t, std::size_t> left_out;  // of the record that was kept

private:
   static scan::decider::rules rules_for(std::size_t workers)
   {
      scan::decider::rules r;
      r.workers = workers;
      r.each.in_flight = 10;
      r.each.strikes = 1000;
      r.at_once = 3;
      return r;
   }

   // Two plugins with one probe, one with two, of which one needs the facts of the first plugin.
   static std::vector<scan::probe_entry> probes()
   {
      return {{"a", 0, {}}, {"b", 1, {}}, {"c (one)", 2, {0}}, {"c (two)", 2, {}}};
   }

   std::size_t below(std::size_t count)
   {
      return std::uniform_int_distribution<std::size_t>{0, count - 1}(random_);
   }

   void read_list()
   {
      while (read_ != domains_.size() && decider_.wants_domains(false)) {
         auto const text = "d" + std::to_string(read_) + ".test";
         decider_.add({*dns::name::from_text(text), text, ++read_});
      }
      if (read_ == domains_.size())
         decider_.list_ended();
   }

   void obey(scan::order_list const& orders)
   {
      for (auto const& o : orders)
         std::visit(
            [this](auto const& one) {
               carry_out(one);
            },
            o);
   }
   void carry_out(scan::order::start const& o)
   {
      decider_.started(o.worker, now_);
      decider_.ready(o.worker);
   }
   void carry_out(scan::order::assign const& o)
   {
      EXPECT_LE(o.task.all.size(), 10U);
      auto& queue = queues_[o.worker];
      queue.insert(queue.end(), o.task.all.begin(), o.task.all.end());
   }
   void carry_out(scan::order::dismiss const& o)
   {
      EXPECT_TRUE(queues_[o.worker].empty());
      obey(decider_.ended(o.worker, {}, {}));
   }
   void carry_out(scan::order::kill const&) { FAIL() << "nobody is silent here"; }
   void carry_out(scan::order::announce const&) {}
   void carry_out(scan::order::give_up const& o)
   {
      given_up.insert(o.task.number);
      ++records[o.task.number];
   }

   // One worker goes on with one of its domains.
   void work()
   {
      std::vector<std::size_t> busy;
      for (std::size_t w = 0; w != queues_.size(); ++w)
         if (!queues_[w].empty())
            busy.push_back(w);
      if (busy.empty())
         return;
      auto const w = busy[below(busy.size())];
      auto& queue = queues_[w];
      auto const at = below(queue.size());
      auto const task = queue[at];
      auto const& domain = domains_[task.number];
      if (domain.always_deadly)
         return end(w, {0, scan::board::phase::own_code, std::nullopt, task.number});
      if (domain.deadly && !scan::is_left_out(task.left_out, *domain.deadly))
         return end(w, {0, scan::board::phase::probe, *domain.deadly, task.number});
      queue.erase(queue.begin() + static_cast<std::ptrdiff_t>(at));
      auto receipt = decider_.finished(w, task.number);
      if (receipt.is_kept) {
         ++records[task.number];
         left_out[task.number] = task.left_out.size();
      }
      obey(receipt.orders);
   }

   void end(std::size_t worker, scan::sight const& last)
   {
      queues_[worker].clear();
      obey(decider_.ended(worker, {"SIGSEGV", false}, last));
   }

   std::vector<simulated_domain> domains_;
   std::vector<std::vector<scan::assignment>> queues_;
   std::mt19937 random_;
   scan::decider decider_;
   scan::decider::time_point now_{1h};
   std::size_t read_ = 0;
};

class simulated_scan : public testing::TestWithParam<unsigned> {
protected:
   // Each domain has exactly one record.
   static void expect_whole(simulation const& s, std::size_t domains)
   {
      EXPECT_EQ(s.records.size(), domains);
      for (auto const& [number, count] : s.records)
         EXPECT_EQ(count, 1U) << number;
   }
};

TEST_P(simulated_scan, of_harmless_domains_restarts_nobody)
{
   simulation s{std::vector<simulated_domain>(100), 3, GetParam()};
   s.run();
   expect_whole(s, 100);
   EXPECT_EQ(s.decided().restarts(), 0U);
   EXPECT_TRUE(s.given_up.empty());
}

TEST_P(simulated_scan, gives_each_domain_one_record_whatever_ends_the_workers)
{
   std::mt19937 random{GetParam()};
   std::vector<simulated_domain> domains(120);
   std::set<std::uint32_t> guilty;
   for (auto& d : domains)
      if (random() % 8 == 0) {
         d.deadly = random() % 4;
         guilty.insert(*d.deadly);
      }
   simulation s{domains, 1 + GetParam() % 4, GetParam()};
   s.run();
   expect_whole(s, domains.size());
   EXPECT_TRUE(s.given_up.empty()) << "everything is explained";
   std::size_t verdicts = 0;
   std::array<std::string, 4> const names{"a", "b", "c (one)", "c (two)"};
   for (auto const& [name, count] : s.decided().crashes()) {
      verdicts += count;
      auto const probe = static_cast<std::uint32_t>(std::ranges::find(names, name) - names.begin());
      EXPECT_TRUE(guilty.contains(probe)) << name << " has done nothing";
   }
   auto const deadly = std::ranges::count_if(domains, [](auto const& d) {
      return d.deadly.has_value();
   });
   EXPECT_EQ(verdicts, static_cast<std::size_t>(deadly)) << "one for each domain that was deadly";
}

TEST_P(simulated_scan, leaves_nothing_out_of_domains_that_harm_nobody)
{
   std::vector<simulated_domain> domains(60);
   for (std::size_t i = 0; i < domains.size(); i += 10)
      domains[i].deadly = 1;
   simulation s{domains, 2, GetParam()};
   s.run();
   expect_whole(s, domains.size());
   for (std::size_t i = 0; i != domains.size(); ++i)
      EXPECT_EQ(s.left_out.at(i), domains[i].deadly ? 1U : 0U) << i;
}

TEST_P(simulated_scan, gives_up_those_alone_that_nothing_helps)
{
   std::vector<simulated_domain> domains(50);
   domains[7].always_deadly = domains[31].always_deadly = true;
   simulation s{domains, 2, GetParam()};
   s.run();
   expect_whole(s, domains.size());
   EXPECT_THAT(s.given_up, testing::ElementsAre(7U, 31U));
   EXPECT_TRUE(s.decided().crashes().empty()) << "no probe is blamed";
}

INSTANTIATE_TEST_SUITE_P(seeds, simulated_scan, testing::Range(1U, 21U));

}  // namespace
