// SPDX-License-Identifier: Apache-2.0
#include "survey.hpp"

#include "allowed.hpp"
#include "ending.hpp"
#include "synthetic_dns.hpp"
#include "void_limit.hpp"

#include <gmock/gmock.h>

namespace spf::tests {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::SizeIs;
using enum record_type;
using table = std::map<synthetic_dns::key, std::vector<std::string>>;

survey look_at(std::string const& record, table records, survey_limits const& most = {})
{
   records[{"e.test", txt}] = {record};
   synthetic_dns dns{std::move(records)};
   return run(survey_records(dns, "e.test", most));
}

TEST(survey, counts_the_terms_of_all_records)
{
   auto const s = look_at(
      "v=spf1 include:b.test a ip4:192.0.2.1 -all",
      {{{"b.test", txt}, {"v=spf1 mx redirect=c.test"}},
       {{"c.test", txt}, {"v=spf1 include:d.test include:d.test ?all ptr"}},
       {{"d.test", txt}, {"v=spf1 a:e.test redirect=x.test -all"}},
       {{"b.test", mx}, {"e.test"}},
       {{"e.test", a}, {"192.0.2.1"}}});
   EXPECT_EQ(s.lookups.known, 8);
   EXPECT_FALSE(s.lookups.open);
   EXPECT_EQ(s.voids_ip4.known, 0);
   EXPECT_EQ(s.voids_ip6.known, 4);
   EXPECT_THAT(s.missing, IsEmpty());
}

// A provider's macro costs one term; it is no error, and what is behind it cannot be seen.
TEST(survey, a_target_that_depends_on_the_sender_is_open_and_never_missing)
{
   auto const s =
      look_at("v=spf1 include:%{ir}.p.test a:%{d} -all", {{{"e.test", a}, {"192.0.2.1"}}});
   EXPECT_EQ(s.lookups.known, 2);
   ASSERT_TRUE(s.lookups.open);
   EXPECT_EQ(s.lookups.open->code, "sender-dependent");
   EXPECT_THAT(s.missing, IsEmpty());
   auto const exists = look_at("v=spf1 exists:%{i}.p.test -all", {});
   EXPECT_EQ(exists.lookups.known, 1);
   EXPECT_FALSE(exists.lookups.open);
   EXPECT_TRUE(exists.voids_ip4.open);
}

TEST(survey, tells_missing_from_not_known)
{
   auto const gone =
      look_at("v=spf1 include:b.test redirect=c.d.test", {{{"b.test", a}, {"192.0.2.1"}}});
   EXPECT_THAT(
      gone.missing,
      ElementsAre(Field(&bad_target::domain, "b.test"), Field(&bad_target::domain, "c.d.test")));
   EXPECT_THAT(gone.unregistered, ElementsAre(Field(&bad_target::domain, "c.d.test")));
   auto const silent = look_at("v=spf1 include:b.test -all", {{{"b.test", txt}, {}}});
   EXPECT_THAT(silent.missing, IsEmpty());
   EXPECT_THAT(silent.unseen, SizeIs(1));
   EXPECT_EQ(silent.lookups.known, 1);
   ASSERT_TRUE(silent.lookups.open);
   EXPECT_EQ(silent.lookups.open->code, "timeout");
}

TEST(survey, names_loops_and_broken_records)
{
   auto const s = look_at(
      "v=spf1 include:b.test include:c.test include:d.test -all",
      {{{"b.test", txt}, {"v=spf1 include:E.test -all"}},
       {{"c.test", txt}, {"v=spf1 moo"}},
       {{"d.test", txt}, {"v=spf1", "v=spf1"}}});
   EXPECT_THAT(s.loops, ElementsAre(Field(&bad_target::domain, "E.test")));
   EXPECT_THAT(
      s.broken,
      ElementsAre(Field(&bad_target::domain, "c.test"), Field(&bad_target::domain, "d.test")));
}

TEST(survey, counts_an_include_bomb_without_exploding)
{
   table records;
   auto const level = [](int i) {
      return "l" + std::to_string(i) + ".test";
   };
   for (int i = 1; i != 11; ++i) {
      std::string text = "v=spf1";
      for (int n = 0; n != 10; ++n)
         text += " include:" + level(i + 1);
      records[{level(i), txt}] = {text};
   }
   records[{level(11), txt}] = {"v=spf1 a -all"};
   std::string root = "v=spf1 include:l1.test";
   auto const s = look_at(root, records);
   EXPECT_EQ(s.lookups.known, 21'111'111'111);
   EXPECT_TRUE(find_allowed(s.records, "e.test").all.ip4.empty());
   EXPECT_THAT(find_void_victims(s.records, "e.test", {}).terms, IsEmpty());
}

TEST(survey, keeps_to_its_budget)
{
   table records;
   std::string wide = "v=spf1";
   for (int i = 0; i != 40; ++i) {
      auto const name = "w" + std::to_string(i) + ".test";
      wide += " include:" + name;
      records[{name, txt}] = {"v=spf1 -all"};
   }
   auto const s = look_at(wide, records, {10, 20, 5, 12, 512});
   EXPECT_EQ(s.lookups.known, 40);
   ASSERT_TRUE(s.lookups.open);
   EXPECT_EQ(s.lookups.open->code, "budget");
   EXPECT_THAT(s.tree, SizeIs(12));
   auto const slow = look_at("v=spf1 a:a.test a:b.test a:c.test -all", {}, {10, 3, 5, 12, 512});
   ASSERT_TRUE(slow.voids_ip4.open);
   EXPECT_EQ(slow.voids_ip4.open->code, "budget");
   auto const long_record = look_at("v=spf1 a a -all", {}, {10, 9, 5, 12, 2});
   ASSERT_TRUE(long_record.lookups.open);
}

TEST(survey, counts_addresses_once)
{
   auto const s = look_at(
      "v=spf1 ip4:192.0.2.0/24 ip4:192.0.2.7 a/31 ?ip4:0.0.0.0/0 -include:b.test -all",
      {{{"e.test", a}, {"198.51.100.3"}}, {{"b.test", txt}, {"v=spf1 ip4:10.0.0.0/8 -all"}}});
   EXPECT_EQ(find_allowed(s.records, "e.test").all.ip4.size(), (address_number{0, 258}));
}

// Every record copies what the next one allows once for each of its includes.
TEST(survey, copies_what_records_allow_within_a_budget)
{
   table records;
   std::string all = "v=spf1";
   for (int leaf = 0; leaf != 8; ++leaf) {
      std::string many = "v=spf1";
      for (int i = 0; i != 500; ++i)
         many += " ip4:203." + std::to_string(leaf) + "." + std::to_string(i / 100) + "." +
                 std::to_string(2 * (i % 100));
      records[{"m" + std::to_string(leaf) + ".test", txt}] = {many};
      all += " include:m" + std::to_string(leaf) + ".test";
   }
   records[{"l30.test", txt}] = {all};
   for (int i = 0; i != 30; ++i) {
      std::string text = "v=spf1";
      for (int n = 0; n != 10; ++n)
         text += " include:l" + std::to_string(i + 1) + ".test";
      records[{"l" + std::to_string(i) + ".test", txt}] = {text};
   }
   auto const s = look_at("v=spf1 include:l0.test", records);
   auto const allowed = find_allowed(s.records, "e.test");
   ASSERT_TRUE(allowed.open);
   EXPECT_EQ(allowed.open->code, "budget");
   EXPECT_EQ(allowed.all.ip4.ranges(), 4000U);
}

TEST(survey, what_is_beyond_the_budget_is_not_known)
{
   auto const s = look_at(
      "v=spf1 include:b.test redirect=c.test",
      {{{"b.test", txt}, {"v=spf1 -all"}}, {{"c.test", txt}, {"v=spf1 -all"}}},
      {1, 9, 5, 12, 512});
   ASSERT_TRUE(find_allowed(s.records, "e.test").open);
   EXPECT_EQ(find_ending(s.records, "e.test").open->code, "budget");
   EXPECT_EQ(find_void_victims(s.records, "e.test", {}).open->code, "budget");
}

}  // namespace
}  // namespace spf::tests
