// SPDX-License-Identifier: Apache-2.0
// A supervisor with real processes. Its workers are this program again, running the one test that
// is disabled: it does what the names of its domains say, and loads nothing.
#include "core/scan/supervisor.hpp"

#include "core/audit/plan.hpp"
#include "core/base/yaml.hpp"
#include "core/report/record_reader.hpp"
#include "core/scan/board_watch.hpp"
#include "core/scan/worker_link.hpp"

#include <algorithm>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace {

using namespace dnslint;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr int deadly_status = 3;

class obedient_worker {
public:
   [[noreturn]] void serve()
   {
      while (link_.wait())
         while (auto const m = link_.take())
            std::visit(
               [this](auto const& one) {
                  take(one);
               },
               *m);
      _exit(9);
   }

private:
   template <class Other>
   void take(Other const&)
   {}
   void take(scan::setup const& s)
   {
      mode_ = s.config;
      if (mode_ == "cannot begin")
         _exit(deadly_status);
      if (mode_ == "dies while it loads") {
         (*board_)->file = scan::digest_of_file("bad.so");
         (*board_)->now = scan::board::phase::loading;
         _exit(deadly_status);
      }
      link_.send(scan::ready{s.left_out});
   }
   void take(scan::assignments const& m)
   {
      for (auto const& a : m.all)
         audit(a);
      if (mode_ == "retires")
         link_.send(scan::retiring{});
   }
   void take(scan::dropped_upstreams const&) { trusts_ = 0; }
   void take(scan::no_more const&)
   {
      link_.send(scan::statistics{{{"served", served_}, {"dns.cache_hits", served_}}, {"remark"}});
      _exit(0);
   }

   void audit(scan::assignment const& a)
   {
      auto const name = a.about.name.to_text();
      auto const may_run = a.left_out.empty();
      if (name.starts_with("dies") && may_run)
         die_in_probe(a.number);
      if (name.starts_with("always-dies"))
         _exit(deadly_status);
      if (name.starts_with("hangs") && may_run)
         hang_in_probe(a.number);
      if (name.starts_with("garbles") && may_run)
         garble(a.number);
      if (name.starts_with("drops"))
         link_.send(scan::dropped_upstreams{{{0, resolver::drop_reason::control}}});
      if (name.starts_with("talks"))
         talk(name);
      if (name.starts_with("lies"))
         send(a.number + 1000, name);
      send(a.number, name);
      if (name.starts_with("repeats"))
         send(a.number, name);
   }

   void enter_probe(std::uint64_t domain)
   {
      auto& board = **board_;
      board.probe = 0;
      board.domain = domain;
      board.entries = 1;
      board.now = scan::board::phase::probe;
   }
   [[noreturn]] void die_in_probe(std::uint64_t domain)
   {
      enter_probe(domain);
      _exit(deadly_status);
   }
   [[noreturn]] void hang_in_probe(std::uint64_t domain)
   {
      enter_probe(domain);
      link_.send(scan::log_line{"", "hangs"});
      for (;;)
         pause();
   }
   [[noreturn]] void garble(std::uint64_t domain)
   {
      enter_probe(domain);
      std::string const noise(64, 'x');
      EXPECT_GT(write(scan::worker_link_descriptor, noise.data(), noise.size()), 0);
      for (;;)
         pause();
   }
   void talk(std::string const& name)
   {
      link_.send(scan::log_line{name, "a log line"});
      std::puts("printed");
      std::fflush(stdout);
   }
   void send(std::uint64_t number, std::string const& name)
   {
      report::record r;
      r.json = "\"domain\":\"" + name + '"';
      r.counts.upstreams = trusts_;
      link_.send(scan::finished_domain{number, std::move(r)});
      ++served_;
   }

   scan::worker_link link_{scan::worker_link_descriptor};
   base::result<scan::shared_board> board_ =
      scan::shared_board::open(scan::worker_board_descriptor);
   std::string mode_;
   std::uint64_t served_ = 0;
   resolver::upstream_set trusts_ = resolver::only(0);  // until it is told not to
};

TEST(worker_of_supervisor_test, DISABLED_serves)
{
   obedient_worker{}.serve();
}

// The names of domains, in the order in which they are written.
class name_writer final : public report::writer {
public:
   void begin(report::run_info const&, report::catalogue const&) override {}
   void domain(report::record const& d) override
   {
      auto const begin = d.json.find(R"("domain":")") + 10;
      names.push_back(d.json.substr(begin, d.json.find('"', begin) - begin));
      if (d.json.find("worker-died") != std::string::npos)
         given_up.push_back(names.back());
   }
   void end(report::summary const&) override {}

   std::vector<std::string> names;
   std::vector<std::string> given_up;
};

class supervised : public testing::Test {
protected:
   supervised()
   {
      built_ = std::move(*audit::build_plan({}));
      add_probe("acme");
      catalogue_["name/exists"].severity = base::severity::medium;
      staffing.program = "/proc/self/exe";
      staffing.arguments = {
         "worker",
         "--gtest_filter=worker_of_supervisor_test.DISABLED_serves",
         "--gtest_also_run_disabled_tests"};
      staffing.workers = 2;
      around.plan = built_.made.get();
      around.catalogue = &catalogue_;
      around.tell = [this](base::diagnostic const& d) {
         told.push_back(d.message);
      };
      around.log = [this](scan::log_line const& line) {
         if (line.text == "hangs")
            now_ += 11s;
         else
            logged += line.domain + ": " + line.text;
      };
      around.clock = [this] {
         return now_;
      };
   }

   void add_probe(std::string const& id)
   {
      auto const doc = base::yaml::load(id + ".yaml", "id: " + id);
      plugin::manifest manifest{*doc};
      manifest.id = id;
      manifest.probes.emplace_back().id = id;
      auto& plugins = built_.made->plugins.plugins;
      plugins.reserve(8);
      plugins.push_back({id + ".so", std::move(manifest), {}, nullptr, {}});
      built_.made->probes.push_back({&plugins.back(), 0, {}, {}});
   }

   scan::workforce_report audit(std::vector<std::string> names)
   {
      around.next = [this, names = std::move(names)] {
         if (read_ == names.size())
            return std::optional<scan::domain_input>{};
         auto const& text = names[read_++];
         return std::optional{scan::domain_input{*dns::name::from_text(text), text, read_}};
      };
      scan::destinations to{&catalogue_, &writer, nullptr, "", true, {}};
      to.upstreams = {"u0"};
      scan::results into{std::move(to)};
      auto report = scan::supervise(staffing, around, into);
      totals = into.so_far();
      return report;
   }

   audit::plan& plan() { return *built_.made; }

   scan::workforce staffing;
   scan::supervision around;
   scan::totals totals;
   name_writer writer;
   std::vector<std::string> told;
   std::string logged;

private:
   audit::built_plan built_;
   report::catalogue catalogue_;
   scan::decider::time_point now_{1h};
   std::size_t read_ = 0;
};

TEST_F(supervised, workers_audit_the_whole_list_in_its_order)
{
   std::vector<std::string> names;
   for (auto i = 0; i != 100; ++i)
      names.push_back("d" + std::to_string(i) + ".test");
   auto const report = audit(names);
   EXPECT_EQ(writer.names, names);
   EXPECT_EQ(report.restarts, 0U);
   EXPECT_FALSE(report.failed);
   EXPECT_THAT(told, IsEmpty());
}

TEST_F(supervised, workers_counts_are_added_up)
{
   auto const report = audit({"a.test", "b.test", "c.test"});
   EXPECT_EQ(report.counted.counters.at("served"), 3U);
   EXPECT_EQ(totals.cache_hits, 3U);
   EXPECT_EQ(report.counted.remarks.size(), 2U) << "one of each worker";
}

TEST_F(supervised, no_worker_is_started_for_an_empty_list)
{
   staffing.program = "/nonexistent";
   auto const report = audit({});
   EXPECT_FALSE(report.failed);
   EXPECT_THAT(writer.names, IsEmpty());
}

TEST_F(supervised, a_probe_that_ends_its_worker_is_left_out_of_that_domain)
{
   auto const report = audit({"a.test", "dies.test", "b.test"});
   EXPECT_THAT(writer.names, ElementsAre("a.test", "dies.test", "b.test"));
   EXPECT_THAT(writer.given_up, IsEmpty()) << "it is audited without the probe";
   EXPECT_GE(report.restarts, 2U);
   EXPECT_EQ(report.crashes.at("acme"), 1U);
   EXPECT_THAT(
      told,
      testing::Contains(
         "the probe of acme ended the worker that audited dies.test: exit status 3 in acme"));
   EXPECT_THAT(report.switched_off, IsEmpty());
}

TEST_F(supervised, a_probe_that_does_not_return_is_left_out_too)
{
   staffing.workers = 1;
   auto const report = audit({"hangs.test", "a.test"});
   EXPECT_THAT(writer.names, ElementsAre("hangs.test", "a.test"));
   EXPECT_EQ(report.crashes.at("acme"), 1U);
   EXPECT_THAT(told, testing::Contains(HasSubstr("no return within 10 s in acme")));
}

TEST_F(supervised, a_worker_that_sends_no_message_is_ended)
{
   staffing.workers = 1;
   auto const report = audit({"garbles.test", "a.test"});
   EXPECT_THAT(writer.names, ElementsAre("garbles.test", "a.test"));
   EXPECT_GE(report.restarts, 1U);
   EXPECT_THAT(told, testing::Contains(HasSubstr("it sent something that is no message")));
}

TEST_F(supervised, a_probe_that_ends_many_domains_is_switched_off)
{
   staffing.workers = 1;
   staffing.each.strikes = 2;
   auto const report = audit({"dies1.test", "dies2.test", "dies3.test", "dies4.test"});
   EXPECT_EQ(writer.names.size(), 4U);
   EXPECT_THAT(report.switched_off, ElementsAre("acme"));
   EXPECT_EQ(report.crashes.at("acme"), 2U);
   EXPECT_THAT(told, testing::Contains(HasSubstr("is switched off for the rest of this run")));
}

// Nobody's code is named, so nothing can be left out.
TEST_F(supervised, a_domain_that_nothing_helps_is_given_up)
{
   staffing.workers = 1;
   audit({"a.test", "always-dies.test", "b.test"});
   EXPECT_THAT(writer.names, ElementsAre("a.test", "always-dies.test", "b.test"));
   EXPECT_THAT(writer.given_up, ElementsAre("always-dies.test"));
}

TEST_F(supervised, workers_that_cannot_begin_end_the_run)
{
   staffing.first.config = "cannot begin";
   auto const report = audit({"a.test"});
   ASSERT_TRUE(report.failed);
   EXPECT_EQ(
      report.failed->message, "5 workers ended before they could begin, the last by exit status 3");
   EXPECT_THAT(writer.names, IsEmpty());
}

TEST_F(supervised, a_program_that_does_not_exist_ends_the_run)
{
   staffing.program = "/nonexistent";
   auto const report = audit({"a.test"});
   ASSERT_TRUE(report.failed);
   EXPECT_THAT(report.failed->message, HasSubstr("exit status 127"));
}

TEST_F(supervised, workers_that_retire_are_replaced)
{
   staffing.first.config = "retires";
   staffing.workers = 1;
   staffing.each.in_flight = 1;
   auto const report = audit({"a.test", "b.test", "c.test"});
   EXPECT_THAT(writer.names, ElementsAre("a.test", "b.test", "c.test"));
   EXPECT_EQ(report.restarts, 0U) << "nothing went wrong";
   EXPECT_GE(report.counted.remarks.size(), 2U) << "of each worker that was replaced";
}

TEST_F(supervised, records_of_domains_that_a_worker_does_not_have_are_dropped)
{
   audit({"lies.test", "repeats.test", "a.test"});
   EXPECT_THAT(writer.names, ElementsAre("lies.test", "repeats.test", "a.test"));
}

TEST_F(supervised, workers_logs_and_prints_are_passed_on)
{
   staffing.workers = 1;
   audit({"talks.test"});
   EXPECT_THAT(logged, HasSubstr("talks.test: a log line"));
   EXPECT_THAT(logged, HasSubstr("worker: "));
   EXPECT_THAT(logged, HasSubstr("printed"));
}

TEST_F(supervised, workers_need_nobody_who_reads_their_logs)
{
   around.log = {};
   audit({"talks.test"});
   EXPECT_THAT(writer.names, ElementsAre("talks.test"));
}

TEST_F(supervised, a_stop_finishes_what_is_under_way)
{
   around.stop = [this] {
      return !writer.names.empty();
   };
   staffing.each.in_flight = 1;
   std::vector<std::string> names;
   for (auto i = 0; i != 500; ++i)
      names.push_back("d" + std::to_string(i) + ".test");
   auto const report = audit(names);
   EXPECT_TRUE(totals.stopped);
   EXPECT_LT(writer.names.size(), names.size());
   EXPECT_TRUE(std::equal(writer.names.begin(), writer.names.end(), names.begin()));
   EXPECT_FALSE(report.failed);
}

TEST_F(supervised, ticks_while_it_waits)
{
   std::size_t ticks = 0;
   around.tick = [&] {
      ++ticks;
   };
   audit({"a.test"});
   EXPECT_GE(ticks, 1U);
}

// The list is not read while nothing can be read from it.
TEST_F(supervised, a_list_that_has_nothing_yet_keeps_nobody_from_working)
{
   std::size_t asked = 0;
   around.has_input = [&] {
      return ++asked % 3 == 0;
   };
   audit({"a.test", "b.test"});
   EXPECT_THAT(writer.names, ElementsAre("a.test", "b.test"));
   EXPECT_GT(asked, 3U);
}

TEST_F(supervised, probes_are_told_with_their_plugins_and_needs)
{
   add_probe("second");
   plan().plugins.plugins[1].manifest.probes[0].id = "other";
   plan().probes[1].after = {0};
   auto const entries = scan::entries_of(plan());
   ASSERT_EQ(entries.size(), 2U);
   EXPECT_EQ(entries[0].name, "acme");
   EXPECT_EQ(entries[1].name, "second (other)");
   EXPECT_NE(entries[0].plugin, entries[1].plugin);
   EXPECT_THAT(entries[0].needs, IsEmpty());
   EXPECT_THAT(entries[1].needs, ElementsAre(0U));
}

TEST_F(supervised, loading_is_tried_and_names_what_was_refused)
{
   staffing.first.left_out = {{"odd.so", "no plugin"}};
   EXPECT_THAT(
      scan::try_loading(staffing, plan()),
      UnorderedElementsAre(testing::Pair("odd.so", "no plugin")));
}

TEST_F(supervised, loading_that_ends_the_process_names_the_file)
{
   add_probe("bad");
   staffing.first.config = "dies while it loads";
   auto const refused = scan::try_loading(staffing, plan());
   ASSERT_EQ(refused.size(), 1U);
   EXPECT_EQ(refused.begin()->first, "bad.so");
   EXPECT_THAT(refused.begin()->second, HasSubstr("ended the process (exit status 3)"));
}

TEST_F(supervised, an_end_that_no_loading_caused_accuses_no_file)
{
   staffing.first.config = "cannot begin";
   EXPECT_THAT(scan::try_loading(staffing, plan()), IsEmpty());
   staffing.program = "/nonexistent";
   EXPECT_THAT(scan::try_loading(staffing, plan()), IsEmpty());
}

// The worker has not read yet that nobody is to trust the upstream when it sends the last record.
TEST_F(supervised, begin_anew_when_they_rest_on_an_upstream_that_a_worker_has_dropped)
{
   staffing.workers = 1;
   audit({"before.test", "drops.test", "after.test"});
   EXPECT_THAT(writer.names, ElementsAre("before.test", "drops.test", "after.test"));
   EXPECT_EQ(totals.summary.withdrawn, 1U);
   ASSERT_EQ(totals.withdrawn.size(), 1U);
   EXPECT_THAT(totals.withdrawn[0].first_domains, ElementsAre("before.test"));
}

TEST_F(supervised, tells_every_worker_which_upstream_is_not_trusted)
{
   std::vector<std::string> names{"drops.test"};
   for (int i = 0; i != 40; ++i)
      names.push_back("d" + std::to_string(i) + ".test");
   audit(names);
   EXPECT_EQ(writer.names, names) << "each once, in the order of the list";
   EXPECT_EQ(totals.summary.withdrawn, 0U) << "none is written before the first one";
}

}  // namespace
