// SPDX-License-Identifier: Apache-2.0
// The network's source against hosts that break what they can.
#include "tests/support/tls_peer.hpp"

#include "tests/unit/hosts/host_fixture.hpp"

#include <fstream>
#include <thread>

namespace dnslint::hosts {
namespace {

namespace causes = base::causes;
using namespace std::chrono_literals;
using dnslint::tests::tls_connection;
using dnslint::tests::tls_peer;
using enum certificate_error;
using testing::ElementsAre;
using testing::HasSubstr;

// Takes the request, and then says what it is given.
tls_peer::script says(std::string const& bytes, bool closes_well = false)
{
   return [bytes, closes_well](tls_connection& with) {
      if (!with.handshake() || with.read_header().empty())
         return;
      with.send(bytes);
      if (closes_well)
         with.close_well();
   };
}

struct peer : host_fixture {
   https_reply get_from(tls_peer::script play, base::event_loop::duration timeout = 10s)
   {
      if (!good)
         good = authority->certify("a.test");
      tls_peer const host{*good, std::move(play)};
      auto r = request_of("https://a.test:" + std::to_string(host.port()) + "/");
      r.timeout = timeout;
      auto reply = get(r);
      from.reset();  // so that the connection ends
      connect();
      return reply;
   }
   https_failure failure_of(tls_peer::script play, base::event_loop::duration timeout = 10s)
   {
      auto const reply = get_from(std::move(play), timeout);
      if (reply.failure() != nullptr)
         return *reply.failure();
      ADD_FAILURE() << "a response: " << reply.response()->status;
      return {};
   }

   std::optional<dnslint::tests::certificate_files> good;
};

// A cause and a phase.
#define EXPECT_FAILURE(failure, code, where)                       \
   do {                                                            \
      auto const seen = failure;                                   \
      EXPECT_EQ(seen.why, code) << to_text(seen.why);              \
      EXPECT_EQ(to_text(seen.phase), to_text(https_phase::where)); \
   } while (false)

TEST_F(peer, is_read_to_the_end_of_its_body)
{
   auto const body_of = [this](std::string const& bytes, bool closes_well = false) {
      auto const reply = get_from(says(bytes, closes_well));
      return reply.response() == nullptr ? to_text(reply.failure()->why) : reply.response()->body;
   };
   EXPECT_EQ(body_of("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab"), "ab");
   EXPECT_EQ(
      body_of("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"), "ab");
   EXPECT_EQ(body_of("HTTP/1.0 200 OK\r\n\r\nab", true), "ab");
   EXPECT_EQ(
      body_of("HTTP/1.1 103 x\r\na: b\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"), "");
   EXPECT_EQ(
      body_of("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nab"), "ab")
      << "nothing is unpacked";
}

TEST_F(peer, that_cuts_its_reply_is_closed)
{
   EXPECT_FAILURE(failure_of(says("HTTP/1.1 200 OK\r\n\r\nab")), causes::closed, body);
   EXPECT_FAILURE(
      failure_of(says("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab", true)),
      causes::closed,
      body);
   EXPECT_FAILURE(
      failure_of(says("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab", true)),
      causes::closed,
      body);
   EXPECT_FAILURE(failure_of(says("", true)), causes::closed, header);
   EXPECT_FAILURE(failure_of(says("HTTP/1.1 200 OK\r\na: b", true)), causes::closed, header);
   EXPECT_FAILURE(failure_of(says("HTTP/1.1 200 OK\r\na: b\r\n", true)), causes::closed, header);
   EXPECT_FAILURE(
      failure_of(says("HTTP/1.1 103 OK\r\na: b\r\n\r\n", true)), causes::closed, header);
}

TEST_F(peer, that_resets_the_connection_is_closed)
{
   EXPECT_FAILURE(
      failure_of([](tls_connection& with) {
         with.reset();
      }),
      causes::closed,
      tls);
   EXPECT_FAILURE(
      failure_of([](tls_connection& with) {
         with.handshake();
         with.read_header();
         with.reset();
      }),
      causes::closed,
      header);
   EXPECT_FAILURE(
      failure_of([](tls_connection& with) {
         with.handshake();
         with.read_header();
         with.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab");
         std::this_thread::sleep_for(100ms);
         with.reset();
      }),
      causes::closed,
      body);
}

TEST_F(peer, that_ends_the_handshake_is_closed)
{
   EXPECT_FAILURE(failure_of([](tls_connection&) {}), causes::closed, tls);
   EXPECT_FAILURE(
      failure_of([](tls_connection& with) {
         with.read_in_clear();
      }),
      causes::closed,
      tls);
}

TEST_F(peer, that_speaks_no_tls_breaks_the_protocol)
{
   for (auto const* const greeting :
        {"HTTP/1.1 400 Bad Request\r\n\r\n", "220 mx.a.test ESMTP\r\n", "SSH-2.0-OpenSSH_9.2\r\n"})
      EXPECT_FAILURE(
         failure_of([greeting](tls_connection& with) {
            with.send_in_clear(greeting);
            with.wait_for_end();
         }),
         causes::protocol,
         tls);
}

TEST_F(peer, that_speaks_no_http_breaks_the_protocol)
{
   for (auto const* const bytes :
        {"220 mx.a.test ESMTP\r\n",
         "<html>\r\n",
         "HTTP/2 200\r\n\r\n",
         "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
         "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n"})
      EXPECT_EQ(failure_of(says(bytes, true)).why, causes::protocol) << bytes;
}

TEST_F(peer, that_stays_silent_times_out)
{
   auto const silent = [](tls_connection& with) {
      with.wait_for_end();
   };
   EXPECT_FAILURE(failure_of(silent, 300ms), causes::timeout, tls);
   EXPECT_FAILURE(
      failure_of(
         [](tls_connection& with) {
            with.handshake();
            with.read_header();
            with.wait_for_end();
         },
         300ms),
      causes::timeout,
      header);
}

TEST_F(peer, that_is_slow_by_the_byte_times_out)
{
   auto const slow = [](std::string const& bytes) {
      return [bytes](tls_connection& with) {
         with.handshake();
         with.read_header();
         for (auto const c : bytes) {
            if (!with.send({&c, 1}))
               return;
            std::this_thread::sleep_for(20ms);
         }
      };
   };
   EXPECT_FAILURE(
      failure_of(slow("HTTP/1.1 200 OK\r\nx: " + std::string(1000, 'x')), 400ms),
      causes::timeout,
      header);
   EXPECT_FAILURE(
      failure_of(slow("HTTP/1.1 200\r\n\r\n" + std::string(1000, 'x')), 800ms),
      causes::timeout,
      body);
}

// Sends without end, until it is stopped.
tls_peer::script without_end(std::string const& first, std::string const& then)
{
   return [=](tls_connection& with) {
      with.handshake();
      with.read_header();
      if (first.empty() || with.send(first))
         while (with.send(then)) {
         }
   };
}

TEST_F(peer, that_never_ends_is_stopped)
{
   std::string const kilobyte(1024, 'x');
   EXPECT_FAILURE(
      failure_of(without_end("HTTP/1.1 200 OK\r\n\r\n", kilobyte)), causes::too_large, body);
   EXPECT_FAILURE(
      failure_of(without_end(
         "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "400\r\n" + kilobyte + "\r\n")),
      causes::too_large,
      body);
   EXPECT_FAILURE(
      failure_of(without_end("HTTP/1.1 200 OK\r\n", "x: " + kilobyte + "\r\n")),
      causes::too_large,
      header);
   EXPECT_FAILURE(
      failure_of(without_end("", "HTTP/1.1 103 Early Hints\r\n\r\n")), causes::too_large, header);
   EXPECT_FAILURE(
      failure_of(says("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n")),
      causes::too_large,
      body);
}

TEST_F(peer, with_a_weak_key_is_not_proved)
{
   good = authority->certify_weakly("a.test");
   auto const reply = get_from(says(""));
   EXPECT_THAT(reply.tls.errors, ElementsAre(weak_key));
   EXPECT_EQ(reply.failure()->why, causes::tls_failed);
   EXPECT_THAT(reply.failure()->why.detail, HasSubstr("weak-key"));
}

TEST_F(peer, that_is_cancelled_loses_its_connection)
{
   std::atomic<bool> has_ended = false;
   good = authority->certify("a.test");
   tls_peer const host{*good, [&](tls_connection& with) {
                          with.handshake();
                          with.wait_for_end();
                          has_ended = true;
                       }};
   std::optional<https_reply> got;
   auto const call = from->get(
      request_of("https://a.test:" + std::to_string(host.port()) + "/"), [&](https_reply reply) {
         got = std::move(reply);
      });
   loop.run_after(300ms, [&, this] {
      from->cancel(call);
      EXPECT_FALSE(got);
   });
   loop.run([&] {
      return got.has_value();
   });
   EXPECT_EQ(got->failure()->why, causes::cancelled);
   EXPECT_EQ(got->failure()->phase, https_phase::header);
   EXPECT_TRUE(got->tls.is_proved());
   for (auto i = 0; i != 100 && !has_ended; ++i)
      std::this_thread::sleep_for(10ms);
   EXPECT_TRUE(has_ended);
}

TEST_F(peer, is_found_behind_addresses_that_refuse)
{
   good = authority->certify("a.test");
   tls_peer const host{*good, says("HTTP/1.1 204 x\r\n\r\n")};
   addresses["a.test"] = {"127.0.0.1", "::1"};
   addresses["b.test"] = {"127.0.0.9", "127.0.0.1"};
   auto const port = std::to_string(host.port());
   auto const reply = get(request_of("https://a.test:" + port + "/"));
   EXPECT_EQ(reply.hops.front().address, "127.0.0.1");
   EXPECT_NE(reply.response(), nullptr);
   addresses["a.test"] = {"127.0.0.9", "::1", "127.0.0.1"};
   EXPECT_EQ(get(request_of("https://a.test:" + port + "/")).hops.front().address, "127.0.0.1")
      << "the peer listens on 127.0.0.1 alone, which is tried first";
   addresses["a.test"] = {"::1"};
   EXPECT_FAILURE(
      *get(request_of("https://a.test:" + port + "/")).failure(), causes::refused, connect);
}

TEST_F(peer, without_a_route_is_unreachable)
{
   auto const reply = get(request_of("https://[::1]:1/"));
   EXPECT_EQ(reply.failure()->why, causes::refused);
   addresses["a.test"] = {"127.0.0.1"};
   connect(today(), {1, 4, 64, 0});
   EXPECT_EQ(get(request_of("https://a.test:1/")).failure()->why, causes::rate_limited);
}

// What steers other programs steers nothing here.
TEST_F(peer, is_asked_whatever_the_environment_says)
{
   setenv("https_proxy", "http://127.0.0.1:1", 1);
   setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
   setenv("SSL_CERT_FILE", "/dev/null", 1);
   setenv("CURL_CA_BUNDLE", "/dev/null", 1);
   setenv("SSLKEYLOGFILE", (folder / "keys").c_str(), 1);
   setenv("HOME", folder.c_str(), 1);
   std::ofstream{folder / ".netrc"} << "machine a.test login x password y\n";
   std::string asked;
   auto const reply = get_from([&asked](tls_connection& with) {
      with.handshake();
      asked = with.read_header();
      with.send("HTTP/1.1 204 x\r\nset-cookie: a=b\r\n\r\n");
   });
   EXPECT_NE(reply.response(), nullptr);
   EXPECT_THAT(asked, testing::Not(HasSubstr("uthorization")));
   EXPECT_THAT(asked, testing::StartsWith("GET / HTTP/1.1\r\nHost: a.test:"));
   EXPECT_FALSE(std::filesystem::exists(folder / "keys"));
   for (auto const* const name :
        {"https_proxy", "ALL_PROXY", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "SSLKEYLOGFILE"})
      unsetenv(name);
}

// The transport asks the guard by itself, about the address that the kernel is given.
TEST_F(peer, on_a_closed_address_gets_no_packet)
{
   good = authority->certify("a.test");
   tls_peer const host{*good, says("")};
   auto const transport = make_network_transport(
      loop, {load_trust_store(authority->certificate()).value(), today(), address_guard{}});
   auto const url = https_url::from_text("https://a.test:" + std::to_string(host.port())).value();
   for (auto const* const address : {"127.0.0.1", "::ffff:127.0.0.1", "10.0.0.1", "::"}) {
      std::optional<https_attempt_result> got;
      transport->attempt({url, at(address), {}, 1000, 5s, 5s}, [&](https_attempt_result r) {
         got = std::move(r);
      });
      loop.run([&] {
         return got.has_value();
      });
      EXPECT_FAILURE(std::get<https_failure>(got->result), causes::not_global, connect);
   }
   EXPECT_EQ(host.accepted(), 0U);
}

TEST_F(peer, leaves_no_descriptor_behind)
{
   auto const count = [] {
      return std::distance(
         std::filesystem::directory_iterator{"/proc/self/fd"},
         std::filesystem::directory_iterator{});
   };
   get_from(says("HTTP/1.1 204 x\r\n\r\n"));
   auto const before = count();
   for (auto i = 0; i != 5; ++i) {
      get_from(says("HTTP/1.1 204 x\r\n\r\n"));
      get_from(says(""));
      get(request_of("https://127.0.0.1:1/"));
   }
   EXPECT_EQ(count(), before);
}

TEST(trust_store, that_is_none_is_refused)
{
   EXPECT_FALSE(load_trust_store("/nowhere"));
   EXPECT_FALSE(load_trust_store("/dev/null"));
   EXPECT_TRUE(load_trust_store("")) << "of the system";
}

}  // namespace
}  // namespace dnslint::hosts
