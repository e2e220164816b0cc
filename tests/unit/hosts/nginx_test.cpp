// SPDX-License-Identifier: Apache-2.0
// The network's source against nginx.
#include "tests/support/nginx_server.hpp"
#include "tests/unit/hosts/host_fixture.hpp"

namespace dnslint::hosts {
namespace {

namespace causes = base::causes;
using dnslint::tests::certificate_files;
using dnslint::tests::nginx_server;
using enum certificate_error;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct nginx : host_fixture {
   void SetUp() override
   {
      if (!nginx_server::installed())
         GTEST_SKIP() << "nginx is not installed";
      host_fixture::SetUp();
   }
   void serve(certificate_files const& shown, std::string const& directives = "")
   {
      server.emplace(std::vector<nginx_server::site>{{"a.test", shown, directives}});
   }
   std::string url(std::string const& path) const
   {
      return "https://a.test:" + std::to_string(server->port()) + path;
   }
   https_failure failure_of(std::string const& path = "/")
   {
      auto const reply = get(request_of(url(path)));
      return reply.failure() == nullptr ? https_failure{} : *reply.failure();
   }
   // What is wrong with a certificate, and how the request failed.
   std::vector<certificate_error> errors_of(certificate_files const& shown)
   {
      serve(shown);
      auto const reply = get(request_of(url("/")));
      EXPECT_TRUE(reply.tls.is_judged);
      EXPECT_THAT(reply.tls.chain, testing::SizeIs(1));
      EXPECT_EQ(reply.tls.version, "TLSv1.3");
      if (!reply.tls.errors.empty()) {
         EXPECT_EQ(reply.failure()->why, causes::tls_failed);
         EXPECT_EQ(reply.failure()->phase, https_phase::tls);
      }
      return reply.tls.errors;
   }

   std::optional<nginx_server> server;
};

TEST_F(nginx, serves_a_policy)
{
   serve(
      authority->certify("a.test"),
      "location = /.well-known/mta-sts.txt { return 200 'version: STSv1\n'; }");
   auto const reply = get(request_of(url("/.well-known/mta-sts.txt")));
   ASSERT_NE(reply.response(), nullptr) << to_text(reply.failure()->why);
   EXPECT_EQ(reply.response()->status, 200U);
   EXPECT_EQ(reply.response()->body, "version: STSv1\n");
   EXPECT_EQ(reply.response()->media_type, "text/plain");
   EXPECT_EQ(*find_header(*reply.response(), "content-length"), "15");
   EXPECT_TRUE(reply.tls.is_proved());
   EXPECT_EQ(reply.tls.version, "TLSv1.3");
   EXPECT_EQ(reply.tls.group, "x25519");
   EXPECT_THAT(reply.tls.cipher, HasSubstr("TLS_AES_256_GCM_SHA384"));
   EXPECT_THAT(
      reply.hops, ElementsAre(https_hop{url("/.well-known/mta-sts.txt"), "127.0.0.1", 200, {}}));
}

TEST_F(nginx, tells_tls_1_2)
{
   serve(authority->certify("a.test"), "ssl_protocols TLSv1.2; location / { return 200 x; }");
   auto const reply = get(request_of(url("/")));
   ASSERT_NE(reply.response(), nullptr);
   EXPECT_EQ(reply.tls.version, "TLSv1.2");
   EXPECT_EQ(reply.tls.group, "x25519");
   EXPECT_TRUE(reply.tls.is_proved());
}

TEST_F(nginx, is_believed_by_its_certificate_alone)
{
   EXPECT_THAT(errors_of(authority->certify("a.test")), IsEmpty());
   EXPECT_THAT(errors_of(authority->certify("a.test", -1)), ElementsAre(expired));
   EXPECT_THAT(errors_of(authority->certify("b.test")), ElementsAre(wrong_name));
   EXPECT_THAT(errors_of(authority->certify("b.test", -1)), ElementsAre(expired, wrong_name));
   EXPECT_THAT(errors_of(authority->self_sign("a.test")), ElementsAre(self_signed));
   EXPECT_THAT(errors_of(authority->certify("*.test")), ElementsAre(wrong_name))
      << "a wildcard stands for no name below a top-level domain";
   EXPECT_THAT(errors_of(authority->certify("*.a.test")), ElementsAre(wrong_name));
   std::filesystem::create_directories(folder / "other");
   dnslint::tests::certificate_authority const other{folder / "other"};
   EXPECT_THAT(errors_of(other.certify("a.test")), ElementsAre(unknown_issuer));
}

TEST_F(nginx, is_judged_as_of_the_time_of_the_run)
{
   serve(authority->certify("a.test"), "location / { return 200 x; }");
   connect(today() - std::chrono::days{100});
   EXPECT_THAT(get(request_of(url("/"))).tls.errors, ElementsAre(not_yet_valid));
   connect(today() + std::chrono::days{100});
   EXPECT_THAT(get(request_of(url("/"))).tls.errors, ElementsAre(expired));
   connect();
   EXPECT_NE(get(request_of(url("/"))).response(), nullptr);
}

TEST_F(nginx, redirects_are_told_or_followed)
{
   serve(
      authority->certify("a.test"),
      "location = /from { return 301 /to; } location = /to { return 200 there; }"
      "location = /inside { return 302 https://169.254.169.254/latest/; }"
      "location = /clear { return 302 http://a.test/; }");
   auto const told = get(request_of(url("/from")));
   ASSERT_NE(told.response(), nullptr);
   EXPECT_EQ(told.response()->status, 301U);
   EXPECT_THAT(told.hops.front().location, HasSubstr("/to"));
   auto const followed = get(request_of(url("/from"), 2));
   ASSERT_NE(followed.response(), nullptr);
   EXPECT_EQ(followed.response()->body, "there");
   EXPECT_EQ(followed.hops.size(), 2U);
   auto const inside = get(request_of(url("/inside"), 2));
   ASSERT_NE(inside.failure(), nullptr);
   EXPECT_EQ(inside.failure()->why, causes::not_global);
   EXPECT_THAT(inside.failure()->why.detail, HasSubstr("169.254.169.254: link local"));
   EXPECT_EQ(get(request_of(url("/clear"), 2)).failure()->why, causes::bad_url);
}

TEST_F(nginx, says_what_it_does_not_have)
{
   serve(
      authority->certify("a.test"),
      "location = /html { default_type text/html; return 200 x; }"
      "location = /none { return 404; } location = /down { return 500; }");
   EXPECT_EQ(get(request_of(url("/none"))).response()->status, 404U);
   EXPECT_EQ(get(request_of(url("/down"))).response()->status, 500U);
   auto const html = get(request_of(url("/html")));
   EXPECT_EQ(html.response()->media_type, "text/html");
}

TEST_F(nginx, sends_at_most_what_is_wanted)
{
   auto const exactly = std::string(1000, 'x');
   serve(
      authority->certify("a.test"),
      "location = /exactly { return 200 " + exactly + "; } location = /more { return 200 " +
         exactly + "x; }");
   auto r = request_of(url("/exactly"));
   r.most_bytes = 1000;
   ASSERT_NE(get(r).response(), nullptr);
   r.url = url("/more");
   auto const more = get(r);
   ASSERT_NE(more.failure(), nullptr);
   EXPECT_EQ(more.failure()->why, causes::too_large);
   EXPECT_EQ(more.failure()->phase, https_phase::body);
}

TEST_F(nginx, is_not_waited_for_when_it_is_slow)
{
   std::ofstream{folder / "slow"} << std::string(10'000, 'x');
   serve(
      authority->certify("a.test"),
      "location = /slow { root " + folder.string() + "; limit_rate 1000; }");
   auto r = request_of(url("/slow"));
   r.timeout = base::event_loop::duration{1'000};
   auto const reply = get(r);
   ASSERT_NE(reply.failure(), nullptr);
   EXPECT_EQ(reply.failure()->why, causes::timeout);
   EXPECT_EQ(reply.failure()->phase, https_phase::body);
}

TEST_F(nginx, that_does_not_run_refuses)
{
   serve(authority->certify("a.test"));
   auto const gone = url("/");
   server.reset();
   auto const reply = get(request_of(gone));
   EXPECT_EQ(reply.failure()->why, causes::refused);
   EXPECT_EQ(reply.failure()->phase, https_phase::connect);
   EXPECT_FALSE(reply.tls.is_judged);
}

TEST_F(nginx, is_asked_as_what_the_url_says)
{
   serve(
      authority->certify("a.test"),
      "location / { return 200 "
      "\"$host|$request_uri|$http_accept|$http_user_agent|$ssl_server_name\"; }");
   auto r = request_of(url("/x/../y?a=b"));
   r.accept = "text/plain";
   EXPECT_EQ(get(r).response()->body, "a.test|/y?a=b|text/plain|dnslint|a.test");
}

// One address is asked by one connection at a time, whatever the names are.
TEST_F(nginx, is_asked_one_after_the_other)
{
   serve(authority->certify("*.a.test"), "location / { return 200 $connections_active; }");
   auto left = 20;
   std::vector<std::string> seen;
   for (auto i = 0; i != left; ++i) {
      auto r = request_of(url("/"));
      r.url.insert(r.url.find("a.test"), "h" + std::to_string(i) + ".");
      from->get(r, [&](https_reply const& reply) {
         --left;
         seen.push_back(reply.response() == nullptr ? "" : reply.response()->body);
      });
   }
   loop.run([&left] {
      return left == 0;
   });
   EXPECT_THAT(seen, testing::Each("1"));
}

}  // namespace
}  // namespace dnslint::hosts
