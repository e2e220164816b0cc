// SPDX-License-Identifier: Apache-2.0
#include "host_name.hpp"

#include <gtest/gtest.h>

namespace {

using soa::is_host_name;

TEST(host_name, is_made_of_letters_digits_and_inner_hyphens)
{
   for (auto const* name :
        {"ns1.example.com",
         "a",
         "3com.example",
         "a-b.example",
         "NS1.Example",
         "1.2.3.example",
         "xn--bcher-kva.example"})
      EXPECT_TRUE(is_host_name(name)) << name;
}

TEST(host_name, has_no_other_characters)
{
   for (auto const* name :
        {"ns_1.example",
         "a b.example",
         "ns\\.1.example",
         "a\\@b.example",
         "*.example",
         "\xc3\xa9.example"})
      EXPECT_FALSE(is_host_name(name)) << name;
}

TEST(host_name, has_labels_that_neither_begin_nor_end_with_a_hyphen)
{
   for (auto const* name : {"-a.example", "a-.example", "a.-example", "a.example-", "-"})
      EXPECT_FALSE(is_host_name(name)) << name;
}

TEST(host_name, has_no_empty_label)
{
   for (auto const* name : {"", ".", "a.", ".a", "a..b"})
      EXPECT_FALSE(is_host_name(name)) << name;
}

TEST(host_name, is_no_ip_address)
{
   EXPECT_FALSE(is_host_name("192.0.2.1"));
   EXPECT_FALSE(is_host_name("1"));
}

}  // namespace
