// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.hpp"

#include <gtest/gtest.h>

namespace dnslint::base {
namespace {

// FIPS 180-4's examples.
TEST(sha256, is_that_of_the_standard)
{
   EXPECT_EQ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", sha256("abc"));
   EXPECT_EQ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", sha256(""));
}

}  // namespace
}  // namespace dnslint::base
