// SPDX-License-Identifier: Apache-2.0
// The search alone: answers are looked up in a lab, one round after the other.
#include "core/audit/server_search.hpp"

#include "core/base/causes.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/dns/zone_text.hpp"
#include "core/lab/lab.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/rules/check.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

using rules::asked_at;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto servers_lab = R"(
zones:
  example.test: |
    @    NS    ns1
    @    NS    ns2.example.test.
    ns1  A     192.0.2.1
    ns1  AAAA  2001:db8::1
    ns2  A     192.0.2.2
    www  A     192.0.2.9
    ali  CNAME www
    deep.er A  192.0.2.9
  sub.example.test: |
    @   NS   ns.sub
    @   NS   ns.lost.test.
    ns.sub A 192.0.2.3
  test: |
    @ NS a.nic.test.
    @ NS b.nic.test.
    @ NS c.nic.test.
    @ NS d.nic.test.
    a.nic A 192.0.2.11
    b.nic A 192.0.2.12
    c.nic A 192.0.2.13
    d.nic A 192.0.2.14
  half.test: |
    @   NS ns
    ns  A  192.0.2.20
faults:
  "broken.test": servfail
  "ns.half.test AAAA": timeout
  "ns.lost.test A": timeout
)";

class searching_servers : public testing::Test {
protected:
   searching_servers()
   {
      auto const doc = base::yaml::load("lab.yaml", servers_lab);
      auto made = resolver::lab::from_yaml(*doc);
      EXPECT_TRUE(made) << (made ? "" : base::to_text(made.errors()));
      zones_ = std::move(*made);
   }

   found_servers search(std::string_view name, asked_at at)
   {
      lookup_key const key{"l"};
      for (rounds = 0; rounds != 20; ++rounds) {
         auto found = find_servers(key, *dns::name::from_text(name), at, answers_);
         if (found.next.empty())
            return found;
         for (auto const& [asked_for, q] : found.next)
            answers_[asked_for] = ask(q.asked);
      }
      ADD_FAILURE() << "the search does not end";
      return {};
   }

   std::vector<std::string> servers(std::string_view name, asked_at at)
   {
      std::vector<std::string> texts;
      for (auto const& s : search(name, at).servers)
         texts.push_back(s.address.empty() ? s.host + ": " + s.why.code : s.to_text());
      return texts;
   }

   std::string unknown(std::string_view name, asked_at at)
   {
      auto const found = search(name, at);
      EXPECT_THAT(found.servers, IsEmpty());
      return found.unknown ? base::to_text(*found.unknown) : "known";
   }

   lookup_answers answers_;
   std::size_t rounds = 0;

private:
   resolver::answer_ptr ask(dns::question const& q)
   {
      base::virtual_loop loop;
      std::vector<std::unique_ptr<resolver::source>> sources;
      sources.push_back(resolver::make_lab_source(loop, zones_));
      resolver::shared_resolver shared{loop, std::move(sources), {}, 0};
      resolver::answer_ptr got;
      shared.ask(q, [&](resolver::answer_ptr a) {
         got = std::move(a);
      });
      loop.run([&] {
         return got != nullptr;
      });
      return got;
   }

   resolver::lab zones_;
};

TEST_F(searching_servers, finds_each_address_of_the_servers_of_a_zone)
{
   EXPECT_THAT(
      servers("example.test", asked_at::each_nameserver),
      ElementsAre(
         "ns1.example.test (192.0.2.1)",
         "ns1.example.test (2001:db8::1)",
         "ns2.example.test (192.0.2.2)"));
}

TEST_F(searching_servers, asks_for_the_zone_first_then_for_its_servers_then_for_addresses)
{
   search("example.test", asked_at::each_nameserver);
   EXPECT_EQ(rounds, 3U);
}

TEST_F(searching_servers, climbs_to_the_zone_that_a_name_is_in)
{
   EXPECT_THAT(
      servers("deep.er.example.test", asked_at::each_nameserver),
      testing::Contains("ns2.example.test (192.0.2.2)"));
   EXPECT_THAT(
      servers("nothing.example.test", asked_at::each_nameserver),
      testing::Contains("ns2.example.test (192.0.2.2)"))
      << "a name that does not exist is in a zone, too";
}

TEST_F(searching_servers, finds_the_zone_of_an_alias_above_it)
{
   EXPECT_THAT(
      servers("ali.example.test", asked_at::each_nameserver),
      testing::Contains("ns2.example.test (192.0.2.2)"));
}

TEST_F(searching_servers, of_the_parent_are_those_of_the_zone_above)
{
   EXPECT_THAT(
      servers("sub.example.test", asked_at::parent),
      testing::Contains("ns2.example.test (192.0.2.2)"));
}

TEST_F(searching_servers, of_the_parent_are_few)
{
   EXPECT_THAT(
      servers("example.test", asked_at::parent),
      ElementsAre(
         "a.nic.test (192.0.2.11)",
         "b.nic.test (192.0.2.12)",
         "c.nic.test (192.0.2.13)",
         "d.nic.test: too-many-subjects"));
}

TEST_F(searching_servers, says_of_which_server_no_address_is_known)
{
   EXPECT_THAT(
      servers("sub.example.test", asked_at::each_nameserver),
      testing::Contains("ns.lost.test: timeout"));
}

// There may be more addresses of that server, so the check must not pass by the known one alone.
TEST_F(searching_servers, tells_of_a_server_of_which_only_some_addresses_are_known)
{
   EXPECT_THAT(
      servers("half.test", asked_at::each_nameserver),
      ElementsAre("ns.half.test (192.0.2.20)", "ns.half.test: timeout"));
}

TEST_F(searching_servers, knows_none_where_the_zone_is_not_known)
{
   EXPECT_THAT(unknown("broken.test", asked_at::each_nameserver), HasSubstr("servfail"));
   EXPECT_EQ(rounds, 1U) << "nothing more is asked";
}

TEST_F(searching_servers, knows_none_above_the_root)
{
   EXPECT_THAT(unknown(".", asked_at::parent), HasSubstr("the root has no parent"));
}

// The lookups of two subjects do not mix up their answers.
TEST_F(searching_servers, asks_for_each_lookup_and_subject_by_itself)
{
   search("example.test", asked_at::each_nameserver);
   auto const name = *dns::name::from_text("example.test");
   auto const other = find_servers({"other"}, name, asked_at::each_nameserver, answers_);
   EXPECT_EQ(other.next.size(), 1U);
   auto const subject = find_servers({"l", 0U}, name, asked_at::each_nameserver, answers_);
   EXPECT_EQ(subject.next.size(), 1U);
   EXPECT_EQ(subject.next.begin()->second.asked.type, dns::rrtype::soa);
}

// Each name is an alias, one above the other: the search does not climb for ever.
TEST(server_search_bounds, asks_for_few_zones)
{
   auto name = *dns::name::from_text("a.b.c.d.e.f.g.h.test");
   lookup_key const key{"l"};
   lookup_answers answers;
   auto const alias = dns::parse_zone_text("x CNAME y.test.", name, "");
   ASSERT_TRUE(alias);
   for (;;) {
      auto const found = find_servers(key, name, asked_at::each_nameserver, answers);
      if (found.next.empty()) {
         ASSERT_TRUE(found.unknown);
         EXPECT_THAT(
            base::to_text(*found.unknown), HasSubstr("too many aliases above one another"));
         break;
      }
      for (auto const& [asked_for, q] : found.next) {
         auto made = std::make_shared<resolver::answer>();
         made->asked = q.asked;
         made->sections().chain = {alias->front()};
         made->state = resolver::status::absent;
         answers[asked_for] = std::move(made);
      }
      ASSERT_LE(answers.size(), rules::most_zone_questions);
   }
   EXPECT_EQ(answers.size(), rules::most_zone_questions);
}

}  // namespace
}  // namespace dnslint::audit
