// SPDX-License-Identifier: Apache-2.0
#include <dnslint/host_name.hpp>

#include <gtest/gtest.h>

namespace {

TEST(sdk_host_name, is_made_of_letters_digits_and_inner_hyphens)
{
   for (auto const* const name :
        {"mx.example.com",
         "a",
         "3com.example",
         "a-b.example",
         "MX1.Example",
         "1.2.3.4.example",
         "xn--bcher-kva.example"})
      EXPECT_TRUE(dnslint::is_host_name(name)) << name;
}

TEST(sdk_host_name, is_nothing_else)
{
   for (auto const* const name :
        {"",
         ".",
         "a.",
         ".a",
         "a..b",
         "-a.example",
         "a-.example",
         "-",
         "mail_1.example",
         "a\\032b.example",
         "*.example",
         "192.0.2.1",
         "[192.0.2.1]",
         "2001:db8::1",
         "example.1",
         "1",
         "\u00e9.example"})
      EXPECT_FALSE(dnslint::is_host_name(name)) << name;
}

}  // namespace
