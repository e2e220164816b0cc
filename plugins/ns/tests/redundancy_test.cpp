// SPDX-License-Identifier: Apache-2.0
#include "redundancy.hpp"

#include <gtest/gtest.h>

namespace {

using dnslint::outcome;
using ns::address_lookup;
using ns::name_server;
using ns::server_list;

dnslint::cause const timed_out{dnslint::cause_class::transient, "timeout", ""};
dnslint::cause const budget{dnslint::cause_class::withheld, "budget", ""};
address_lookup const unknown{timed_out, {}};

// 192.0.<network>.<host>
address_lookup v4(char network, char host)
{
   return {std::nullopt, {{"", std::string{'\xc0', '\0', network, host}}}};
}

// 2001:db8:<network>::<host>
address_lookup v6(char network, char host)
{
   std::string bytes{"\x20\x01\x0d\xb8", 4};
   bytes += {'\0', network};
   bytes.append(9, '\0');
   return {std::nullopt, {{"", bytes + host}}};
}

server_list servers(std::vector<std::pair<address_lookup, address_lookup>> const& each)
{
   server_list list;
   for (auto const& [ipv4, ipv6] : each)
      list.known.push_back({"ns.example", ipv4, ipv6, {}});
   return list;
}

outcome own(std::vector<std::pair<address_lookup, address_lookup>> const& each)
{
   return have_own_addresses(servers(each)).result;
}

outcome spread(std::vector<std::pair<address_lookup, address_lookup>> const& each)
{
   return are_in_several_networks(servers(each)).result;
}

TEST(own_addresses, of_two_servers_are_enough)
{
   EXPECT_EQ(own({{v4(2, 1), {}}, {v4(2, 2), {}}}), outcome::pass);
   EXPECT_EQ(own({{v4(2, 1), {}}, {v4(2, 1), {}}, {v4(2, 2), {}}}), outcome::pass);
   EXPECT_EQ(own({{{}, v6(1, 1)}, {{}, v6(1, 2)}}), outcome::pass);
}

TEST(own_addresses, of_one_family_are_enough)
{
   EXPECT_EQ(own({{v4(2, 1), v6(1, 1)}, {v4(2, 2), v6(1, 1)}}), outcome::pass);
   EXPECT_EQ(own({{v4(2, 1), {}}, {{}, v6(1, 1)}}), outcome::pass);
}

TEST(own_addresses, are_none_when_the_servers_share_all)
{
   EXPECT_EQ(own({{v4(2, 1), {}}, {v4(2, 1), {}}}), outcome::fail);
   EXPECT_EQ(own({{v4(2, 1), v6(1, 1)}, {v4(2, 1), v6(1, 1)}}), outcome::fail);
}

TEST(own_addresses, are_none_when_one_server_has_all_of_the_other)
{
   EXPECT_EQ(own({{v4(2, 1), v6(1, 1)}, {v4(2, 1), {}}}), outcome::fail);
   EXPECT_EQ(own({{v4(2, 1), {}}, {{}, {}}}), outcome::fail);
}

TEST(own_addresses, of_a_single_server_are_not_enough)
{
   EXPECT_EQ(own({{v4(2, 1), v6(1, 1)}}), outcome::fail);
   EXPECT_EQ(own({{unknown, unknown}}), outcome::fail);
   EXPECT_EQ(own({}), outcome::fail);
}

TEST(own_addresses, are_known_although_something_else_is_not)
{
   EXPECT_EQ(own({{v4(2, 1), unknown}, {v4(2, 2), unknown}}), outcome::pass);
   EXPECT_EQ(own({{v4(2, 1), {}}, {v4(2, 2), {}}, {unknown, unknown}}), outcome::pass);
}

TEST(own_addresses, are_unknown_when_the_missing_answer_could_have_them)
{
   EXPECT_EQ(own({{v4(2, 1), {}}, {unknown, {}}}), outcome::unknown);
   EXPECT_EQ(own({{v4(2, 1), unknown}, {v4(2, 1), unknown}}), outcome::unknown);
   EXPECT_EQ(own({{unknown, unknown}, {unknown, unknown}}), outcome::unknown);
}

// Whatever the second server's AAAA is, the first has nothing that the second has not.
TEST(own_addresses, are_known_to_be_none_when_no_answer_could_change_it)
{
   EXPECT_EQ(own({{v4(2, 1), {}}, {v4(2, 1), unknown}}), outcome::fail);
   EXPECT_EQ(own({{{}, {}}, {unknown, unknown}}), outcome::fail);
}

TEST(own_addresses, may_be_among_servers_that_were_not_looked_up)
{
   auto list = servers({{v4(2, 1), {}}});
   list.rest = budget;
   auto const v = have_own_addresses(list);
   EXPECT_EQ(v.result, outcome::unknown);
   EXPECT_EQ(v.cause->code, "budget");
}

TEST(networks, are_several_by_the_first_24_or_48_bits)
{
   EXPECT_EQ(spread({{v4(2, 1), {}}, {v4(3, 1), {}}}), outcome::pass);
   EXPECT_EQ(spread({{{}, v6(1, 1)}, {{}, v6(2, 1)}}), outcome::pass);
   EXPECT_EQ(spread({{v4(2, 1), v6(1, 1)}, {v4(2, 2), v6(2, 1)}}), outcome::pass);
   EXPECT_EQ(spread({{v4(2, 1), {}}, {v4(2, 2), {}}}), outcome::fail);
   EXPECT_EQ(spread({{{}, v6(1, 1)}, {{}, v6(1, 2)}}), outcome::fail);
}

TEST(networks, of_different_families_do_not_count_together)
{
   EXPECT_EQ(spread({{v4(2, 1), {}}, {{}, v6(1, 1)}}), outcome::fail);
}

TEST(networks, are_named_when_there_is_only_one)
{
   EXPECT_EQ(
      are_in_several_networks(servers({{v4(2, 1), v6(1, 1)}, {v4(2, 2), {}}})).message,
      "all name servers are in 192.0.2.0/24 and 2001:db8:1::/48");
   EXPECT_EQ(
      are_in_several_networks(servers({{{}, v6(0, 1)}})).message,
      "all name servers are in 2001:db8::/48");
   address_lookup const loopback{std::nullopt, {{"::1", std::string(15, '\0') + '\1'}}};
   EXPECT_EQ(
      are_in_several_networks(servers({{{}, loopback}})).message, "all name servers are in ::/48");
   EXPECT_EQ(are_in_several_networks(servers({})).message, "no name server has an address");
}

TEST(networks, are_unknown_when_one_is_known_and_an_answer_is_missing)
{
   auto const v = are_in_several_networks(servers({{v4(2, 1), {}}, {unknown, {}}}));
   EXPECT_EQ(v.result, outcome::unknown);
   EXPECT_EQ(v.cause->code, "timeout");
   EXPECT_EQ(spread({{v4(2, 1), {}}, {v4(3, 1), unknown}}), outcome::pass);
}

}  // namespace
