// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/answer_lifetime.hpp"

#include "messages.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;
using namespace tests;

auto const mx = ask("a.example", "MX");

base::event_loop::duration lifetime(dns::message const& m)
{
   return lifetime_of(interpret(received(mx, m)));
}

base::event_loop::duration of_answer(std::string_view answer)
{
   return lifetime(with_answer(response(mx), answer));
}

base::event_loop::duration of_denial(std::string_view authority, std::string_view answer = "")
{
   return lifetime(with_authority(with_answer(response(mx), answer), authority));
}

TEST(lifetime_of, records_is_their_least_ttl)
{
   EXPECT_EQ(of_answer("a.example. 300 MX 1 b.\na.example. 200 MX 2 c.\n"), 200s);
}

TEST(lifetime_of, records_counts_the_aliases_before_them)
{
   EXPECT_EQ(of_answer("a.example. 60 CNAME b.example.\nb.example. 300 MX 1 c.\n"), 60s);
   EXPECT_EQ(of_answer("a.example. 600 CNAME b.example.\nb.example. 300 MX 1 c.\n"), 300s);
}

TEST(lifetime_of, records_is_at_most_a_day)
{
   EXPECT_EQ(of_answer("a.example. 86399 MX 1 b.\n"), 86'399s);
   EXPECT_EQ(of_answer("a.example. 1000000 MX 1 b.\n"), 24h);
}

TEST(lifetime_of, records_with_ttl_0_is_nothing)
{
   EXPECT_EQ(of_answer("a.example. 300 MX 1 b.\na.example. 0 MX 2 c.\n"), 0ms);
}

// RFC 2308 section 5.
TEST(lifetime_of, absence_is_the_lesser_of_the_soas_ttl_and_minimum)
{
   EXPECT_EQ(of_denial("example. 900 SOA m. r. 1 2 3 4 600\n"), 600s);
   EXPECT_EQ(of_denial("example. 500 SOA m. r. 1 2 3 4 600\n"), 500s);
   EXPECT_EQ(of_denial("example. 500 SOA m. r. 1 2 3 4 0\n"), 0ms);
   EXPECT_EQ(of_denial("example. 100000 SOA m. r. 1 2 3 4 4294967295\n"), 3h);
}

TEST(lifetime_of, absence_of_a_name_is_that_too)
{
   auto const m = with_authority(response(mx), "example. 900 SOA m. r. 1 2 3 4 600\n");
   EXPECT_EQ(lifetime(with_code(m, dns::rcode::nxdomain)), 600s);
}

TEST(lifetime_of, absence_counts_the_aliases_before_it)
{
   EXPECT_EQ(
      of_denial("example. 900 SOA m. r. 1 2 3 4 600\n", "a.example. 30 CNAME b.example.\n"), 30s);
}

TEST(lifetime_of, absence_does_not_count_other_records)
{
   EXPECT_EQ(
      of_denial("example. 900 SOA m. r. 1 2 3 4 600\nexample. 5 NS n.\n"
                "other. 7 SOA m. r. 1 2 3 4 9\n"),
      600s);
}

TEST(lifetime_of, absence_without_soa_is_nothing)
{
   auto a =
      interpret(received(mx, with_authority(response(mx), "example. 900 SOA m. r. 1 2 3 4 600\n")));
   a.sections().authority.clear();
   ASSERT_EQ(a.state, status::absent);
   EXPECT_EQ(lifetime_of(a), 0ms);
}

// RFC 9520 section 3.2.
TEST(lifetime_of, failures_doubles_to_five_minutes)
{
   auto const a = interpret(received(mx, with_code(response(mx), dns::rcode::servfail)));
   auto const expected = {5s, 10s, 20s, 40s, 80s, 160s, 300s, 300s};
   unsigned before = 0;
   for (auto const lifetime : expected)
      EXPECT_EQ(lifetime_of(a, before++), lifetime) << before;
   EXPECT_EQ(lifetime_of(a, 4'000'000'000), 300s);
}

TEST(is_failure, tells_what_is_worth_remembering)
{
   for (auto const* const code : {"servfail", "refused", "timeout"}) {
      auto const a = make_unknown(mx, base::transient(code));
      EXPECT_TRUE(is_failure(*a)) << code;
      EXPECT_EQ(lifetime_of(*a), 5s) << code;
   }
   for (auto const& why :
        {base::transient("truncated"), base::withheld("budget"), base::internal("timeout")}) {
      auto const a = make_unknown(mx, why);
      EXPECT_FALSE(is_failure(*a)) << to_text(why);
      EXPECT_EQ(lifetime_of(*a), 0ms) << to_text(why);
   }
   EXPECT_FALSE(
      is_failure(interpret(received(mx, with_answer(response(mx), "a.example. MX 1 b.")))));
}

TEST(footprint_of, grows_with_what_is_owned)
{
   auto const small = interpret(received(mx, with_answer(response(mx), "a.example. MX 1 b.\n")));
   auto const text = "a.example. MX 1 b.\na.example. MX 2 " + std::string(60, 'c') + ".\n";
   auto const large = interpret(received(mx, with_answer(response(mx), text)));
   EXPECT_GE(footprint_of(small), sizeof small + sizeof(dns::record));
   EXPECT_GE(footprint_of(large), footprint_of(small) + sizeof(dns::record) + 60);
}

}  // namespace
}  // namespace dnslint::resolver
