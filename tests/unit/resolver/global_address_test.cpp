// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/global_address.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

TEST(is_global, is_what_the_internet_routes)
{
   for (auto const* a :
        {"8.8.8.8",
         "198.41.0.4",
         "100.63.255.255",
         "100.128.0.0",
         "172.15.255.255",
         "172.32.0.0",
         "198.17.255.255",
         "198.20.0.0",
         "223.255.255.255",
         "2001:503:ba3e::2:30",
         "2001:200::",
         "2620:fe::fe",
         "3ffe::1"})
      EXPECT_TRUE(is_global(a)) << a;
}

TEST(is_global, is_nothing_of_the_special_purpose_registries)
{
   for (auto const* a :
        {"0.0.0.0",
         "10.1.2.3",
         "100.64.0.1",
         "127.0.0.53",
         "169.254.169.254",
         "172.31.255.255",
         "192.0.0.8",
         "192.0.2.1",
         "192.168.255.255",
         "198.19.0.1",
         "198.51.100.7",
         "203.0.113.9",
         "224.0.0.251",
         "240.0.0.1",
         "255.255.255.255",
         "::",
         "::1",
         "::ffff:8.8.8.8",
         "64:ff9b::1",
         "fe80::1",
         "fc00::1",
         "fd12::1",
         "ff02::1",
         "2001::1",
         "2001:db8::1",
         "2002::1",
         "3fff::1"})
      EXPECT_FALSE(is_global(a)) << a;
}

TEST(is_global, is_no_text_that_is_no_address)
{
   for (auto const* a : {"", "example.test", "1.2.3", "1.2.3.4.5", "::1::", "8.8.8.8:53"})
      EXPECT_FALSE(is_global(a)) << a;
}

}  // namespace
}  // namespace dnslint::resolver
