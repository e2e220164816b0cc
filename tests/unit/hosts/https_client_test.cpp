// SPDX-License-Identifier: Apache-2.0
// The client over a scripted transport, on a virtual clock.
#include "core/hosts/https_client.hpp"

#include "core/base/causes.hpp"
#include "core/base/virtual_loop.hpp"
#include "tests/unit/hosts/address_text.hpp"

#include <gmock/gmock.h>
#include <map>

namespace dnslint::hosts {
namespace {

namespace causes = base::causes;
using duration = base::event_loop::duration;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

https_attempt_result responded(unsigned status, std::string location = {})
{
   https_response r{status, {{"content-type", "Text/Plain; x"}}, "body", {}};
   if (!location.empty())
      r.headers.emplace_back("location", std::move(location));
   return {std::move(r), {}};
}

https_attempt_result failed(base::known_cause const& why, https_phase phase)
{
   return {https_failure{base::because(why), phase}, {}};
}

// What an address does: a result after a time, which may be longer than the client has.
struct deed {
   https_attempt_result result;
   duration after{10};
};

class scripted_transport final : public https_transport {
public:
   scripted_transport(base::event_loop& loop, std::map<std::string, deed>& deeds)
   : loop_{&loop}
   , deeds_{&deeds}
   {}

   scripted_transport(scripted_transport const&) = delete;
   scripted_transport& operator=(scripted_transport const&) = delete;
   ~scripted_transport() override
   {
      for (auto const& [id, o] : open_)
         loop_->cancel(o.first);
   }

   call attempt(https_attempt const& a, done on_done) override
   {
      attempts.push_back(a);
      ++now_open;
      most_open = std::max(most_open, now_open);
      auto const key = a.url.host + " " + a.to.to_text();
      auto d = deeds_->contains(key) ? deeds_->at(key) : deeds_->at(a.to.to_text());
      auto const is_connecting = std::holds_alternative<https_failure>(d.result.result) &&
                                 std::get<https_failure>(d.result.result).phase <= https_phase::tls;
      if (auto const most = is_connecting ? a.connect_timeout : a.timeout; d.after > most)
         d = {
            failed(causes::timeout, is_connecting ? https_phase::connect : https_phase::body),
            most};
      auto const id = ++last_;
      open_[id] = {
         loop_->run_after(
            d.after,
            [this, id, r = d.result] {
               end(id, r);
            }),
         std::move(on_done)};
      return id;
   }
   void cancel(call which) override
   {
      loop_->post([this, which] {
         if (open_.contains(which))
            end(which, failed(causes::cancelled, https_phase::connect));
      });
   }

   std::vector<https_attempt> attempts;
   unsigned now_open = 0;
   unsigned most_open = 0;

private:
   void end(call which, https_attempt_result r)
   {
      auto const ended = open_.extract(which).mapped();
      loop_->cancel(ended.first);
      --now_open;
      ended.second(std::move(r));
   }

   base::event_loop* loop_;
   std::map<std::string, deed>* deeds_;
   std::map<call, std::pair<base::event_loop::timer_id, done>> open_;
   call last_ = 0;
};

struct client : testing::Test {
   client() { rebuild({}); }

   void rebuild(turn_limits limits, address_guard guard = address_guard::for_labs())
   {
      auto made = std::make_unique<scripted_transport>(loop, deeds);
      transport = made.get();
      https_client_parts parts{&loop, std::move(made), {}, std::move(guard), limits};
      parts.look_up = [this](std::string const& host, auto on_done) {
         asked.push_back(host);
         if (silent_hosts)
            return;
         auto const found = hosts.find(host);
         loop.run_after(
            resolving, [on_done, a = found == hosts.end() ? found_addresses{} : found->second] {
               on_done(a);
            });
      };
      from = make_https_client(std::move(parts));
   }
   https_source::call begin(https_request const& r, https_reply& into)
   {
      ++open;
      return from->get(r, [this, &into](https_reply reply) {
         --open;
         into = std::move(reply);
         ended_at = loop.now();
      });
   }
   void run()
   {
      loop.run([this] {
         return open == 0;
      });
   }
   https_reply get(https_request const& r)
   {
      https_reply reply;
      begin(r, reply);
      run();
      return reply;
   }
   https_reply get(std::string url, unsigned redirects = 0)
   {
      https_request r;
      r.url = std::move(url);
      r.most_redirects = redirects;
      return get(r);
   }
   std::vector<std::string> tried() const
   {
      std::vector<std::string> all;
      for (auto const& a : transport->attempts)
         all.push_back(a.to.to_text());
      return all;
   }

   base::virtual_loop loop;
   std::map<std::string, deed> deeds;
   std::map<std::string, found_addresses> hosts{
      {"a.test", {{at("192.0.2.1")}, {}}}, {"b.test", {{at("192.0.2.2")}, {}}}};
   duration resolving{5};
   bool silent_hosts = false;
   std::vector<std::string> asked;
   std::unique_ptr<https_source> from;
   scripted_transport* transport = nullptr;
   unsigned open = 0;
   base::event_loop::time_point ended_at{0};
};

TEST_F(client, gets_what_the_host_says)
{
   deeds["192.0.2.1"] = {responded(200)};
   auto const reply = get("https://A.test/x");
   ASSERT_NE(reply.response(), nullptr);
   EXPECT_EQ(reply.response()->body, "body");
   EXPECT_EQ(reply.response()->media_type, "text/plain");
   EXPECT_THAT(reply.hops, ElementsAre(https_hop{"https://a.test/x", "192.0.2.1", 200, {}}));
   EXPECT_EQ(transport->attempts.front().most_bytes, std::size_t{64} << 10U);
}

TEST_F(client, never_answers_within_get)
{
   https_reply reply;
   https_request r;
   r.url = "nonsense";
   begin(r, reply);
   EXPECT_EQ(open, 1U);
   run();
   EXPECT_EQ(reply.failure()->why, causes::bad_url);
   EXPECT_THAT(reply.hops, IsEmpty());
}

TEST_F(client, refuses_requests_that_a_caller_must_not_make)
{
   deeds["192.0.2.1"] = {responded(200)};
   for (auto const* const accept :
        {"text", "/", "text/", "a b/c", "text/plain\r\nHost: x", "a/b/c"}) {
      https_request r;
      r.url = "https://a.test/";
      r.accept = accept;
      EXPECT_EQ(get(r).failure()->why, causes::misuse) << accept;
   }
   https_request r;
   r.url = "https://a.test/";
   r.most_redirects = 11;
   EXPECT_EQ(get(r).failure()->why, causes::misuse);
   r.most_redirects = 0;
   r.timeout = duration{0};
   EXPECT_EQ(get(r).failure()->why, causes::misuse);
   EXPECT_THAT(asked, IsEmpty());
}

TEST_F(client, says_why_there_is_no_address)
{
   hosts["none.test"] = {};
   hosts["lost.test"] = {{}, base::because(causes::servfail)};
   auto const none = get("https://none.test/");
   EXPECT_EQ(none.failure()->why, causes::no_address);
   EXPECT_EQ(none.failure()->phase, https_phase::resolve);
   EXPECT_THAT(none.hops, ElementsAre(https_hop{"https://none.test/", {}, 0, {}}));
   EXPECT_EQ(get("https://lost.test/").failure()->why, causes::servfail);
}

TEST_F(client, uses_the_addresses_that_are_known)
{
   hosts["half.test"] = {{at("192.0.2.1")}, base::because(causes::timeout)};
   deeds["192.0.2.1"] = {responded(200)};
   EXPECT_NE(get("https://half.test/").response(), nullptr);
}

TEST_F(client, gives_up_when_nobody_says_the_addresses)
{
   silent_hosts = true;
   auto const reply = get("https://a.test/");
   EXPECT_EQ(reply.failure()->why, causes::timeout);
   EXPECT_EQ(reply.failure()->phase, https_phase::resolve);
   EXPECT_EQ(ended_at, duration{20'000});
}

TEST_F(client, speaks_to_no_address_that_the_guard_refuses)
{
   hosts["inside.test"] = {{at("10.0.0.1"), at("::1")}, {}};
   hosts["both.test"] = {{at("10.0.0.1"), at("192.0.2.1")}, {}};
   deeds["192.0.2.1"] = {responded(200)};
   for (auto const* const url : {"https://inside.test/", "https://127.1/", "https://[::1]/"}) {
      auto const reply = get(url);
      ASSERT_NE(reply.failure(), nullptr);
      EXPECT_EQ(reply.failure()->why, causes::not_global) << url;
      EXPECT_EQ(reply.failure()->phase, https_phase::resolve);
   }
   EXPECT_THAT(get("https://127.1/").failure()->why.detail, HasSubstr("127.0.0.1: loopback"));
   EXPECT_THAT(tried(), IsEmpty());
   EXPECT_NE(get("https://both.test/").response(), nullptr);
   EXPECT_THAT(tried(), ElementsAre("192.0.2.1"));
}

TEST_F(client, tries_the_next_address_when_a_connection_does_not_come_about)
{
   hosts["many.test"] = {
      {at("192.0.2.1"), at("192.0.2.2"), at("2001:db8::1"), at("192.0.2.3"), at("192.0.2.4")}, {}};
   deeds["192.0.2.1"] = {failed(causes::refused, https_phase::connect)};
   deeds["2001:db8::1"] = {failed(causes::timeout, https_phase::tls), duration{60'000}};
   deeds["192.0.2.2"] = {failed(causes::closed, https_phase::tls)};
   deeds["192.0.2.3"] = {responded(200)};
   auto const reply = get("https://many.test/");
   ASSERT_NE(reply.response(), nullptr);
   EXPECT_THAT(tried(), ElementsAre("192.0.2.1", "2001:db8::1", "192.0.2.2", "192.0.2.3"));
   EXPECT_EQ(reply.hops.front().address, "192.0.2.3");
   EXPECT_EQ(transport->attempts.at(0).connect_timeout, duration{(20'000 - 5) / 4});
}

TEST_F(client, takes_a_failure_after_the_connection_for_the_reply)
{
   hosts["many.test"] = {{at("192.0.2.1"), at("192.0.2.2")}, {}};
   deeds["192.0.2.2"] = {responded(200)};
   for (auto const& result :
        {failed(causes::tls_failed, https_phase::tls),
         failed(causes::protocol, https_phase::tls),
         failed(causes::closed, https_phase::header),
         failed(causes::timeout, https_phase::body)}) {
      deeds["192.0.2.1"] = {result};
      auto const reply = get("https://many.test/");
      ASSERT_NE(reply.failure(), nullptr);
      EXPECT_EQ(*reply.failure(), std::get<https_failure>(result.result));
   }
}

TEST_F(client, tells_redirects_and_follows_as_many_as_wanted)
{
   deeds["192.0.2.1"] = {responded(302, "https://b.test/y")};
   deeds["192.0.2.2"] = {responded(200)};
   auto const told = get("https://a.test/");
   ASSERT_NE(told.response(), nullptr);
   EXPECT_EQ(told.response()->status, 302U);
   EXPECT_THAT(
      told.hops, ElementsAre(https_hop{"https://a.test/", "192.0.2.1", 302, "https://b.test/y"}));
   auto const followed = get("https://a.test/", 1);
   EXPECT_EQ(followed.response()->status, 200U);
   EXPECT_THAT(
      followed.hops,
      ElementsAre(
         https_hop{"https://a.test/", "192.0.2.1", 302, "https://b.test/y"},
         https_hop{"https://b.test/y", "192.0.2.2", 200, {}}));
}

TEST_F(client, ends_at_the_last_redirect_that_is_allowed)
{
   deeds["192.0.2.1"] = {responded(301, "/")};
   auto const reply = get("https://a.test/", 10);
   EXPECT_EQ(reply.response()->status, 301U);
   EXPECT_EQ(reply.hops.size(), 11U);
   EXPECT_EQ(asked.size(), 11U) << "each hop asks for the addresses anew";
}

TEST_F(client, guards_every_hop)
{
   deeds["192.0.2.1"] = {responded(302, "https://169.254.169.254/latest/")};
   auto const reply = get("https://a.test/", 2);
   EXPECT_EQ(reply.failure()->why, causes::not_global);
   EXPECT_EQ(reply.hops.size(), 2U);
   deeds["192.0.2.1"] = {responded(302, "http://b.test/")};
   EXPECT_EQ(get("https://a.test/", 2).failure()->why, causes::bad_url);
   EXPECT_THAT(tried(), ElementsAre("192.0.2.1", "192.0.2.1"));
}

// DNS rebinding: the address is global at first, and then is not.
TEST_F(client, guards_a_name_whose_address_changes)
{
   deeds["192.0.2.1"] = {responded(302, "https://a.test/again")};
   https_reply reply;
   https_request r;
   r.url = "https://a.test/";
   r.most_redirects = 1;
   begin(r, reply);
   loop.run_after(duration{8}, [this] {
      hosts["a.test"] = {{at("127.0.0.1")}, {}};
   });
   run();
   EXPECT_EQ(reply.failure()->why, causes::not_global);
}

TEST_F(client, shares_the_time_among_its_redirects)
{
   deeds["192.0.2.1"] = {responded(302, "/"), duration{9'000}};
   auto const reply = get("https://a.test/", 10);
   EXPECT_EQ(reply.failure()->why, causes::timeout);
   EXPECT_EQ(ended_at, duration{20'000});
   EXPECT_EQ(reply.hops.size(), 3U);
}

TEST_F(client, waits_for_its_turn_without_using_up_its_time)
{
   deeds["192.0.2.1"] = {responded(200), duration{15'000}};
   std::vector<https_reply> replies(5);
   https_request r;
   r.url = "https://a.test/";
   for (auto& reply : replies)
      begin(r, reply);
   run();
   for (auto const& reply : replies)
      EXPECT_NE(reply.response(), nullptr);
   EXPECT_EQ(transport->most_open, 1U);
   EXPECT_EQ(ended_at, duration{5 + 5 * 15'000});
}

TEST_F(client, withholds_what_would_wait_behind_too_many)
{
   rebuild({1, 4, 64, 1});
   deeds["192.0.2.1"] = {responded(200)};
   std::vector<https_reply> replies(3);
   https_request r;
   r.url = "https://a.test/";
   for (auto& reply : replies)
      begin(r, reply);
   run();
   EXPECT_NE(replies[0].response(), nullptr);
   EXPECT_NE(replies[1].response(), nullptr);
   EXPECT_EQ(replies[2].failure()->why, causes::rate_limited);
}

TEST_F(client, ends_what_is_cancelled_wherever_it_is)
{
   deeds["192.0.2.1"] = {responded(200), duration{1'000}};
   https_request r;
   r.url = "https://a.test/";
   for (auto const wait : {0, 3, 5, 500}) {
      https_reply running;
      https_reply waiting;
      auto const first = begin(r, running);
      auto const second = begin(r, waiting);
      loop.run_after(duration{wait}, [&, this] {
         from->cancel(first);
         from->cancel(first);
         from->cancel(second);
         EXPECT_EQ(open, 2U) << "never within cancel()";
      });
      auto const began = loop.now();
      run();
      EXPECT_EQ(running.failure()->why, causes::cancelled) << wait;
      EXPECT_EQ(waiting.failure()->why, causes::cancelled) << wait;
      EXPECT_EQ(loop.now() - began, duration{wait});
      from->cancel(first);
   }
   EXPECT_NE(get(r).response(), nullptr) << "the turns were given back";
}

TEST_F(client, calls_nobody_once_it_is_destroyed)
{
   deeds["192.0.2.1"] = {responded(200), duration{1'000}};
   for (auto const wait : {0, 3, 500}) {
      https_reply reply;
      https_request r;
      r.url = "https://a.test/";
      begin(r, reply);
      loop.run_after(duration{wait}, [this] {
         from.reset();
      });
      loop.run([] {
         return false;
      });
      EXPECT_EQ(open, 1U);
      open = 0;
      rebuild({});
   }
}

TEST_F(client, may_be_destroyed_by_whom_it_answers)
{
   deeds["192.0.2.1"] = {responded(200)};
   https_request r;
   r.url = "https://a.test/";
   auto is_answered = false;
   from->get(r, [&, this](https_reply const&) {
      is_answered = true;
      from.reset();
   });
   loop.run([] {
      return false;
   });
   EXPECT_TRUE(is_answered);
}

}  // namespace
}  // namespace dnslint::hosts
