// SPDX-License-Identifier: Apache-2.0
// What is done for every question allocates nothing.
#include "core/resolver/shared/answer_cache.hpp"
#include "core/resolver/upstream/upstream_policies.hpp"
#include "tests/bench/allocation_count.hpp"
#include "tests/unit/resolver/messages.hpp"

namespace dnslint::resolver::tests::allocating {
namespace {

using namespace std::chrono_literals;

template <class Work>
std::uint64_t allocations_of(Work const& work)
{
   auto const before = bench::allocations();
   work();
   return bench::allocations() - before;
}

struct allocation_test : testing::Test {
   allocation_test()
   {
      auto m = with_answer(response(known), "_dmarc.some-long-domain-name.test. 300 TXT text");
      cache.put(std::make_shared<answer const>(interpret(received(known, m))), 1s);
   }

   dns::question const known = ask("_dmarc.some-long-domain-name.test", "TXT");
   dns::question const other = ask("_dmarc.other-long-domain-name.test", "TXT");
   answer_cache cache{{}, {1, 2}};
};

TEST_F(allocation_test, are_counted)
{
   EXPECT_EQ(
      allocations_of([] {
         return std::make_unique<int>(1);
      }),
      1U);
}

TEST_F(allocation_test, none_when_the_cache_has_the_answer)
{
   answer_ptr found;
   EXPECT_EQ(
      allocations_of([&] {
         found = cache.find(known, 2s);
      }),
      0U);
   EXPECT_TRUE(found);
}

TEST_F(allocation_test, none_when_the_cache_lacks_it)
{
   answer_ptr found;
   EXPECT_EQ(
      allocations_of([&] {
         found = cache.find(other, 2s);
      }),
      0U);
   EXPECT_FALSE(found);
}

TEST_F(allocation_test, none_when_an_upstream_is_asked_and_answers)
{
   upstream_policies upstream{{.per_second = 1000}};
   EXPECT_EQ(
      allocations_of([&] {
         upstream.admit(1s);
         upstream.settled({reply::answered, 1, false, 300us}, 1s);
      }),
      0U);
}

}  // namespace
}  // namespace dnslint::resolver::tests::allocating
