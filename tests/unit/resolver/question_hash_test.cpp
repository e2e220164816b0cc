// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/question_hash.hpp"

#include "messages.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <unordered_set>

namespace dnslint::resolver {
namespace {

using namespace tests;

constexpr hash_key key{0x0123456789abcdef, 0xfedcba9876543210};

TEST(hash_of, is_the_same_for_equal_questions)
{
   EXPECT_EQ(hash_of(ask("A.example", "MX"), key), hash_of(ask("a.EXAMPLE", "MX"), key));
}

TEST(hash_of, differs_by_name_type_and_key)
{
   auto const one = hash_of(ask("a.example", "MX"), key);
   EXPECT_NE(one, hash_of(ask("b.example", "MX"), key));
   EXPECT_NE(one, hash_of(ask("a.example", "A"), key));
   EXPECT_NE(one, hash_of(ask("a.example", "MX"), {key[0] + 1, key[1]}));
   EXPECT_NE(one, hash_of(ask("a.example", "MX"), {key[0], key[1] + 1}));
}

// Each length of a name takes another way through the words; every byte must count.
TEST(hash_of, depends_on_every_byte_of_a_name)
{
   for (std::size_t length = 1; length <= 60; ++length) {
      auto const base = std::string(length, 'a');
      std::unordered_set<std::uint64_t> seen{hash_of(ask(base, "A"), key)};
      for (std::size_t i = 0; i != length; ++i) {
         auto changed = base;
         changed[i] = 'b';
         EXPECT_TRUE(seen.insert(hash_of(ask(changed, "A"), key)).second) << length << ' ' << i;
      }
   }
}

TEST(hash_of, spreads_similar_names_over_a_table)
{
   constexpr auto questions = 1 << 14;
   for (auto const& by : {key, hash_key{}})
      for (auto const* const parent : {".test", ".example"}) {
         std::vector<int> places(questions);
         for (auto i = 0; i < questions; ++i)
            ++places[(hash_of(ask("d" + std::to_string(i) + parent, "A"), by) >> 32U) % questions];
         auto const empty = std::ranges::count(places, 0);
         EXPECT_NEAR(static_cast<double>(empty) / questions, 0.368, 0.02);  // 1/e
         EXPECT_LT(*std::ranges::max_element(places), 12);
      }
}

}  // namespace
}  // namespace dnslint::resolver
