// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/retry_policy.hpp"

#include <gtest/gtest.h>
#include <set>

namespace dnslint::resolver {
namespace {

using duration = base::event_loop::duration;

answer unknown(std::string code)
{
   answer a;
   a.why = base::transient(std::move(code));
   return a;
}

answer known(status s)
{
   answer a;
   a.state = s;
   return a;
}

policy const three_tries{3, duration{2000}, duration{200}, 8};

TEST(retry_policy, what_is_known_stands)
{
   for (auto const s : {status::records, status::absent})
      EXPECT_EQ(next_attempt({}, known(s), three_tries, 2, 0), std::nullopt);
}

TEST(retry_policy, what_asking_again_cannot_change_stands)
{
   for (auto const* code : {"incomplete-chain", "cname-loop"})
      EXPECT_EQ(next_attempt({}, unknown(code), three_tries, 2, 0), std::nullopt) << code;
}

TEST(retry_policy, every_other_unknown_is_tried_again_at_the_next_upstream)
{
   for (auto const* code :
        {"timeout",
         "servfail",
         "refused",
         "formerr",
         "notimp",
         "malformed",
         "wrong-question",
         "no-soa",
         "lame",
         "filtered",
         "stale",
         "bogus",
         "unreachable",
         "tcp-failed",
         "unexpected-rcode"}) {
      auto const next = next_attempt({}, unknown(code), three_tries, 2, 0);
      ASSERT_TRUE(next) << code;
      EXPECT_EQ(*next, (attempt{2, 1, transport::udp, duration{0}})) << code;
   }
}

TEST(retry_policy, upstreams_take_turns_until_the_tries_are_used_up)
{
   auto const second = next_attempt({}, unknown("timeout"), three_tries, 2, 0);
   auto const third = next_attempt(*second, unknown("timeout"), three_tries, 2, 0);
   EXPECT_EQ(*third, (attempt{3, 0, transport::udp, duration{400}}));
   EXPECT_EQ(next_attempt(*third, unknown("timeout"), three_tries, 2, 0), std::nullopt);
}

TEST(retry_policy, one_try_is_one)
{
   auto once = three_tries;
   once.tries = 1;
   EXPECT_EQ(next_attempt({}, unknown("timeout"), once, 2, 0), std::nullopt);
}

TEST(retry_policy, a_truncated_answer_goes_on_by_tcp_at_once_in_the_same_try)
{
   auto once = three_tries;
   once.tries = 1;
   auto const next = next_attempt({}, unknown("truncated"), once, 2, 0);
   EXPECT_EQ(next, (attempt{1, 0, transport::tcp, duration{0}}));
   EXPECT_EQ(next_attempt(*next, unknown("truncated"), once, 2, 0), std::nullopt);
}

TEST(retry_policy, once_known_to_be_large_the_answer_is_asked_for_by_tcp)
{
   auto const tcp = next_attempt({}, unknown("truncated"), three_tries, 2, 0);
   auto const next = next_attempt(*tcp, unknown("tcp-failed"), three_tries, 2, 0);
   EXPECT_EQ(next, (attempt{2, 1, transport::tcp, duration{0}}));
}

// A forged answer has not all letters right; a connection cannot be forged.
TEST(retry_policy, an_answer_in_other_letters_is_asked_for_by_tcp)
{
   auto const next = next_attempt({}, unknown("case-folded"), three_tries, 2, 0);
   EXPECT_EQ(next, (attempt{1, 0, transport::tcp, duration{0}}));
}

TEST(retry_policy, an_answer_without_its_cookie_is_asked_for_by_tcp)
{
   auto const next = next_attempt({}, unknown("no-cookie"), three_tries, 2, 0);
   EXPECT_EQ(next, (attempt{1, 0, transport::tcp, duration{0}}));
}

// RFC 7873 section 5.3: again with the new cookie, and then by TCP.
TEST(retry_policy, a_refused_cookie_is_replaced_once)
{
   auto got = unknown("unexpected-rcode");
   got.code = dns::rcode::badcookie;
   auto const again = next_attempt({}, got, three_tries, 2, 0);
   ASSERT_TRUE(again);
   EXPECT_EQ(*again, (attempt{1, 0, transport::udp, duration{0}, true, 1, true}));
   auto const tcp = next_attempt(*again, got, three_tries, 2, 0);
   EXPECT_EQ(tcp, (attempt{1, 0, transport::tcp, duration{0}}));
}

TEST(retry_policy, a_server_that_minds_edns_is_asked_without_it_once)
{
   auto once = three_tries;
   once.tries = 1;
   for (auto const code : {dns::rcode::formerr, dns::rcode::notimp, dns::rcode::badvers}) {
      auto got = unknown("formerr");
      got.code = code;
      auto const next = next_attempt({}, got, once, 2, 0);
      EXPECT_EQ(next, (attempt{2, 0, transport::udp, duration{0}, false}));
      EXPECT_EQ(next_attempt(*next, got, once, 2, 0), std::nullopt);
   }
}

TEST(retry_policy, tcp_has_the_last_try_where_datagrams_are_lost)
{
   auto lossy = three_tries;
   lossy.tcp_after_silence = true;
   auto const last = next_attempt({.number = 3}, unknown("timeout"), lossy, 2, 0);
   EXPECT_EQ(last, (attempt{4, 0, transport::tcp, duration{0}, true, 8}));
   EXPECT_EQ(next_attempt(*last, unknown("timeout"), lossy, 2, 0), std::nullopt);
   EXPECT_EQ(next_attempt({.number = 3}, unknown("servfail"), lossy, 2, 0), std::nullopt);
}

// The kernel sends again for as long, at least.
TEST(retry_policy, tcp_has_time_to_send_again)
{
   for (auto const timeout : {duration{1}, duration{500}, duration{2000}, duration{10'000}}) {
      auto how = three_tries;
      how.timeout = timeout;
      EXPECT_GE(patience_with_tcp(how) * timeout, duration{15'000});
      EXPECT_GE(patience_with_tcp(how), 5U);
   }
   auto how = three_tries;
   how.timeout = duration{0};
   EXPECT_GE(patience_with_tcp(how), 5U);
}

TEST(retry_policy, what_is_lost_on_the_way_is_asked_again_soon)
{
   auto lossy = three_tries;
   lossy.tries = 10;
   lossy.tcp_after_silence = true;
   EXPECT_EQ(next_attempt({.number = 8}, unknown("timeout"), lossy, 1, 0)->wait, duration{200});
   EXPECT_EQ(next_attempt({.number = 4}, unknown("servfail"), lossy, 1, 0)->wait, duration{1600});
   lossy.tcp_after_silence = false;
   EXPECT_EQ(next_attempt({.number = 4}, unknown("timeout"), lossy, 1, 0)->wait, duration{1600});
}

TEST(retry_policy, without_edns_it_stays_over_tcp)
{
   auto const next = next_attempt(
      {2, 0, transport::udp, duration{0}, false}, unknown("truncated"), three_tries, 2, 0);
   EXPECT_EQ(next, (attempt{2, 0, transport::tcp, duration{0}, false}));
}

TEST(back_off, doubles_up_to_a_maximum)
{
   EXPECT_EQ(back_off_before(2, three_tries, 0), duration{200});
   EXPECT_EQ(back_off_before(3, three_tries, 0), duration{400});
   EXPECT_EQ(back_off_before(4, three_tries, 0), duration{800});
   EXPECT_EQ(back_off_before(10, three_tries, 0), duration{30'000});
   EXPECT_EQ(back_off_before(4'000'000'000U, three_tries, 0), duration{30'000});
}

TEST(back_off, none_stays_none)
{
   auto at_once = three_tries;
   at_once.back_off = duration{0};
   EXPECT_EQ(back_off_before(5, at_once, 99), duration{0});
   at_once.back_off = duration{-5};
   EXPECT_EQ(back_off_before(5, at_once, 99), duration{0});
}

TEST(back_off, jitter_takes_up_to_a_half)
{
   std::set<duration> seen;
   for (std::uint64_t jitter = 0; jitter < 5000; ++jitter) {
      auto const wait = back_off_before(2, three_tries, jitter);
      EXPECT_GT(wait, duration{99});
      EXPECT_LE(wait, duration{200});
      seen.insert(wait);
   }
   EXPECT_GT(seen.size(), 90U);
}

}  // namespace
}  // namespace dnslint::resolver
