// SPDX-License-Identifier: Apache-2.0
// DNS cookies over UDP, with a server that follows a script, and with NSD.
#include "core/dns/query_option.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "tests/support/nsd_server.hpp"
#include "tests/unit/resolver/cares_source_fixture.hpp"

#include <functional>
#include <mutex>

namespace dnslint::resolver::tests {
namespace {

std::string cookie_of(std::string const& message)
{
   return std::string{dns::find_option(message, 10).value_or("none")};
}

std::string with_cookie(dns::message m, std::string const& cookie)
{
   m.opt = dns::edns{};
   m.opt->options.push_back({10, cookie});
   return encode(m);
}

struct cookie_test : cares_source_test {
   // Notes what came, and answers with what `says` makes of the query's cookie.
   void serve_cookies(
      std::function<replies(std::string const& query, std::string const& cookie)> says)
   {
      serve([this, says = std::move(says)](std::string const& query, transport via) {
         if (via == transport::tcp)
            return replies{encode(good(query))};
         auto const cookie = cookie_of(query);
         {
            std::lock_guard const lock{mutex};
            cookies.push_back(cookie);
         }
         return says(query, cookie);
      });
   }

   std::mutex mutex;
   std::vector<std::string> cookies;
   std::string const servers_part = "0123456789abcdef";
};

TEST_F(cookie_test, a_servers_part_is_sent_back)
{
   serve_cookies([&](std::string const& query, std::string const& cookie) {
      return replies{with_cookie(good(query), cookie.substr(0, 8) + servers_part)};
   });
   EXPECT_FALSE(ask_for(www).failure);
   EXPECT_FALSE(ask_for(www).failure);
   EXPECT_EQ(8U, cookies[0].size());
   EXPECT_EQ(cookies[0] + servers_part, cookies[1]);
}

TEST_F(cookie_test, another_clients_part_is_dropped_and_the_good_answer_taken)
{
   serve_cookies([&](std::string const& query, std::string const& cookie) {
      auto forged = good(query);
      forged.answer.clear();
      return replies{
         with_cookie(forged, "forgery!" + servers_part),
         with_cookie(good(query), cookie.substr(0, 8) + servers_part)};
   });
   auto const got = interpret(ask_for(www));
   EXPECT_EQ(status::records, got.state);
   EXPECT_EQ(1U, counted->wrong_cookie);
}

TEST_F(cookie_test, a_server_without_cookies_is_asked_as_before)
{
   serve_cookies([&](std::string const& query, std::string const&) {
      return replies{encode(good(query))};
   });
   for (int i = 0; i != 10; ++i)
      EXPECT_FALSE(ask_for(www).failure);
   EXPECT_EQ(cookies.front(), cookies.back());
}

TEST_F(cookie_test, an_answer_that_lacks_a_known_one_is_not_believed)
{
   serve_cookies([&](std::string const& query, std::string const& cookie) {
      return cookies.size() == 1
                ? replies{with_cookie(good(query), cookie.substr(0, 8) + servers_part)}
                : replies{encode(good(query))};
   });
   EXPECT_FALSE(ask_for(www).failure);
   auto const e = ask_for(www);
   ASSERT_TRUE(e.failure);
   EXPECT_EQ("no-cookie", e.failure->code);
}

TEST_F(cookie_test, a_form_of_ones_own_is_sent_as_it_is)
{
   serve_cookies([&](std::string const& query, std::string const&) {
      return replies{encode(good(query))};
   });
   dns::query_form const forms[]{
      {.edns = false}, {.version = 1}, {.options = {{10, "my own!!"}}}, {.dnssec_ok = true}};
   for (auto const& form : forms) {
      bool done = false;
      made->ask({www, transport::udp, plenty, 1, &form}, [&](exchange const&) {
         done = true;
      });
      loop.run([&] {
         return done;
      });
   }
   EXPECT_EQ("none", cookies[0]);
   EXPECT_EQ("none", cookies[1]);
   EXPECT_EQ("my own!!", cookies[2]);
   EXPECT_EQ(8U, cookies[3].size());
}

// What BADCOOKIE brings is used at once; a server that never is content is asked over TCP.
TEST_F(cookie_test, a_refused_one_is_replaced_and_then_a_connection_used)
{
   bool content = true;
   serve_cookies([&](std::string const& query, std::string const& cookie) {
      auto m = good(query);
      if (cookie.size() == 8 || !content)
         m = with_code(response(m.questions.front(), m.head.id), dns::rcode::badcookie);
      return replies{with_cookie(m, cookie.substr(0, 8) + servers_part)};
   });
   auto const ask_shared = [&] {
      std::vector<std::unique_ptr<source>> from;
      from.push_back(std::move(made));
      shared_resolver shared{loop, std::move(from), {}, 0};
      answer_ptr got;
      shared.ask(www, [&](answer_ptr a) {
         got = std::move(a);
      });
      loop.run([&] {
         return got != nullptr;
      });
      return got;
   };
   auto const first = ask_shared();
   EXPECT_EQ(status::records, first->state);
   EXPECT_EQ(transport::udp, first->via());
   EXPECT_EQ(2U, cookies.size());
   content = false;
   ask_at(server->port());
   auto const second = ask_shared();
   EXPECT_EQ(status::records, second->state);
   EXPECT_EQ(transport::tcp, second->via());
   EXPECT_EQ(4U, cookies.size());
}

TEST_F(cookie_test, nsd_gives_one_and_takes_it_back)
{
   if (!dnslint::tests::nsd_server::installed())
      GTEST_SKIP() << "no NSD";
   std::map<std::string, std::string> const zones{
      {"example.test", "@ SOA ns host 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\nwww A 192.0.2.2\n"}};
   dnslint::tests::nsd_server const nsd{zones};
   ask_at(nsd.port());
   auto const first = ask_for(www);
   auto const second = ask_for(www);
   EXPECT_EQ(24U, cookie_of(first.wire).size());
   EXPECT_EQ(cookie_of(first.wire).substr(0, 8), cookie_of(second.wire).substr(0, 8));
   EXPECT_EQ(status::records, interpret(second).state);
   EXPECT_EQ(0U, counted->wrong_cookie);
}

}  // namespace
}  // namespace dnslint::resolver::tests
