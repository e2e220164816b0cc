// SPDX-License-Identifier: Apache-2.0
#include "core/overlay/changed_source.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/lab/lab.hpp"
#include "core/overlay/overlay_file.hpp"
#include "core/resolver/answers/answer.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>

namespace dnslint::overlay::tests {
namespace {

using namespace resolver::tests;
using resolver::status;
using testing::ElementsAre;

struct changed_source_test : testing::Test {
   changed_source_test()
   {
      auto parsed = dns::parse_zone_text(
         "@ 300 SOA ns h 1 2 3 4 300\n@ 300 TXT \"old\"\nwww 300 A 192.0.2.1\n",
         name("example.test"),
         "zone");
      EXPECT_TRUE(parsed);
      EXPECT_TRUE(zones.add_zone(name("example.test"), *std::move(parsed)).empty());
      auto read = read_changes(
         "- example.test. TXT \"old\"\n+ www.example.test. A 192.0.2.2\n"
         "sub.example.test. NS ns.other.test.\n",
         "overlay");
      EXPECT_TRUE(read);
      changes = *std::move(read);
   }

   resolver::answer answer_of(resolver::source& from, dns::question const& q, bool is_trial = false)
   {
      std::optional<resolver::exchange> got;
      resolver::request r{q};
      r.is_trial = is_trial;
      from.ask(r, [&got](resolver::exchange e) {
         got = std::move(e);
      });
      EXPECT_FALSE(got) << "completed inline";
      loop.run([] {
         return false;
      });
      EXPECT_TRUE(got);
      return resolver::interpret(got.value_or(resolver::exchange{}));
   }

   base::virtual_loop loop;
   resolver::lab zones;
   zone_changes changes;
};

TEST_F(changed_source_test, answers_as_if_the_changes_were_published)
{
   auto const from = with_changes(make_lab_source(loop, zones), changes);
   auto const added = answer_of(*from, ask("www.example.test", "A"));
   EXPECT_EQ(added.destination(), "overlay");
   EXPECT_THAT(
      texts(added.records()),
      ElementsAre("www.example.test. 300 IN A 192.0.2.1", "www.example.test. 3600 IN A 192.0.2.2"));
   auto const gone = answer_of(*from, ask("example.test", "TXT"));
   EXPECT_EQ(gone.state, status::absent) << "proved by the SOA record that was asked for";
   EXPECT_EQ(answer_of(*from, ask("example.test", "SOA")).destination(), "zone");
   EXPECT_EQ(answer_of(*from, ask("example.test", "TXT"), true).state, status::records);
}

TEST_F(changed_source_test, failures_stay_failures)
{
   zones.add_fault(name("www.example.test"), std::nullopt, {resolver::fault_kind::servfail, {}});
   auto const from = with_changes(make_lab_source(loop, zones), changes);
   EXPECT_EQ(answer_of(*from, ask("www.example.test", "A")).why.code, "servfail");
}

TEST_F(changed_source_test, absence_that_no_soa_proves_is_unknown)
{
   zones.add_fault(name("example.test"), dns::rrtype::soa, {resolver::fault_kind::servfail, {}});
   auto const from = with_changes(make_lab_source(loop, zones), changes);
   auto const gone = answer_of(*from, ask("example.test", "TXT"));
   EXPECT_EQ(gone.state, status::unknown);
   EXPECT_EQ(gone.why.code, "no-soa");
}

TEST_F(changed_source_test, a_name_server_shows_nothing_of_what_changes)
{
   auto const from = with_changes_unobserved(make_lab_source(loop, zones), loop, changes);
   for (auto const& q :
        {ask("example.test", "TXT"),
         ask("sub.example.test", "MX"),
         ask("a.sub.example.test", "A")}) {
      auto const got = answer_of(*from, q);
      EXPECT_EQ(got.why.code, "overlaid") << to_text(q);
      EXPECT_EQ(got.why.kind, base::cause_class::unobservable);
   }
   EXPECT_EQ(answer_of(*from, ask("example.test", "SOA")).state, status::records);
   EXPECT_EQ(answer_of(*from, ask("www.example.test", "TXT")).state, status::absent);
}

TEST_F(changed_source_test, may_be_destroyed_before_it_answers)
{
   for (auto const* type : {"A", "TXT"}) {
      auto from = with_changes(make_lab_source(loop, zones), changes);
      bool called = false;
      from->ask({ask("example.test", type)}, [&called](resolver::exchange const&) {
         called = true;
      });
      from.reset();
      loop.run([] {
         return false;
      });
      EXPECT_FALSE(called);
   }
}

}  // namespace
}  // namespace dnslint::overlay::tests
