// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"

#include <gtest/gtest.h>

namespace base = dnslint::base;

namespace {

// RFC 4648 section 10.
TEST(base64, gives_the_vectors_of_the_rfc)
{
   EXPECT_EQ(base::base64(""), "");
   EXPECT_EQ(base::base64("f"), "Zg==");
   EXPECT_EQ(base::base64("fo"), "Zm8=");
   EXPECT_EQ(base::base64("foo"), "Zm9v");
   EXPECT_EQ(base::base64("foob"), "Zm9vYg==");
   EXPECT_EQ(base::base64("foobar"), "Zm9vYmFy");
   EXPECT_EQ(base::base64("\xff\xfe"), "//4=");
}

// RFC 4648 section 10; RFC 5155 section 3.3 leaves the padding out.
TEST(base32hex, gives_the_vectors_of_the_rfc)
{
   EXPECT_EQ(base::base32hex(""), "");
   EXPECT_EQ(base::base32hex("f"), "co");
   EXPECT_EQ(base::base32hex("fo"), "cpng");
   EXPECT_EQ(base::base32hex("foo"), "cpnmu");
   EXPECT_EQ(base::base32hex("foob"), "cpnmuog");
   EXPECT_EQ(base::base32hex("fooba"), "cpnmuoj1");
   EXPECT_EQ(base::base32hex("foobar"), "cpnmuoj1e8");
   EXPECT_EQ(base::base32hex("\xff\xff\xff\xff\xff"), "vvvvvvvv");
}

TEST(hex, is_lower_case)
{
   EXPECT_EQ(base::hex("\x01\xab\xff"), "01abff");
}

// Test vectors of the FNV specification.
TEST(digest64, is_fnv1a)
{
   EXPECT_EQ(base::digest64(""), 0xcbf29ce484222325U);
   EXPECT_EQ(base::digest64("a"), 0xaf63dc4c8601ec8cU);
   EXPECT_EQ(base::digest64("foobar"), 0x85944171f73967e8U);
}

}  // namespace
