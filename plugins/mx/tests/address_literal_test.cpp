// SPDX-License-Identifier: Apache-2.0
#include "address_literal.hpp"

#include <dnslint/host_name.hpp>

#include <gtest/gtest.h>
#include <random>
#include <string>

namespace {

using mx::is_address_literal;

class literal : public testing::TestWithParam<char const*> {};
TEST_P(literal, is_seen)
{
   EXPECT_TRUE(is_address_literal(GetParam(), "example.com"));
}
INSTANTIATE_TEST_SUITE_P(
   forms,
   literal,
   testing::Values(
      "192.0.2.1",
      "0.0.0.0",
      "255.255.255.255",
      "[192.0.2.1]",
      "192.0.2.1.example.com",
      "[192.0.2.1].example.com",
      "2001:db8::1",
      "[2001:db8::1]",
      "2001:db8::1.example.com",
      "::1"));

class no_literal : public testing::TestWithParam<char const*> {};
TEST_P(no_literal, is_a_name)
{
   EXPECT_FALSE(is_address_literal(GetParam(), "example.com"));
}
INSTANTIATE_TEST_SUITE_P(
   forms,
   no_literal,
   testing::Values(
      "",
      ".",
      "example.com",
      ".example.com",
      "mx.example.com",
      "192.0.2",
      "192.0.2.1.1",
      "192.0.2.256",
      "192.0.2.1000",
      "192.0.2.",
      "192.0..2",
      "192.0.2.1.example.net",
      "192.0.2.1example.com",
      "a:b",
      "cafe",
      "[]"));

TEST(address_literal_property, hostile_bytes_are_judged_without_a_fault)
{
   std::mt19937 random{7};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same names each time
   std::string const alphabet = "0123456789abf.:-[]_\\\x80";
   for (int i = 0; i != 20'000; ++i) {
      std::string name(random() % 24, '\0');
      for (auto& c : name)
         c = alphabet[random() % alphabet.size()];
      if (dnslint::is_host_name(name)) {
         EXPECT_EQ(name.find_first_of(":[]_\\\x80"), std::string::npos) << name;
         EXPECT_FALSE(is_address_literal(name, "example.com")) << name;
      }
   }
}

}  // namespace
