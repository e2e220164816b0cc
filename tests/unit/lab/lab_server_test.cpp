// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_server.hpp"

#include "core/base/yaml.hpp"
#include "core/lab/lab_frames.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <arpa/inet.h>
#include <array>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dnslint::resolver::tests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

using duration = base::event_loop::duration;

// A socket of a client, connected to the server. Never waits.
class client {
public:
   client(server_address const& to, int type)
   : socket_{socket(AF_INET, type | SOCK_CLOEXEC, 0)}
   {
      sockaddr_in address{};
      address.sin_family = AF_INET;
      address.sin_port = htons(to.port);
      inet_pton(AF_INET, to.address.c_str(), &address.sin_addr);
      EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
   }
   client(client const&) = delete;
   client& operator=(client const&) = delete;
   ~client() { close(socket_); }

   void send(std::string const& bytes) const
   {
      ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
   }
   void end_sending() const { shutdown(socket_, SHUT_WR); }

   // What is there now; null when nothing is, empty at the end of a stream.
   std::optional<std::string> receive() const
   {
      std::array<char, 65'536> buffer{};
      auto const size = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (size < 0)
         return errno == EAGAIN ? std::nullopt : std::optional{std::string{}};
      return std::string{buffer.data(), static_cast<std::size_t>(size)};
   }

private:
   int socket_;
};

dns::message decoded(std::string const& wire)
{
   // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
   auto got = dns::decode({reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()});
   EXPECT_FALSE(got.error);
   return got.value;
}

std::string query(std::string_view asked, std::string_view type, std::uint16_t id = 1)
{
   return encode(dns::make_query(ask(asked, type), id));
}

lab make_zones()
{
   auto const doc = base::yaml::load(
      "lab.yaml",
      "zones:\n"
      "  a.test: |\n"
      "    @ MX 10 mx\n"
      "    slow MX 10 mx\n"
      "    dead MX 10 mx\n"
      "    cut MX 10 mx\n"
      "    twin MX 10 mx\n"
      "    stray MX 10 mx\n"
      "    shut MX 10 mx\n"
      "    half MX 10 mx\n"
      "    drip MX 10 mx\n"
      "faults:\n"
      "  twin.a.test: duplicate\n"
      "  stray.a.test: wrong-port\n"
      "  shut.a.test: tcp-refused\n"
      "  half.a.test: tcp-half-close\n"
      "  drip.a.test: tcp-slow 1ms\n"
      "  slow.a.test: delay 50ms\n"
      "  dead.a.test: timeout\n"
      "  cut.a.test: truncate\n");
   EXPECT_TRUE(doc);
   auto made = lab::from_yaml(*doc);
   EXPECT_TRUE(made);
   return std::move(*made);
}

struct lab_server_test : testing::Test {
   server_address start(lab_server_limits const& limits = {})
   {
      server = std::make_unique<lab_server>(loop, zones, 0, limits);
      auto const at = server->listen({"127.0.0.1", 0});
      EXPECT_TRUE(at);
      return at ? *at : server_address{};
   }

   // Serves until `done`; false when that does not happen within a minute.
   bool serve_until(std::function<bool()> const& done)
   {
      auto late = false;
      auto const alarm = loop.run_after(std::chrono::minutes{1}, [&] {
         late = true;
      });
      loop.run([&] {
         return late || done();
      });
      loop.cancel(alarm);
      return !late;
   }

   std::string datagram_from(client const& c)
   {
      std::string got;
      EXPECT_TRUE(serve_until([&] {
         got = c.receive().value_or("");
         return !got.empty();
      }));
      return got;
   }

   // The ids of `count` answers, in the order in which they came.
   std::vector<std::uint16_t> ids_from(client const& c, std::size_t count)
   {
      std::vector<std::uint16_t> ids;
      lab_frames frames;
      EXPECT_TRUE(serve_until([&] {
         frames.add(c.receive().value_or(""));
         while (auto const message = frames.next())
            ids.push_back(decoded(*message).head.id);
         return ids.size() >= count;
      }));
      return ids;
   }

   testing::AssertionResult is_closed(client const& c)
   {
      auto const closed = serve_until([&] {
         auto const got = c.receive();
         return got && got->empty();
      });
      return closed ? testing::AssertionSuccess() : testing::AssertionFailure() << "still open";
   }

   asio_loop loop;
   lab zones = make_zones();
   std::unique_ptr<lab_server> server;
};

TEST_F(lab_server_test, answers_over_udp)
{
   client const c{start(), SOCK_DGRAM};
   c.send("?");
   c.send(query("a.test", "MX", 7));
   auto const m = decoded(datagram_from(c));
   EXPECT_EQ(m.head.id, 7);
   EXPECT_THAT(m.answer, SizeIs(1));
}

TEST_F(lab_server_test, answers_twice)
{
   auto const at = start();
   client const udp{at, SOCK_DGRAM};
   udp.send(query("twin.a.test", "MX", 7));
   EXPECT_EQ(decoded(datagram_from(udp)).head.id, 7);
   EXPECT_EQ(decoded(datagram_from(udp)).head.id, 7);
   client const tcp{at, SOCK_STREAM};
   tcp.send(framed(query("twin.a.test", "MX", 8)));
   EXPECT_THAT(ids_from(tcp, 2), ElementsAre(8, 8));
}

// The kernel keeps it from a socket that is connected to the server.
TEST_F(lab_server_test, answers_from_another_port)
{
   client const c{start(), SOCK_DGRAM};
   c.send(query("stray.a.test", "MX", 7));
   c.send(query("a.test", "MX", 8));
   EXPECT_EQ(decoded(datagram_from(c)).head.id, 8);
   EXPECT_EQ(c.receive(), std::nullopt);
}

TEST_F(lab_server_test, closes_in_place_of_an_answer)
{
   auto const at = start();
   for (auto const* asked : {"shut.a.test", "half.a.test"}) {
      client const c{at, SOCK_STREAM};
      c.send(framed(query(asked, "MX")));
      EXPECT_TRUE(is_closed(c)) << asked;
   }
}

TEST_F(lab_server_test, answers_byte_by_byte)
{
   client const c{start(), SOCK_STREAM};
   c.send(framed(query("drip.a.test", "MX", 7)) + framed(query("a.test", "MX", 8)));
   std::string got;
   EXPECT_TRUE(serve_until([&] {
      got = c.receive().value_or("");
      return !got.empty();
   }));
   EXPECT_EQ(got.size(), 1U);
   lab_frames frames;
   frames.add(got);
   EXPECT_EQ(frames.next(), std::nullopt);
   std::vector<std::uint16_t> ids;
   EXPECT_TRUE(serve_until([&] {
      frames.add(c.receive().value_or(""));
      while (auto const message = frames.next())
         ids.push_back(decoded(*message).head.id);
      return ids.size() == 2;
   }));
   EXPECT_THAT(ids, ElementsAre(7, 8));
}

TEST_F(lab_server_test, answers_over_udp_when_it_is_time)
{
   client const c{start(), SOCK_DGRAM};
   c.send(query("dead.a.test", "MX", 1));
   c.send(query("slow.a.test", "MX", 2));
   c.send(query("cut.a.test", "MX", 3));
   auto const first = decoded(datagram_from(c));
   EXPECT_EQ(first.head.id, 3);
   EXPECT_TRUE(first.head.tc);
   EXPECT_EQ(decoded(datagram_from(c)).head.id, 2);
}

// RFC 7766 section 6.2.1.1: queries are pipelined, and answers leave in any order.
TEST_F(lab_server_test, answers_pipelined_questions_as_they_are_ready)
{
   client const c{start(), SOCK_STREAM};
   c.send(
      framed(query("slow.a.test", "MX", 1)) + framed(query("dead.a.test", "MX", 2)) +
      framed(query("a.test", "MX", 3)) + framed(query("cut.a.test", "MX", 4)));
   EXPECT_THAT(ids_from(c, 3), ElementsAre(3, 4, 1));
}

// RFC 7766 section 8: length and message may come in any segments.
TEST_F(lab_server_test, takes_messages_in_pieces)
{
   client const c{start(), SOCK_STREAM};
   for (auto const byte : framed(query("a.test", "MX", 5))) {
      c.send({byte});
      auto over = false;
      loop.run_after(duration{1}, [&] {
         over = true;
      });
      loop.run([&] {
         return over;
      });
   }
   EXPECT_THAT(ids_from(c, 1), ElementsAre(5));
}

TEST_F(lab_server_test, answers_all_of_many_with_little_room)
{
   lab_server_limits small;
   small.open_questions = 2;
   small.unsent_bytes = 64;
   client const c{start(small), SOCK_STREAM};
   std::string stream;
   constexpr std::size_t count = 300;
   for (std::uint16_t id = 0; id < count; ++id)
      stream += framed(query(id % 100 == 0 ? "slow.a.test" : "a.test", "MX", id));
   c.send(stream);
   auto ids = ids_from(c, count);
   std::ranges::sort(ids);
   ASSERT_THAT(ids, SizeIs(count));
   for (std::uint16_t id = 0; id < count; ++id)
      EXPECT_EQ(ids[id], id);
}

TEST_F(lab_server_test, answers_what_was_asked_before_the_client_ended)
{
   client const c{start(), SOCK_STREAM};
   c.send(framed(query("slow.a.test", "MX", 1)) + framed(query("a.test", "MX", 2)));
   c.end_sending();
   EXPECT_THAT(ids_from(c, 2), ElementsAre(2, 1));
   EXPECT_TRUE(is_closed(c));
}

// RFC 7766 section 6.2.3.
TEST_F(lab_server_test, closes_idle_connections)
{
   lab_server_limits hasty;
   hasty.idle = duration{20};
   auto const at = start(hasty);
   client const silent{at, SOCK_STREAM};
   EXPECT_TRUE(is_closed(silent));
   client const half{at, SOCK_STREAM};
   half.send(framed(query("a.test", "MX")).substr(0, 20));
   EXPECT_TRUE(is_closed(half));
   client const unanswered{at, SOCK_STREAM};
   unanswered.send(framed(query("dead.a.test", "MX")));
   EXPECT_TRUE(is_closed(unanswered));
}

TEST_F(lab_server_test, does_not_take_waiting_for_idleness)
{
   lab_server_limits hasty;
   hasty.idle = duration{5};
   client const c{start(hasty), SOCK_STREAM};
   c.send(framed(query("slow.a.test", "MX", 9)));
   EXPECT_THAT(ids_from(c, 1), ElementsAre(9));
}

TEST_F(lab_server_test, has_few_connections_at_once)
{
   lab_server_limits few;
   few.connections = 2;
   auto const at = start(few);
   auto const first = std::make_unique<client>(at, SOCK_STREAM);
   auto second = std::make_unique<client>(at, SOCK_STREAM);
   first->send(framed(query("a.test", "MX", 1)));
   second->send(framed(query("a.test", "MX", 2)));
   EXPECT_THAT(ids_from(*first, 1), ElementsAre(1));
   EXPECT_THAT(ids_from(*second, 1), ElementsAre(2));
   client const third{at, SOCK_STREAM};
   EXPECT_TRUE(is_closed(third));
   second.reset();
   // The server learns of it in its own time.
   std::vector<std::uint16_t> ids;
   for (auto tries = 0; tries < 1000 && ids.empty(); ++tries) {
      client const fourth{at, SOCK_STREAM};
      fourth.send(framed(query("a.test", "MX", 4)));
      std::optional<std::string> got;
      EXPECT_TRUE(serve_until([&] {
         got = fourth.receive();
         return got.has_value();
      }));
      if (!got->empty())
         ids.push_back(decoded(got->substr(2)).head.id);
   }
   EXPECT_THAT(ids, ElementsAre(4));
}

TEST_F(lab_server_test, listens_on_several_addresses_of_both_families)
{
   auto const first = start();
   auto const second = server->listen({"127.0.0.2", 0});
   ASSERT_TRUE(second);
   client const c{*second, SOCK_DGRAM};
   c.send(query("a.test", "MX", 2));
   EXPECT_EQ(decoded(datagram_from(c)).head.id, 2);
   client const d{first, SOCK_DGRAM};
   d.send(query("a.test", "MX", 3));
   EXPECT_EQ(decoded(datagram_from(d)).head.id, 3);
   // Not every machine has IPv6.
   auto const sixth = server->listen({"::1", 0});
   EXPECT_THAT(sixth ? sixth->to_text() : "[::1]:", StartsWith("[::1]:"));
}

TEST_F(lab_server_test, says_why_it_cannot_listen)
{
   auto const taken = start();
   auto const again = server->listen(taken);
   ASSERT_FALSE(again);
   EXPECT_THAT(
      base::to_text(again.errors()),
      testing::AllOf(HasSubstr(taken.to_text()), HasSubstr("in use")));
   EXPECT_FALSE(server->listen({"192.0.2.1", 0})) << "not an address of this machine";
}

TEST_F(lab_server_test, may_be_destroyed_with_questions_open)
{
   auto const at = start();
   client const stream{at, SOCK_STREAM};
   client const packet{at, SOCK_DGRAM};
   stream.send(framed(query("slow.a.test", "MX", 1)) + framed(query("a.test", "MX", 2)));
   packet.send(query("slow.a.test", "MX", 3));
   EXPECT_THAT(ids_from(stream, 1), ElementsAre(2));
   server.reset();
   EXPECT_TRUE(is_closed(stream));
   auto waited = false;
   loop.run_after(duration{100}, [&] {
      waited = true;
   });
   loop.run([&] {
      return waited;
   });
   EXPECT_EQ(packet.receive().value_or(""), "");
}

TEST(is_loopback, is_127_and_one)
{
   for (auto const* yes : {"127.0.0.1", "127.255.255.254", "::1"})
      EXPECT_TRUE(is_loopback({yes, 53})) << yes;
   for (auto const* no :
        {"0.0.0.0",
         "::",
         "192.0.2.1",
         "128.0.0.1",
         "126.255.255.255",
         "::2",
         "fe80::1",
         "10.0.0.1",
         ""})
      EXPECT_FALSE(is_loopback({no, 53})) << no;
}

TEST(listen_address, may_have_port_0)
{
   struct good {
      char const* text;
      server_address is;
   };
   for (auto const& c : std::vector<good>{
           {"127.0.0.1:0", {"127.0.0.1", 0}},
           {"127.0.0.1:5300", {"127.0.0.1", 5300}},
           {"127.0.0.1", {"127.0.0.1", 53}},
           {"[::1]:0", {"::1", 0}},
           {"[::1]:5300", {"::1", 5300}},
           {"::0", {"::", 53}}}) {
      auto const at = listen_address_from_text(c.text);
      ASSERT_TRUE(at) << c.text;
      EXPECT_EQ(*at, c.is) << c.text;
   }
   for (auto const* bad : {"", ":0", "0", "127.0.0.1:", "127.0.0.1:-1", "localhost:0", "[::1:0"})
      EXPECT_FALSE(listen_address_from_text(bad)) << bad;
}

}  // namespace
}  // namespace dnslint::resolver::tests
