// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/seen_zone.hpp"

#include "tests/unit/resolver/messages.hpp"

namespace dnslint::resolver::tests::seen {
namespace {

answer denial(
   dns::question const& q, std::string const& zone, dns::rcode code = dns::rcode::noerror)
{
   auto const soa = zone + " 300 SOA a. b. 1 2 3 4 5";
   return interpret(received(q, with_code(with_authority(response(q), soa), code)));
}

answer apex(std::string const& zone)
{
   auto const q = ask(zone, "SOA");
   return interpret(received(q, with_answer(response(q), zone + " 300 SOA a. b. 1 2 3 4 5")));
}

std::string fault(seen_zone const& seen, answer const& got)
{
   auto const why = seen.contradiction(got);
   return why ? why->code : "";
}

struct seen_zone_test : testing::Test {
   seen_zone_test() { seen.learn(apex("example.test.")); }

   dns::question const txt = ask("example.test", "TXT");
   dns::question const policy = ask("_dmarc.example.test", "TXT");
   seen_zone seen;
};

TEST_F(seen_zone_test, knows_nothing_before_it_has_learnt)
{
   EXPECT_EQ("", fault({}, denial(txt, "test.", dns::rcode::nxdomain)));
   EXPECT_EQ("", fault({}, denial(txt, "example.test.")));
}

TEST_F(seen_zone_test, takes_a_denial_of_the_zone_itself)
{
   EXPECT_EQ("", fault(seen, denial(txt, "example.test.")));
   EXPECT_EQ("", fault(seen, denial(policy, "example.test.", dns::rcode::nxdomain)));
}

TEST_F(seen_zone_test, takes_a_denial_of_a_zone_below)
{
   EXPECT_EQ("", fault(seen, denial(policy, "_dmarc.example.test.")));
}

TEST_F(seen_zone_test, finds_nxdomain_for_a_name_that_exists)
{
   EXPECT_EQ("contradiction", fault(seen, denial(txt, "test.", dns::rcode::nxdomain)));
   auto const above = ask("test", "TXT");
   EXPECT_EQ("contradiction", fault(seen, denial(above, ".", dns::rcode::nxdomain)));
   EXPECT_EQ("", fault(seen, denial(above, ".")));
}

TEST_F(seen_zone_test, finds_the_soa_record_of_a_zone_above)
{
   for (auto const* const above : {"test.", "."}) {
      EXPECT_EQ("contradiction", fault(seen, denial(txt, above))) << above;
      EXPECT_EQ("contradiction", fault(seen, denial(policy, above, dns::rcode::nxdomain))) << above;
   }
}

TEST_F(seen_zone_test, lets_the_parent_deny_the_ds_record)
{
   EXPECT_EQ("", fault(seen, denial(ask("example.test", "DS"), "test.")));
   EXPECT_EQ("contradiction", fault(seen, denial(ask("www.example.test", "DS"), "test.")));
}

TEST_F(seen_zone_test, says_nothing_of_other_names_and_of_what_is_no_denial)
{
   EXPECT_EQ("", fault(seen, denial(ask("other.test", "TXT"), "test.", dns::rcode::nxdomain)));
   EXPECT_EQ("", fault(seen, apex("example.test.")));
   EXPECT_EQ("", fault(seen, interpret(received(txt, response(txt)))));
}

TEST_F(seen_zone_test, finds_the_zone_of_a_name_inside)
{
   seen_zone inside;
   inside.learn(denial(ask("www.example.test", "SOA"), "example.test."));
   auto const www = ask("www.example.test", "TXT");
   EXPECT_EQ("", fault(inside, denial(www, "example.test.")));
   EXPECT_EQ("contradiction", fault(inside, denial(www, "example.test.", dns::rcode::nxdomain)));
   EXPECT_EQ("contradiction", fault(inside, denial(www, "test.")));
   EXPECT_EQ("contradiction", fault(inside, denial(www, "www.example.test.")))
      << "which was said to have no SOA record";
}

TEST_F(seen_zone_test, learns_nothing_from_aliases_and_from_names_that_do_not_exist)
{
   auto const alias = ask("www.example.test", "SOA");
   auto const chain = with_answer(response(alias), "www.example.test. 300 CNAME w.other.test.");
   seen_zone other;
   other.learn(
      interpret(received(alias, with_authority(chain, "other.test. 300 SOA a. b. 1 2 3 4 5"))));
   other.learn(denial(ask("gone.example.test", "SOA"), "example.test.", dns::rcode::nxdomain));
   EXPECT_EQ("", fault(other, denial(ask("www.example.test", "TXT"), "test.")));
   EXPECT_EQ("", fault(other, denial(ask("gone.example.test", "TXT"), "test.")));
}

TEST_F(seen_zone_test, an_absence_on_which_two_agree_without_soa_has_no_zone_to_fit)
{
   auto agreed = interpret(received(policy, response(policy)));
   agreed.state = status::absent;
   EXPECT_EQ("", fault(seen, agreed));
}

// The chain of an alias ends at a name of the domain's own.
TEST_F(seen_zone_test, looks_at_the_end_of_a_chain)
{
   auto m = with_answer(response(policy), "_dmarc.example.test. 300 CNAME d.example.test.");
   m = with_authority(m, "test. 300 SOA a. b. 1 2 3 4 5");
   EXPECT_EQ("contradiction", fault(seen, interpret(received(policy, m))));
}

}  // namespace
}  // namespace dnslint::resolver::tests::seen
