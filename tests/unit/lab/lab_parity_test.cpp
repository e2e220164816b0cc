// SPDX-License-Identifier: Apache-2.0
// What a host gives over the network, and what a lab that says the same gives, is equal.
#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab_https.hpp"
#include "tests/support/tls_peer.hpp"
#include "tests/unit/hosts/host_fixture.hpp"

namespace dnslint::resolver {
namespace {

using namespace std::chrono_literals;
using dnslint::tests::tls_connection;
using dnslint::tests::tls_peer;
using hosts::https_reply;
using hosts::https_request;

tls_peer::script says(std::string const& bytes)
{
   return [bytes](tls_connection& with) {
      if (with.handshake() && !with.read_header().empty() && with.send(bytes))
         with.close_well();
   };
}

struct lab_parity : hosts::host_fixture {
   https_reply in_lab(https_request const& r, std::string const& says)
   {
      auto const doc = base::yaml::load("lab.yaml", "hosts: { '" + r.url + "': " + says + " }\n");
      auto const made = lab::from_yaml(doc.value());
      EXPECT_TRUE(made) << base::to_text(made.errors());
      base::virtual_loop clock;
      hosts::https_client_parts parts;
      parts.loop = &clock;
      parts.transport = make_lab_transport(clock, made.value());
      parts.look_up = [](std::string const&, auto on_done) {
         on_done({{hosts::at("127.0.0.1")}, std::nullopt});
      };
      parts.guard = guard_of({"127.0.0.0/8"});
      auto const source = make_https_client(std::move(parts));
      std::optional<https_reply> got;
      source->get(r, [&got](https_reply reply) {
         got = std::move(reply);
      });
      clock.run([&got] {
         return got.has_value();
      });
      return *got;
   }

   void expect_equal(https_request const& r, std::string const& says)
   {
      auto network = get(r);
      auto const lab = in_lab(r, says);
      network.tls.chain.clear();
      EXPECT_EQ(network.hops, lab.hops);
      EXPECT_EQ(network.tls, lab.tls) << network.tls.version << network.tls.group;
      if (network.failure() != nullptr && lab.failure() != nullptr) {
         EXPECT_EQ(to_text(network.failure()->why), to_text(lab.failure()->why));
         EXPECT_EQ(to_text(network.failure()->phase), to_text(lab.failure()->phase));
      }
      EXPECT_EQ(network.result == lab.result, true) << says;
   }

   // A peer that plays the script, and a lab that says so.
   void expect_equal(
      tls_peer::script play,
      std::string const& says,
      base::event_loop::duration timeout = 10s,
      std::size_t most_bytes = 65'536,
      std::optional<dnslint::tests::certificate_files> const& shown = std::nullopt)
   {
      SCOPED_TRACE(says.substr(0, 80));
      if (!good)
         good = authority->certify("a.test");
      tls_peer const host{shown.value_or(*good), std::move(play)};
      auto r = request_of("https://a.test:" + std::to_string(host.port()) + "/x?y", 2);
      r.timeout = timeout;
      r.most_bytes = most_bytes;
      expect_equal(r, says);
      from.reset();  // so that the connection ends
      connect();
   }

   std::optional<dnslint::tests::certificate_files> good;
};

TEST_F(lab_parity, of_responses)
{
   expect_equal(
      says("HTTP/1.1 200 OK\r\nContent-Type: Text/Plain; charset=x \r\nX: a\r\nx: b\r\n"
           "Content-Length: 3\r\n\r\na\nb"),
      "{ headers: { Content-Type: 'Text/Plain; charset=x ', X: [a, b], Content-Length: 3 }, body: "
      "\"a\\nb\" }");
   expect_equal(
      says("HTTP/1.1 404 x\r\nContent-Length: 0\r\n\r\n"),
      "{ status: 404, headers: { content-length: 0 } }");
   expect_equal(says("HTTP/1.1 204 x\r\n\r\n"), "{ status: 204 }");
   expect_equal(
      says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"),
      "{ headers: { content-length: 10 }, body: '0123456789' }",
      10s,
      10);
}

TEST_F(lab_parity, of_redirects)
{
   expect_equal(says("HTTP/1.1 301 x\r\nlocation: /x?y\r\n\r\n"), "{ redirect: '/x?y' }");
   expect_equal(
      says("HTTP/1.1 301 x\r\nlocation: http://b.test/\r\n\r\n"), "{ redirect: 'http://b.test/' }");
   expect_equal(
      says("HTTP/1.1 302 x\r\nlocation: https://169.254.169.254/\r\n\r\n"),
      "{ status: 302, headers: { location: 'https://169.254.169.254/' } }");
}

TEST_F(lab_parity, of_what_is_too_large)
{
   expect_equal(says("HTTP/1.1 200 OK\r\n\r\n0123456789a"), "{ body: 0123456789a }", 10s, 10);
   std::string const long_value(40'000, 'x');
   expect_equal(
      says("HTTP/1.1 200 OK\r\nx: " + long_value + "\r\n\r\n"),
      "{ headers: { x: " + long_value + " } }");
   expect_equal(
      [](tls_connection& with) {
         with.handshake();
         with.read_header();
         with.send("HTTP/1.1 200 OK\r\n\r\n");
         while (with.send(std::string(1024, 'x'))) {
         }
      },
      "{ fault: endless }");
}

TEST_F(lab_parity, of_certificates)
{
   std::string const nothing;
   expect_equal(
      says(nothing), "{ certificate: [expired] }", 10s, 1, authority->certify("a.test", -1));
   expect_equal(
      says(nothing),
      "{ certificate: [wrong-name, expired, expired] }",
      10s,
      1,
      authority->certify("b.test", -1));
   expect_equal(
      says(nothing), "{ certificate: [self-signed] }", 10s, 1, authority->self_sign("a.test"));
}

TEST_F(lab_parity, of_faults)
{
   expect_equal(says(""), "{ fault: closed }");
   expect_equal(
      [](tls_connection& with) {
         with.send_in_clear({"\x15\x03\x03\x00\x02\x02\x28", 7});
         with.wait_for_end();
      },
      "{ fault: tls-failed }");
   expect_equal(
      [](tls_connection& with) {
         with.handshake();
         with.read_header();
         with.send("HTTP/1.1 200 OK\r\n\r\nx");
         with.wait_for_end();
      },
      "{ fault: slow }",
      500ms);
   expect_equal(
      [](tls_connection& with) {
         with.handshake();
         with.read_header();
         with.wait_for_end();
      },
      "{ delay: 500ms }",
      500ms);
   expect_equal(request_of("https://a.test:1/"), "{ fault: refused }");
}

}  // namespace
}  // namespace dnslint::resolver
