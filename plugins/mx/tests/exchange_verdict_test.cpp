// SPDX-License-Identifier: Apache-2.0
#include "exchange_verdict.hpp"

#include <gtest/gtest.h>

namespace {

using dnslint::outcome;
using mx::address_lookup;
using mx::exchange;

address_lookup const absent{};
address_lookup const present{std::nullopt, {{"192.0.2.1", ""}}};
address_lookup const private_one{std::nullopt, {{"192.0.2.1", ""}, {"10.0.0.1", "private use"}}};
address_lookup const timeout{dnslint::cause{dnslint::cause_class::transient, "timeout", ""}, {}};
address_lookup const servfail{dnslint::cause{dnslint::cause_class::transient, "servfail", ""}, {}};

exchange with(address_lookup const& ipv4, address_lookup const& ipv6)
{
   return {"mx.example", 10, ipv4, ipv6, {}};
}

TEST(has_address, of_either_type_is_enough)
{
   EXPECT_EQ(has_address(with(present, absent)).result, outcome::pass);
   EXPECT_EQ(has_address(with(absent, present)).result, outcome::pass);
}

TEST(has_address, is_missing_only_when_both_are_proved_absent)
{
   auto const v = has_address(with(absent, absent));
   EXPECT_EQ(v.result, outcome::fail);
   EXPECT_NE(v.message.find("mx.example"), std::string::npos);
}

TEST(has_address, is_unknown_when_one_is_absent_and_the_other_unknown)
{
   auto const v = has_address(with(timeout, absent));
   EXPECT_EQ(v.result, outcome::unknown);
   EXPECT_EQ(v.cause->code, "timeout");
   EXPECT_EQ(has_address(with(absent, servfail)).cause->code, "servfail");
}

TEST(has_address, does_not_mind_an_unknown_beside_an_address)
{
   EXPECT_EQ(has_address(with(timeout, present)).result, outcome::pass);
}

TEST(is_no_alias, fails_with_both_names)
{
   auto e = with(present, absent);
   e.alias_of = "host.example";
   auto const v = is_no_alias(e);
   EXPECT_EQ(v.result, outcome::fail);
   EXPECT_EQ(v.message, "mx.example is an alias of host.example");
}

TEST(is_no_alias, is_known_from_either_answer)
{
   EXPECT_EQ(is_no_alias(with(absent, absent)).result, outcome::pass);
   EXPECT_EQ(is_no_alias(with(timeout, absent)).result, outcome::pass);
   EXPECT_EQ(is_no_alias(with(timeout, servfail)).result, outcome::unknown);
}

TEST(is_no_alias, fails_even_when_what_the_alias_leads_to_is_unknown)
{
   auto e = with(timeout, timeout);
   e.alias_of = "host.example";
   EXPECT_EQ(is_no_alias(e).result, outcome::fail);
}

TEST(is_named_as_host, goes_by_the_name)
{
   EXPECT_EQ(is_named_as_host(with(timeout, timeout)).result, outcome::pass);
   auto e = with(present, present);
   e.name = "mail_server.example";
   EXPECT_EQ(is_named_as_host(e).result, outcome::fail);
}

TEST(is_public, one_special_address_fails)
{
   auto const v = is_public(with(private_one, timeout));
   EXPECT_EQ(v.result, outcome::fail);
   EXPECT_NE(v.message.find("10.0.0.1: private use"), std::string::npos);
}

TEST(is_public, needs_both_answers_to_pass)
{
   EXPECT_EQ(is_public(with(present, absent)).result, outcome::pass);
   EXPECT_EQ(is_public(with(present, timeout)).result, outcome::unknown);
}

}  // namespace
