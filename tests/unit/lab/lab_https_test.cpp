// SPDX-License-Identifier: Apache-2.0
// The hosts of a lab, by its own zones, on a virtual clock.
#include "core/lab/lab_https.hpp"

#include "core/base/causes.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <gmock/gmock.h>

namespace dnslint::resolver {
namespace {

namespace causes = base::causes;
using namespace std::chrono_literals;
using hosts::https_phase;
using hosts::https_reply;
using hosts::https_request;
using testing::HasSubstr;

constexpr auto file = R"(
zones:
  a.test: |
    @       A    192.0.2.1
    twice   A    192.0.2.1
    twice   A    192.0.2.2
    inside  A    10.0.0.1
    inside6 AAAA fd00::1
    meta    A    169.254.169.254
    open    A    127.0.0.1
    unsaid  A    192.0.2.1
    down    A    192.0.2.1
faults:
  down.a.test: servfail
hosts:
  "https://A.test:443": { status: 404, body: gone }
  "https://a.test/late": { delay: 300ms }
  "https://a.test/moved": { redirect: /late }
  "https://a.test/away": { redirect: "https://unsaid.a.test/" }
  "https://twice.a.test/": { fault: timeout }
  "https://a.test/far": { fault: unreachable }
  "https://a.test/slow": { fault: slow }
  "https://inside.a.test/": {}
  "https://inside6.a.test/": {}
  "https://meta.a.test/": {}
  "https://open.a.test/": {}
  "https://down.a.test/": {}
  "https://none.a.test/": {}
)";

struct lab_https : testing::Test {
   lab_https()
   : zones{read()}
   {
      std::vector<std::unique_ptr<resolver::source>> one;
      one.push_back(make_lab_source(clock, zones));
      resolver.emplace(clock, std::move(one), policy{}, 0);
      from = make_lab_https(
         clock,
         zones,
         [this](dns::question const& q, std::function<void(answer_ptr)> then) {
            resolver->ask(q, std::move(then), {.recurs = true});
         },
         {hosts::address_range::from_text("127.0.0.0/8").value()});
   }

   static lab read()
   {
      auto made = lab::from_yaml(base::yaml::load("lab.yaml", file).value());
      return std::move(*made);
   }

   https_reply get(std::string url, unsigned redirects = 0)
   {
      https_request r;
      r.url = std::move(url);
      r.most_redirects = redirects;
      std::optional<https_reply> got;
      from->get(r, [&got](https_reply reply) {
         got = std::move(reply);
      });
      clock.run([&got] {
         return got.has_value();
      });
      return *got;
   }
   base::cause why_not(std::string url)
   {
      auto const reply = get(std::move(url), 2);
      return reply.failure() == nullptr ? base::cause{} : reply.failure()->why;
   }

   lab zones;
   base::virtual_loop clock;
   std::optional<shared_resolver> resolver;
   std::unique_ptr<hosts::https_source> from;
};

TEST_F(lab_https, say_what_the_lab_says)
{
   auto const reply = get("https://a.test");
   ASSERT_NE(reply.response(), nullptr);
   EXPECT_EQ(reply.response()->status, 404U);
   EXPECT_EQ(reply.response()->body, "gone");
   EXPECT_TRUE(reply.tls.is_proved());
   EXPECT_EQ(reply.hops.front().address, "192.0.2.1");
}

TEST_F(lab_https, are_late_on_the_clock_of_the_lab)
{
   auto const before = clock.now();
   EXPECT_NE(get("https://a.test/late").response(), nullptr);
   EXPECT_EQ(clock.now() - before, 300ms);
}

TEST_F(lab_https, redirect_where_it_is_wanted)
{
   EXPECT_EQ(get("https://a.test/moved").response()->status, 301U);
   auto const followed = get("https://a.test/moved", 1);
   EXPECT_EQ(followed.response()->status, 200U);
   EXPECT_EQ(followed.hops.size(), 2U);
}

// Unknown, by the lab's own silence.
TEST_F(lab_https, of_which_the_lab_says_nothing_are_not_known)
{
   for (auto const* url :
        {"https://unsaid.a.test/",
         "https://a.test/other",
         "https://a.test:8443/",
         "https://a.test/away"}) {
      auto const why = why_not(url);
      EXPECT_EQ(why, causes::no_hosts) << url << to_text(why);
      EXPECT_EQ(why.kind, base::cause_class::withheld);
   }
   EXPECT_THAT(
      why_not("https://a.test/other").detail, HasSubstr("does not say what https://a.test/other"));
}

TEST_F(lab_https, need_an_address_that_may_be_spoken_to)
{
   for (auto const* url :
        {"https://inside.a.test/", "https://inside6.a.test/", "https://open.a.test/"})
      EXPECT_NE(get(url).response(), nullptr) << url;
   EXPECT_EQ(why_not("https://meta.a.test/"), causes::not_global);
   EXPECT_EQ(why_not("https://none.a.test/"), causes::no_address);
   EXPECT_EQ(why_not("https://down.a.test/"), causes::servfail);
}

TEST_F(lab_https, that_are_silent_take_the_whole_time)
{
   auto const before = clock.now();
   auto const reply = get("https://twice.a.test/");
   EXPECT_EQ(reply.failure()->why, causes::timeout);
   EXPECT_EQ(reply.failure()->phase, https_phase::connect);
   EXPECT_EQ(reply.hops.front().address, "192.0.2.2") << "both were tried";
   EXPECT_EQ(clock.now() - before, https_request{}.timeout);
   EXPECT_EQ(why_not("https://a.test/far"), causes::unreachable);
}

// The phase is the one that the attempt was in.
TEST_F(lab_https, can_be_cancelled)
{
   auto const transport = make_lab_transport(clock, zones);
   auto const url = hosts::https_url::from_text("https://a.test/slow").value();
   std::optional<hosts::https_attempt_result> got;
   auto const call = transport->attempt(
      {url, hosts::host_address::from_text("192.0.2.1").value(), {}, 1, 20s, 20s},
      [&got](hosts::https_attempt_result r) {
         got = std::move(r);
      });
   auto const before = clock.now();
   clock.run_after(10ms, [&] {
      transport->cancel(call);
   });
   clock.run([&got] {
      return got.has_value();
   });
   auto const& failure = std::get<hosts::https_failure>(got->result);
   EXPECT_EQ(failure.why, causes::cancelled);
   EXPECT_EQ(failure.phase, https_phase::body);
   EXPECT_EQ(clock.now() - before, 10ms);
   EXPECT_TRUE(got->tls.is_proved());
}

// Nobody is called by a source that is gone.
TEST_F(lab_https, may_go_before_their_reply)
{
   https_request r;
   r.url = "https://a.test/late";
   from->get(r, [](https_reply const&) {
      FAIL();
   });
   clock.run_after(10ms, [this] {
      from.reset();
   });
   clock.run([] {
      return false;
   });
}

}  // namespace
}  // namespace dnslint::resolver
