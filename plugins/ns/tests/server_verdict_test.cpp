// SPDX-License-Identifier: Apache-2.0
#include "server_verdict.hpp"

#include <gtest/gtest.h>

namespace {

using dnslint::outcome;
using ns::address_lookup;
using ns::name_server;

address_lookup const absent{};
address_lookup const present{std::nullopt, {{"192.0.2.1", "\xc0\x00\x02\x01"}}};
address_lookup const timeout{dnslint::cause{dnslint::cause_class::transient, "timeout", ""}, {}};
address_lookup const servfail{dnslint::cause{dnslint::cause_class::transient, "servfail", ""}, {}};

name_server with(address_lookup const& ipv4, address_lookup const& ipv6)
{
   return {"ns.example", ipv4, ipv6, {}};
}

TEST(has_address, of_either_type_is_enough)
{
   EXPECT_EQ(has_address(with(present, absent)).result, outcome::pass);
   EXPECT_EQ(has_address(with(absent, present)).result, outcome::pass);
   EXPECT_EQ(has_address(with(timeout, present)).result, outcome::pass);
   EXPECT_EQ(has_address(with(present, servfail)).result, outcome::pass);
}

TEST(has_address, is_missing_only_when_both_are_proved_absent)
{
   auto const v = has_address(with(absent, absent));
   EXPECT_EQ(v.result, outcome::fail);
   EXPECT_EQ(v.message, "ns.example has neither A nor AAAA records");
   EXPECT_FALSE(v.cause);
}

TEST(has_address, is_unknown_when_one_is_absent_and_the_other_unknown)
{
   auto const v = has_address(with(timeout, absent));
   EXPECT_EQ(v.result, outcome::unknown);
   ASSERT_TRUE(v.cause);
   EXPECT_EQ(v.cause->code, "timeout");
   EXPECT_EQ(has_address(with(absent, servfail)).cause->code, "servfail");
}

TEST(is_no_alias, fails_with_both_names_whatever_the_target_is)
{
   for (auto s : {with(present, absent), with(timeout, timeout), with(absent, absent)}) {
      s.alias_of = "host.example";
      auto const v = is_no_alias(s);
      EXPECT_EQ(v.result, outcome::fail);
      EXPECT_EQ(v.message, "ns.example is an alias of host.example");
   }
}

TEST(is_no_alias, is_known_from_either_answer)
{
   EXPECT_EQ(is_no_alias(with(absent, absent)).result, outcome::pass);
   EXPECT_EQ(is_no_alias(with(timeout, absent)).result, outcome::pass);
   EXPECT_EQ(is_no_alias(with(present, servfail)).result, outcome::pass);
   EXPECT_EQ(is_no_alias(with(timeout, servfail)).cause->code, "timeout");
}

}  // namespace
