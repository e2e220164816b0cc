// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/comparison.hpp"

#include "tests/unit/resolver/messages.hpp"

#include <array>
#include <gmock/gmock.h>

namespace dnslint::resolver::tests::comparing {
namespace {

using testing::ElementsAre;

answer there(std::string const& type = "TXT", std::string const& rdata = "text")
{
   auto const q = ask("a.test", type);
   auto const record =
      type == "SOA" ? "a.test. 300 SOA a. b. 1 2 3 4 5" : "a.test. 300 " + type + " " + rdata;
   return interpret(received(q, with_answer(response(q), record)));
}

answer denied(dns::rcode code, std::string const& type = "TXT")
{
   auto const q = ask("a.test", type);
   auto const soa = "test. 300 SOA a. b. 1 2 3 4 5";
   return interpret(received(q, with_code(with_authority(response(q), soa), code)));
}

TEST(comparison, one_answer_settles_nothing)
{
   comparison c;
   EXPECT_FALSE(c.has_begun());
   c.add(1, there());
   EXPECT_TRUE(c.has_begun());
   EXPECT_TRUE(c.was_asked(1));
   EXPECT_FALSE(c.was_asked(0));
   EXPECT_FALSE(c.is_agreed());
   EXPECT_FALSE(c.is_disputed());
}

TEST(comparison, two_that_say_the_same_agree)
{
   comparison c;
   c.add(0, there());
   c.add(2, there());
   EXPECT_TRUE(c.is_agreed());
   EXPECT_THAT(c.agreeing(), ElementsAre(0, 2));
   EXPECT_THAT(c.dissenting(), ElementsAre());
}

TEST(comparison, a_third_decides_between_two)
{
   comparison c;
   c.add(0, denied(dns::rcode::noerror));
   c.add(1, there());
   EXPECT_TRUE(c.is_disputed());
   c.add(2, there());
   EXPECT_TRUE(c.is_agreed());
   EXPECT_FALSE(c.is_disputed());
   EXPECT_THAT(c.agreeing(), ElementsAre(1, 2));
   EXPECT_THAT(c.dissenting(), ElementsAre(0));
}

// Nobody is known to lie: a cache may be older.
TEST(comparison, other_texts_are_no_agreement_and_no_dissent)
{
   comparison c;
   c.add(0, there("TXT", "one"));
   c.add(1, there("TXT", "another"));
   EXPECT_TRUE(c.is_disputed());
   EXPECT_TRUE(c.is_about_content());
   c.add(2, there("TXT", "another"));
   EXPECT_TRUE(c.is_agreed());
   EXPECT_THAT(c.agreeing(), ElementsAre(1, 2));
   EXPECT_THAT(c.dissenting(), ElementsAre());
   EXPECT_THAT(c.differing(), ElementsAre(0));
}

TEST(comparison, a_denial_against_records_is_not_about_content)
{
   comparison c;
   c.add(0, there());
   c.add(1, denied(dns::rcode::noerror));
   EXPECT_FALSE(c.is_about_content());
}

// They differ by the place that asks, and by the side of a delegation.
TEST(comparison, other_addresses_and_name_servers_agree)
{
   for (auto const& [type, one, another] :
        {std::array{"A", "192.0.2.1", "192.0.2.2"},
         std::array{"NS", "a.ns.test.", "b.ns.test."},
         std::array{"TXT", "text", "text"},
         std::array{"MX", "10 MX.test.", "10 mx.test."}}) {
      comparison c;
      c.add(0, there(type, one));
      c.add(1, there(type, another));
      EXPECT_TRUE(c.is_agreed()) << type;
   }
}

TEST(comparison, who_does_not_know_was_asked_and_has_no_say)
{
   comparison c;
   c.add(0, there());
   c.abstained(1);
   EXPECT_TRUE(c.was_asked(1));
   EXPECT_FALSE(c.is_disputed());
}

TEST(comparison, both_denials_deny_the_records)
{
   comparison c;
   c.add(0, denied(dns::rcode::nxdomain));
   c.add(1, denied(dns::rcode::noerror));
   EXPECT_TRUE(c.is_agreed());
}

TEST(comparison, whether_the_name_exists_matters_for_soa)
{
   comparison c;
   c.add(0, denied(dns::rcode::nxdomain, "SOA"));
   c.add(1, denied(dns::rcode::noerror, "SOA"));
   EXPECT_TRUE(c.is_disputed());
   c.add(2, there("SOA"));
   EXPECT_TRUE(c.is_disputed());
}

}  // namespace
}  // namespace dnslint::resolver::tests::comparing
