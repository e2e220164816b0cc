// SPDX-License-Identifier: Apache-2.0
#include "core/scan/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;

template <class T>
T sent(T const& m)
{
   std::string bytes;
   scan::write_frame(bytes, m);
   scan::frame_stream in;
   for (auto const c : bytes)
      in.received({&c, 1});
   auto const read = in.next();
   EXPECT_TRUE(read && std::holds_alternative<T>(*read));
   EXPECT_EQ(in.next(), std::nullopt);
   EXPECT_FALSE(in.is_broken());
   return std::get<T>(*read);
}

report::record a_record()
{
   report::record r;
   r.json = R"("domain":"a.test")";
   r.counts.grade = "B";
   r.counts.outcomes = {1, 2, 3, 4};
   r.counts.failed = {"spf/present", "mx/explicit"};
   r.counts.unknown = {{"transient: timeout", 3}};
   r.counts.questions = 12;
   r.counts.upstreams = 0x8000'0000'0000'0001U;
   r.counts.has_defect = true;
   return r;
}

TEST(worker_message, carries_a_finished_domain_whole)
{
   auto const m = sent(scan::finished_domain{7, a_record()});
   EXPECT_EQ(m.number, 7U);
   EXPECT_EQ(m.result, a_record());
}

TEST(worker_message, carries_an_assignment_with_what_the_list_says)
{
   audit::list_columns columns;
   columns.selectors = {"s1", "s2"};
   columns.posture = "full";
   columns.tags = {"shop"};
   scan::assignment a{
      3,
      {*dns::name::from_text("b.test"),
       "B.test",
       9,
       std::make_shared<audit::list_columns const>(columns)},
      {{2, "plugin-crashed", "SIGSEGV in acme"}},
      true};
   auto const m = sent(scan::assignments{{a, a}});
   ASSERT_EQ(m.all.size(), 2U);
   auto const& got = m.all.back();
   EXPECT_EQ(got.number, 3U);
   EXPECT_EQ(got.about.name, a.about.name);
   EXPECT_EQ(got.about.text, "B.test");
   EXPECT_EQ(got.about.line, 9U);
   EXPECT_EQ(*got.about.columns, columns);
   EXPECT_EQ(got.left_out, a.left_out);
   EXPECT_TRUE(got.alone);
}

TEST(worker_message, carries_what_a_worker_is_told_first)
{
   scan::setup s;
   s.config = "{}";
   s.wants_log = true;
   s.plugins = 5;
   s.rules = 6;
   s.left_out = {{"/a.so", "why"}};
   s.trials.emplace();
   s.trials->outside = resolver::port_53::blocked;
   s.trials->upstreams.resize(2);
   s.trials->upstreams[1].nxdomain = resolver::trial_verdict::bad;
   s.trials->upstreams[1].root = resolver::trial_verdict::bad;
   s.trials->upstreams[1].proves_root_absent = true;
   s.trials->upstreams[1].made_up = {"192.0.2.9"};
   auto const m = sent(s);
   EXPECT_EQ(m.config, "{}");
   EXPECT_TRUE(m.wants_log);
   EXPECT_EQ(m.plugins, 5U);
   EXPECT_EQ(m.rules, 6U);
   EXPECT_EQ(m.left_out, s.left_out);
   ASSERT_TRUE(m.trials);
   EXPECT_EQ(m.trials->outside, resolver::port_53::blocked);
   EXPECT_EQ(m.trials->upstreams[1].nxdomain, resolver::trial_verdict::bad);
   EXPECT_EQ(m.trials->upstreams[1].root, resolver::trial_verdict::bad);
   EXPECT_TRUE(m.trials->upstreams[1].proves_root_absent);
   EXPECT_EQ(m.trials->upstreams[1].made_up, s.trials->upstreams[1].made_up);
}

TEST(worker_message, carries_the_small_ones)
{
   sent(scan::no_more{});
   sent(scan::retiring{});
   EXPECT_EQ(sent(scan::log_line{"a.test", "text"}).text, "text");
   EXPECT_EQ(sent(scan::ready{{{"f", "w"}}}).refused.at("f"), "w");
   auto const m = sent(scan::statistics{{{"cpu.us", 12}}, {"remark"}});
   EXPECT_EQ(m.counters.at("cpu.us"), 12U);
   EXPECT_EQ(m.remarks.front(), "remark");
}

TEST(worker_message, carries_upstreams_that_were_dropped)
{
   resolver::upstream_drops const all{
      {2, resolver::drop_reason::contradictions}, {0, resolver::drop_reason::control}};
   EXPECT_EQ(sent(scan::dropped_upstreams{all}).all, all);
}

// Plugin code may have written to the socket.
TEST(worker_message, that_is_damaged_breaks_the_stream)
{
   std::string whole;
   scan::write_frame(whole, scan::finished_domain{7, a_record()});
   for (std::size_t at = 0; at != whole.size(); ++at) {
      auto spoilt = whole;
      spoilt[at] = static_cast<char>(spoilt[at] ^ 0x41);
      scan::frame_stream in;
      in.received(spoilt);
      EXPECT_EQ(in.next(), std::nullopt) << at;
   }
   scan::frame_stream in;
   in.received("printed by a plugin, and no frame at all\n");
   EXPECT_EQ(in.next(), std::nullopt);
   EXPECT_TRUE(in.is_broken());
}

}  // namespace
