// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/cookie_jar.hpp"

#include "core/dns/query_option.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gtest/gtest.h>

namespace dnslint::resolver::tests {
namespace {

using verdict = cookie_jar::verdict;

std::string const client = "client!!";
std::string const server = "server-cookie-16";

struct cookie_jar_test : testing::Test {
   dns::question const q = ask("example.test", "A");
   cookie_jar jar{client};

   // What a query carries; "none" without the option.
   std::string sent() const
   {
      std::string query;
      dns::write_query(q, 7, query);
      EXPECT_TRUE(jar.add_to(query));
      return std::string{dns::find_option(query, 10).value_or("none")};
   }
   std::string reply(std::string const& cookie, dns::rcode code = dns::rcode::noerror) const
   {
      auto m = with_code(with_answer(response(q), "example.test. 60 A 192.0.2.1"), code);
      m.opt->options.push_back({10, cookie});
      return encode(m);
   }
   std::string bare() const { return encode(response(q)); }
};

// RFC 7873 section 5.1.
TEST_F(cookie_jar_test, begins_with_the_clients_part)
{
   EXPECT_EQ(client, sent());
   std::string query;
   dns::write_query(q, 7, {.edns = false}, query);
   EXPECT_FALSE(jar.add_to(query));
}

// Section 5.3.
TEST_F(cookie_jar_test, sends_back_what_the_server_gave_last)
{
   EXPECT_EQ(verdict::fine, jar.look_at(reply(client + server)));
   EXPECT_EQ(client + server, sent());
   EXPECT_EQ(verdict::fine, jar.look_at(reply(client + "another-server-cookie")));
   EXPECT_EQ(client + "another-server-cookie", sent());
}

TEST_F(cookie_jar_test, learns_from_a_refusal_of_its_cookie)
{
   EXPECT_EQ(verdict::fine, jar.look_at(reply(client + server, static_cast<dns::rcode>(23))));
   EXPECT_EQ(client + server, sent());
}

TEST_F(cookie_jar_test, believes_no_reply_with_the_cookie_of_another)
{
   for (auto const& wrong :
        {"CLIENT!!" + server,
         std::string{"client"},
         client + "short",
         client + std::string(33, 'x'),
         std::string{}})
      EXPECT_EQ(verdict::foreign, jar.look_at(reply(wrong))) << wrong;
   EXPECT_EQ(client, sent());
}

TEST_F(cookie_jar_test, takes_an_echo_for_no_servers_part)
{
   EXPECT_EQ(verdict::fine, jar.look_at(reply(client)));
   EXPECT_EQ(client, sent());
   EXPECT_EQ(verdict::fine, jar.look_at(bare()));
}

TEST_F(cookie_jar_test, misses_a_cookie_only_from_who_has_sent_one)
{
   EXPECT_EQ(verdict::fine, jar.look_at(bare()));
   EXPECT_EQ(verdict::fine, jar.look_at(reply(client + server)));
   EXPECT_EQ(verdict::lacking, jar.look_at(bare()));
   EXPECT_EQ(verdict::fine, jar.look_at(reply(client + server)));
   for (int i = 0; i != 7; ++i)
      EXPECT_EQ(verdict::lacking, jar.look_at(bare()));
   // Eight in a row: it does not do it any more.
   EXPECT_EQ(verdict::fine, jar.look_at(bare()));
   EXPECT_EQ(verdict::fine, jar.look_at(bare()));
   EXPECT_EQ(client, sent());
}

TEST_F(cookie_jar_test, spares_a_server_that_never_sends_one)
{
   for (int i = 0; i != 64; ++i) {
      EXPECT_EQ(client, sent());
      EXPECT_EQ(verdict::fine, jar.look_at(bare()));
   }
   std::string query;
   dns::write_query(q, 7, query);
   EXPECT_FALSE(jar.add_to(query));
   EXPECT_FALSE(dns::find_option(query, 10));
}

TEST_F(cookie_jar_test, finds_nothing_in_what_cannot_be_read)
{
   auto const whole = reply(client + server);
   for (std::size_t size = 0; size != whole.size(); ++size)
      EXPECT_FALSE(dns::find_option(whole.substr(0, size), 10)) << size;
   EXPECT_EQ(client + server, dns::find_option(whole, 10));
   EXPECT_FALSE(dns::find_option(whole, 11));
}

}  // namespace
}  // namespace dnslint::resolver::tests
