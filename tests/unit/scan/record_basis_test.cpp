// SPDX-License-Identifier: Apache-2.0
#include "core/scan/record_basis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using dnslint::resolver::only;
using dnslint::scan::record_basis;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto first = only(0);
constexpr auto second = only(1);

TEST(record_basis, has_a_bit_for_each_record_and_upstream)
{
   record_basis basis{2};
   basis.add(first, "a.test");
   basis.add(second, "b.test");
   basis.add(first | second, "c.test");
   EXPECT_EQ(basis.records(), 3U);
   EXPECT_EQ(basis.bits(0), "\x05");
   EXPECT_EQ(basis.bits(1), "\x06");
}

TEST(record_basis, ends_its_bits_with_the_last_record_that_rests_on_the_upstream)
{
   record_basis basis{2};
   for (int i = 0; i != 20; ++i)
      basis.add(i == 9 ? second : first, "x.test");
   EXPECT_EQ(basis.bits(1), std::string("\0\x02", 2));
   EXPECT_EQ(basis.bits(0).size(), 3U);
   EXPECT_THAT(record_basis{1}.bits(0), IsEmpty());
}

TEST(record_basis, counts_a_record_once_that_rests_on_several)
{
   record_basis basis{3};
   basis.add(first | second, "a.test");
   basis.add(second, "b.test");
   basis.add(0, "c.test");
   EXPECT_EQ(basis.count(first), 1U);
   EXPECT_EQ(basis.count(second), 2U);
   EXPECT_EQ(basis.count(first | second), 2U);
   EXPECT_EQ(basis.count(only(2)), 0U);
}

TEST(record_basis, takes_what_nobody_knows_to_rest_on_all)
{
   record_basis basis{2};
   basis.add(0, "a.test");
   basis.fill(3);
   basis.fill(1);
   EXPECT_EQ(basis.records(), 3U);
   EXPECT_EQ(basis.bits(0), "\x06");
   EXPECT_EQ(basis.count(second), 2U);
}

TEST(record_basis, names_the_first_few_domains)
{
   record_basis basis{2};
   for (auto const* const name : {"a.test", "b.test", "c.test", "d.test"})
      basis.add(second, name);
   EXPECT_THAT(basis.first_domains(0), IsEmpty());
   EXPECT_THAT(basis.first_domains(1), ElementsAre("a.test", "b.test", "c.test"));
}

}  // namespace
