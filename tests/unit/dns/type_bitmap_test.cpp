// SPDX-License-Identifier: Apache-2.0
#include "core/dns/type_bitmap.hpp"

#include "tests/unit/dns/bytes.hpp"

#include <gtest/gtest.h>

using namespace dnslint::dns;
using namespace dnslint::dns::test;

namespace {

using types = std::vector<rrtype>;

// RFC 4034 section 4.3.
TEST(type_bitmap, example_of_the_rfc)
{
   auto const bytes = from_hex("0006400100000003 041b" + std::string(52, '0') + "20");
   EXPECT_TRUE(is_type_bitmap(bytes));
   EXPECT_EQ(
      types_of(bytes),
      (types{rrtype::a, rrtype::mx, rrtype::rrsig, rrtype::nsec, static_cast<rrtype>(1234)}));
}

TEST(type_bitmap, may_be_empty)
{
   EXPECT_TRUE(is_type_bitmap(""));
   EXPECT_EQ(types_of(""), types{});
}

TEST(type_bitmap, holds_every_type)
{
   std::string bytes;
   for (int window = 0; window != 256; ++window)
      bytes += static_cast<char>(window) + ("\x20" + std::string(32, '\xff'));
   ASSERT_TRUE(is_type_bitmap(bytes));
   auto const all = types_of(bytes);
   ASSERT_EQ(all.size(), 65536U);
   for (std::size_t i = 0; i != all.size(); ++i)
      ASSERT_EQ(all[i], static_cast<rrtype>(i));
}

TEST(type_bitmap, is_refused_where_it_is_not_what_the_rfc_says)
{
   for (auto const* const hex :
        {"00",             // no length
         "0000",           // an empty window
         "000240",         // shorter than it says
         "000100",         // no types
         "00024000",       // a zero byte at the end
         "0001400001 40",  // a window twice
         "0101400001 40",  // windows that descend
         "00014001",       // half a window
         "00014001 01"})   // a window without its bytes
      EXPECT_FALSE(is_type_bitmap(from_hex(hex))) << hex;
   EXPECT_TRUE(is_type_bitmap(from_hex("0020" + std::string(62, '0') + "01")));
   EXPECT_FALSE(is_type_bitmap(from_hex("0021" + std::string(64, '0') + "01")));
}

}  // namespace
