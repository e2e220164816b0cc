// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/server_address.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dnslint::resolver {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(server_address, is_read_in_every_usual_form)
{
   struct good_case {
      char const* text;
      server_address expected;
      char const* printed;
   };
   for (auto const& c : std::initializer_list<good_case>{
           {"192.0.2.1", {"192.0.2.1", 53}, "192.0.2.1:53"},
           {"192.0.2.1:5353", {"192.0.2.1", 5353}, "192.0.2.1:5353"},
           {"2001:db8::1", {"2001:db8::1", 53}, "[2001:db8::1]:53"},
           {"[2001:db8::1]", {"2001:db8::1", 53}, "[2001:db8::1]:53"},
           {"[2001:db8::1]:65535", {"2001:db8::1", 65535}, "[2001:db8::1]:65535"},
           {"2001:DB8:0:0::1", {"2001:db8::1", 53}, "[2001:db8::1]:53"},
           {"::1", {"::1", 53}, "[::1]:53"},
        }) {
      auto const server = server_from_text(c.text);
      ASSERT_TRUE(server) << c.text;
      EXPECT_EQ(*server, c.expected) << c.text;
      EXPECT_EQ(server->to_text(), c.printed);
      EXPECT_EQ(*server_from_text(c.printed), c.expected);
   }
}

TEST(server_address, refuses_everything_else_and_says_what_to_write)
{
   for (auto const* text :
        {"",
         "dns.example",
         "192.0.2",
         "192.0.2.256",
         "192.0.2.1:",
         "192.0.2.1:0",
         "192.0.2.1:65536",
         "192.0.2.1:-5",
         "192.0.2.1:53x",
         "192.0.2.1 ",
         "[192.0.2.1]:53",
         "[2001:db8::1",
         "[2001:db8::1]53",
         "[2001:db8::1]:",
         "[]:53",
         "2001:db8::1:99999",
         "fe80::1%eth0",
         ":53"}) {
      auto const server = server_from_text(text);
      ASSERT_FALSE(server) << text;
      EXPECT_THAT(server.errors().front().message, HasSubstr(text));
      EXPECT_THAT(server.errors().front().hint, HasSubstr("192.0.2.1:53"));
   }
}

TEST(server_address, an_error_is_safe_to_print)
{
   auto const server = server_from_text("\x1b[31m");
   ASSERT_FALSE(server);
   EXPECT_EQ(server.errors().front().message.find('\x1b'), std::string::npos);
}

struct system_servers_file : testing::Test {
   void SetUp() override
   {
      path = testing::TempDir() + "resolv.conf." +
             testing::UnitTest::GetInstance()->current_test_info()->name();
   }
   void TearDown() override { std::filesystem::remove(path); }
   auto load(std::string const& text)
   {
      std::ofstream{path} << text;
      return system_servers(path);
   }
   std::string path;
};

TEST_F(system_servers_file, lists_the_nameserver_lines_in_order)
{
   auto const servers = load(
      "# nameserver 192.0.2.9\n"
      "search example.test\n"
      "nameserver 192.0.2.1\n"
      "nameserver\t2001:db8::1   \n"
      "nameserver not-an-address\n"
      "nameservers 192.0.2.8\n"
      "nameserver\n"
      "nameserver 192.0.2.3");
   ASSERT_TRUE(servers);
   EXPECT_THAT(
      *servers,
      ElementsAre(
         server_address{"192.0.2.1", 53},
         server_address{"2001:db8::1", 53},
         server_address{"192.0.2.3", 53}));
}

TEST_F(system_servers_file, without_any_there_is_an_error_that_says_what_to_do)
{
   auto const servers = load("search example.test\n");
   ASSERT_FALSE(servers);
   EXPECT_THAT(base::to_text(servers.errors()), HasSubstr("--resolver"));
   EXPECT_THAT(base::to_text(servers.errors()), HasSubstr(path));
   auto const missing = system_servers(path + ".missing");
   ASSERT_FALSE(missing);
   EXPECT_THAT(base::to_text(missing.errors()), HasSubstr("--resolver"));
}

}  // namespace
}  // namespace dnslint::resolver
