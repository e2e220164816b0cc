// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/protocol_buffer.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace dnslint::resolver::tests {
namespace {

using namespace std::string_literals;

bool fails(std::string const& bytes)
{
   protocol_buffer_reader in{bytes};
   while (in.next()) {
   }
   return in.failed();
}

// The encoding guide's own examples: field 1 with 150, field 2 with "testing".
TEST(protocol_buffer, is_written_as_the_encoding_guide_says)
{
   protocol_buffer_writer to;
   to.varint(1, 150);
   to.bytes(2, "testing");
   to.fixed32(3, 0x01020304);
   EXPECT_EQ(to.take(), "\x08\x96\x01\x12\x07testing\x1d\x04\x03\x02\x01"s);
}

TEST(protocol_buffer, is_read_as_it_was_written)
{
   for (std::uint64_t const value :
        {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128}, ~std::uint64_t{0}}) {
      protocol_buffer_writer to;
      to.varint(15, value);
      to.fixed32(16, 0xffffffffU);
      to.bytes(536'870'911, "");
      auto const bytes = to.take();
      protocol_buffer_reader in{bytes};
      auto const first = in.next();
      ASSERT_TRUE(first);
      EXPECT_EQ(first->field, 15U);
      EXPECT_EQ(first->value, value);
      auto const second = in.next();
      ASSERT_TRUE(second);
      EXPECT_EQ(second->value, 0xffffffffU);
      auto const third = in.next();
      ASSERT_TRUE(third);
      EXPECT_EQ(third->field, 536'870'911U);
      EXPECT_EQ(third->bytes, "");
      EXPECT_FALSE(in.next());
      EXPECT_FALSE(in.failed());
   }
}

TEST(protocol_buffer, of_64_bits_is_known_though_never_written)
{
   protocol_buffer_reader in{"\x09\x01\0\0\0\0\0\0\0"};
   EXPECT_TRUE(fails("\x09\x01\0\0\0\0\0\0"s)) << "cut";
   std::string const whole{"\x09\x01\0\0\0\0\0\0\x80"s};
   protocol_buffer_reader of{whole};
   auto const f = of.next();
   ASSERT_TRUE(f);
   EXPECT_EQ(f->value, 0x8000000000000001U);
}

TEST(protocol_buffer, that_is_none_fails)
{
   for (auto const& bytes : std::vector<std::string>{
           "\x08"s,                                          // no value
           "\x08\x80"s,                                      // a number cut short
           "\x08" + std::string(10, '\xff') + "\x01"s,       // a number of more than 64 bits
           "\x12\x08testing"s,                               // bytes cut short
           "\x12\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"s,  // 2^64 - 1 of them
           "\x1d\x04\x03"s,                                  // four bytes cut short
           "\x0b"s,                                          // a group
           "\x0e\x01"s,                                      // no wire type
           "\x02\x01x"s,                                     // field 0
           "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"s})     // field 2^61 - 1
      EXPECT_TRUE(fails(bytes));
}

}  // namespace
}  // namespace dnslint::resolver::tests
