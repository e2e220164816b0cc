// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/answer_cache.hpp"

#include "core/resolver/answers/answer_lifetime.hpp"
#include "messages.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>
#include <random>

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;
using namespace tests;

constexpr hash_key key{1, 2};

dns::question question(unsigned i)
{
   return ask(fmt::format("d{}.example", i), "A");
}

answer_ptr address_of(dns::question const& q, unsigned ttl = 300)
{
   auto const record = fmt::format("{} {} A 192.0.2.1\n", q.asked.to_absolute_text(), ttl);
   return std::make_shared<answer const>(interpret(received(q, with_answer(response(q), record))));
}

answer_ptr address(unsigned i, unsigned ttl = 300)
{
   return address_of(question(i), ttl);
}

answer_ptr failure(unsigned i)
{
   return make_unknown(question(i), base::transient("timeout"));
}

TEST(answer_cache, gives_what_was_put)
{
   answer_cache cache{{}, key};
   auto const a = address(1);
   EXPECT_EQ(cache.find(question(1), 0s), nullptr);
   cache.put(a, 0s);
   EXPECT_EQ(cache.find(question(1), 0s), a);
   EXPECT_EQ(cache.find(question(2), 0s), nullptr);
   EXPECT_EQ(cache.find(ask("d1.example", "MX"), 0s), nullptr);
   EXPECT_EQ(cache.stats().hits, 1U);
   EXPECT_EQ(cache.stats().misses, 3U);
   EXPECT_EQ(cache.size(), 1U);
}

TEST(answer_cache, keeps_an_answer_for_its_ttl)
{
   answer_cache cache{{}, key};
   cache.put(address(1, 300), 10s);
   EXPECT_NE(cache.find(question(1), 309'999ms), nullptr);
   EXPECT_EQ(cache.find(question(1), 310s), nullptr);
   cache.put(address(1, 300), 320s);
   EXPECT_NE(cache.find(question(1), 330s), nullptr);
   EXPECT_EQ(cache.size(), 1U);
}

TEST(answer_cache, does_not_keep_what_has_no_lifetime)
{
   answer_cache cache{{}, key};
   cache.put(address(1, 0), 0s);
   cache.put(make_unknown(question(2), base::withheld("budget")), 0s);
   EXPECT_EQ(cache.size(), 0U);
   EXPECT_EQ(cache.bytes(), 0U);
}

TEST(answer_cache, remembers_repeated_failures_for_longer)
{
   answer_cache cache{{}, key};
   auto now = answer_cache::time_point{0};
   for (auto const lifetime : {5s, 10s, 20s, 40s, 80s, 160s, 300s, 300s}) {
      cache.put(failure(1), now);
      EXPECT_NE(cache.find(question(1), now + lifetime - 1ms), nullptr);
      now += lifetime;
      EXPECT_EQ(cache.find(question(1), now), nullptr);
   }
   cache.put(address(1, 1), now);
   now += 1s;
   cache.put(failure(1), now);
   EXPECT_EQ(cache.find(question(1), now + 5s), nullptr);
}

TEST(answer_cache, keeps_an_answer_that_holds_when_asking_again_fails)
{
   answer_cache cache{{}, key};
   auto const a = address(1, 10);
   cache.put(a, 0s);
   cache.put(failure(1), 5s);
   EXPECT_EQ(cache.find(question(1), 6s), a);
   cache.put(failure(1), 10s);
   EXPECT_EQ(cache.find(question(1), 11s)->state, status::unknown);
}

TEST(answer_cache, holds_no_more_entries_than_allowed)
{
   answer_cache cache{{.entries = 10}, key};
   for (auto i = 0U; i < 1000; ++i) {
      cache.put(address(i), 0s);
      ASSERT_LE(cache.size(), 10U);
      ASSERT_NE(cache.find(question(i), 0s), nullptr);
   }
   EXPECT_EQ(cache.size(), 10U);
   EXPECT_EQ(cache.stats().evicted, 990U);
}

TEST(answer_cache, holds_no_more_bytes_than_allowed)
{
   auto const one = footprint_of(*address(100));
   answer_cache cache{{.bytes = 20 * one}, key};
   for (auto i = 100U; i < 400; ++i) {
      cache.put(address(i), 0s);
      ASSERT_LE(cache.bytes(), 20 * one);
   }
   EXPECT_GT(cache.size(), 10U);
   EXPECT_LE(cache.size(), 20U);
}

TEST(answer_cache, does_not_empty_itself_for_what_is_too_large)
{
   auto const small = footprint_of(*address(1));
   answer_cache cache{{.bytes = 3 * small}, key};
   cache.put(address(1), 0s);
   auto const q = question(2);
   std::string many;
   for (auto i = 0; i < 200; ++i)
      many += fmt::format("d2.example. 300 A 192.0.2.{}\n", i);
   auto const m = with_answer(response(q), many);
   cache.put(std::make_shared<answer const>(interpret(received(q, m))), 0s);
   EXPECT_EQ(cache.find(q, 0s), nullptr);
   EXPECT_NE(cache.find(question(1), 0s), nullptr);
}

TEST(answer_cache, evicts_what_was_not_found_lately)
{
   answer_cache cache{{.entries = 100}, key};
   for (auto i = 0U; i < 10'000; ++i) {
      cache.put(address(i + 10), 0s);
      for (auto often = 0U; often < 5; ++often)
         if (cache.find(question(often), 0s) == nullptr) {
            ASSERT_LT(i, 5U) << often;
            cache.put(address(often), 0s);
         }
   }
}

TEST(answer_cache, evicts_what_has_expired_though_it_was_found)
{
   answer_cache cache{{.entries = 2}, key};
   cache.put(address(1, 10), 0s);
   cache.put(address(2, 1000), 0s);
   cache.find(question(1), 0s);
   cache.find(question(2), 0s);
   cache.put(address(3, 1000), 20s);
   EXPECT_NE(cache.find(question(2), 20s), nullptr);
   EXPECT_NE(cache.find(question(3), 20s), nullptr);
}

// Against a map without bounds: nothing wrong or expired is found, and all within the bounds is.
TEST(answer_cache, agrees_with_a_map)
{
   answer_cache cache{{.entries = 5000}, key};
   std::map<unsigned, std::pair<answer_ptr, answer_cache::time_point>> known;
   std::mt19937 random{1};
   auto now = answer_cache::time_point{0};
   for (auto i = 0; i < 20'000; ++i, now += 10ms) {
      auto const n = static_cast<unsigned>(random() % 3000);
      auto const found = cache.find(question(n), now);
      auto const it = known.find(n);
      auto const expected =
         it != known.end() && it->second.second > now ? it->second.first : nullptr;
      ASSERT_EQ(found, expected) << i;
      if (found)
         continue;
      auto const ttl = static_cast<unsigned>(random() % 60 + 1);
      auto const a = address(n, ttl);
      cache.put(a, now);
      known[n] = {a, now + std::chrono::seconds{ttl}};
   }
   EXPECT_EQ(cache.stats().evicted, 0U);
}

// What is erased in a run of places must not hide what stands behind it.
TEST(answer_cache, finds_all_it_holds_while_others_are_evicted)
{
   answer_cache cache{{.entries = 500}, key};
   std::map<unsigned, answer_ptr> put;
   for (auto i = 0U; i < 3000; ++i) {
      cache.put(put[i] = address(i), 0s);
      if (i % 100 != 0)
         continue;
      std::size_t found = 0;
      for (auto const& [n, a] : put)
         if (auto const held = cache.find(question(n), 0s)) {
            ASSERT_EQ(held, a);
            ++found;
         }
      ASSERT_EQ(found, cache.size());
   }
}

}  // namespace
}  // namespace dnslint::resolver
