// SPDX-License-Identifier: Apache-2.0
#include "core/audit/name_facts.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/dns/zone_text.hpp"
#include "core/lab/lab.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;

// Zones of an organization, of a part of it, of a public suffix, and names that only exist in
// faults.
resolver::lab make_lab()
{
   auto const doc = base::yaml::load("lab.yaml", R"(
zones:
  example.test: |
    @    A     192.0.2.1
    www  A     192.0.2.1
    ali  CNAME www
    out  CNAME www.elsewhere.test.
    dead CNAME nothing.elsewhere.test.
    a.b  A     192.0.2.1
  sub.example.test: "@ A 192.0.2.1"
  elsewhere.test: "www A 192.0.2.1"
  co.uk: "@ A 192.0.2.1"
faults:
  broken.test: servfail
  silent.test: timeout
)");
   auto made = resolver::lab::from_yaml(*doc);
   EXPECT_TRUE(made.ok()) << base::to_text(made.errors());
   return std::move(*made);
}

audit::name_facts examine(std::string_view domain)
{
   static auto const zones = make_lab();
   static auto const suffixes = audit::public_suffix_list::builtin();
   audit::zone_search search{*dns::name::from_text(domain)};
   base::virtual_loop loop;
   std::vector<std::unique_ptr<resolver::source>> sources;
   sources.push_back(resolver::make_lab_source(loop, zones));
   resolver::shared_resolver shared{loop, std::move(sources), {}, 0};
   while (auto const next = search.next()) {
      resolver::answer_ptr answer;
      shared.ask({*next, dns::rrtype::soa}, [&](resolver::answer_ptr a) {
         answer = std::move(a);
      });
      loop.run([&] {
         return answer != nullptr;
      });
      search.answered(*answer);
   }
   return search.result(suffixes);
}

struct row {
   char const* domain;
   char const* kind;
   char const* zone;
};

class kinds : public testing::TestWithParam<row> {};

TEST_P(kinds, of_names_that_exist)
{
   auto const found = examine(GetParam().domain);
   EXPECT_EQ(found.kind, facts::value{GetParam().kind});
   EXPECT_EQ(found.zone, facts::value{GetParam().zone});
   EXPECT_FALSE(found.nonexistent());
}

INSTANTIATE_TEST_SUITE_P(
   name_facts,
   kinds,
   testing::Values(
      row{"example.test", "organizational", "example.test"},
      row{"www.example.test", "inside-zone", "example.test"},
      row{"sub.example.test", "zone-apex", "sub.example.test"},
      row{"co.uk", "public-suffix", "co.uk"},
      // An empty non-terminal exists (RFC 8020).
      row{"b.example.test", "inside-zone", "example.test"},
      // The zone of an alias is its own, not its target's.
      row{"ali.example.test", "inside-zone", "example.test"},
      row{"out.example.test", "inside-zone", "example.test"},
      // An alias whose target does not exist exists itself.
      row{"dead.example.test", "inside-zone", "example.test"},
      row{"test", "public-suffix", "."}),
   [](auto const& row) {
      std::string name{row.param.domain};
      std::ranges::replace(name, '.', '_');
      return name;
   });

TEST(name_facts, a_name_that_is_proved_absent_does_not_exist)
{
   for (auto const* domain : {"nothing.test", "nothing.example.test"}) {
      auto const found = examine(domain);
      EXPECT_TRUE(found.nonexistent()) << domain;
      EXPECT_TRUE(found.zone.is_null()) << domain;
   }
}

// The public suffix list needs no answers.
TEST(name_facts, the_registrable_domain_is_known_whatever_is_answered)
{
   EXPECT_EQ(examine("www.example.test").registrable_domain, facts::value{"example.test"});
   EXPECT_EQ(examine("a.broken.test").registrable_domain, facts::value{"broken.test"});
   EXPECT_EQ(examine("nothing.test").registrable_domain, facts::value{"nothing.test"});
   EXPECT_TRUE(examine("co.uk").registrable_domain.is_null());
}

TEST(name_facts, a_server_that_fails_proves_nothing)
{
   for (auto const& [domain, code] :
        {std::pair{"broken.test", "servfail"}, std::pair{"silent.test", "timeout"}}) {
      auto const found = examine(domain);
      ASSERT_NE(found.kind.unknown(), nullptr) << domain;
      EXPECT_EQ(found.kind.unknown()->code, code);
      EXPECT_EQ(found.zone, found.kind);
      EXPECT_FALSE(found.nonexistent());
   }
}

TEST(public_suffix_list, knows_both_sections_and_the_rule_for_the_rest)
{
   auto const list = audit::public_suffix_list::builtin();
   auto const name = [](char const* text) {
      return *dns::name::from_text(text);
   };
   EXPECT_TRUE(list.is_public_suffix(name("co.uk")));
   EXPECT_TRUE(list.is_public_suffix(name("github.io")));
   EXPECT_TRUE(list.is_public_suffix(name("nosuchtld")));
   EXPECT_FALSE(list.is_public_suffix(name("example.co.uk")));
   EXPECT_EQ(list.registrable_domain(name("a.b.example.co.uk")), name("example.co.uk"));
   EXPECT_EQ(list.registrable_domain(name("co.uk")), std::nullopt);
   EXPECT_EQ(list.date().size(), 10U);
}

TEST(public_suffix_list, a_file_that_is_none_is_an_error)
{
   EXPECT_FALSE(audit::public_suffix_list::load("/nonexistent/list").ok());
   EXPECT_FALSE(audit::public_suffix_list::load("/dev/null").ok());
}

dns::record record_of(char const* owner, char const* type_and_data)
{
   auto const apex = *dns::name::from_text(".");
   auto const zone =
      dns::parse_zone_text(std::string{owner} + " 300 IN " + type_and_data, apex, "");
   EXPECT_TRUE(zone) << base::to_text(zone.errors());
   return zone->front();
}

constexpr auto soa_data = "SOA a.nic.test. b.nic.test. 1 2 3 4 5";

// An answer to a question for the SOA record of a name that is an alias.
resolver::answer alias_answer(char const* name)
{
   resolver::answer a;
   a.asked = {*dns::name::from_text(name), dns::rrtype::soa};
   a.sections().chain = {record_of(name, "CNAME elsewhere.test.")};
   a.sections().records = {record_of("elsewhere.test.", soa_data)};
   a.state = resolver::status::records;
   return a;
}

// Whoever answers for the root may say anything: the search ends there all the same.
TEST(zone_search, does_not_climb_above_the_root)
{
   audit::zone_search search{dns::name{}};
   search.answered(alias_answer("."));
   EXPECT_EQ(search.next(), std::nullopt);
}

// A name above the domain that does not exist says nothing about the domain, which is an alias.
TEST(zone_search, takes_only_the_domain_itself_for_nonexistent)
{
   audit::zone_search search{*dns::name::from_text("ali.lost.test")};
   search.answered(alias_answer("ali.lost.test."));
   ASSERT_EQ(search.next(), dns::name::from_text("lost.test"));
   resolver::answer absent;
   absent.asked = {*search.next(), dns::rrtype::soa};
   absent.sections().authority = {record_of("test.", soa_data)};
   absent.state = resolver::status::absent;
   absent.code = dns::rcode::nxdomain;
   search.answered(absent);
   EXPECT_EQ(search.next(), std::nullopt);
   auto const found = search.result(audit::public_suffix_list::builtin());
   EXPECT_FALSE(found.nonexistent());
   EXPECT_EQ(found.zone, facts::value{"test"});
}

}  // namespace
