// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_server.hpp"

#include "core/lab/lab_frames.hpp"
#include "core/lab/lab_responder.hpp"
#include "core/resolver/transport/asio_loop.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace dnslint::resolver {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using boost::system::error_code;
using duration = base::event_loop::duration;
using sending = lab_responder::sending;

constexpr std::size_t most_message = 65'535;
// So many datagrams in a row, before others get their turn.
constexpr auto streak = 64;
// The port that TCP got may be somebody's for UDP.
constexpr auto port_picks = 20;
constexpr duration accept_pause{100};

// What all sockets of one server share. Owned by each of them.
struct service {
   asio_loop* loop;
   lab_responder responder;
   lab_server_limits limits;
   std::size_t connections = 0;
   std::size_t delayed_datagrams = 0;
};
using service_ptr = std::shared_ptr<service>;

// One TCP connection. What it waits for owns it: bytes, or the time of an answer. So it goes when
// its socket is closed.
class connection : public std::enable_shared_from_this<connection> {
public:
   connection(service_ptr of, tcp::socket socket)
   : of_{std::move(of)}
   , socket_{std::move(socket)}
   {
      ++of_->connections;
   }
   connection(connection const&) = delete;
   connection& operator=(connection const&) = delete;
   ~connection() { --of_->connections; }

   void start()
   {
      error_code ignored;
      socket_.set_option(tcp::no_delay{true}, ignored);
      note_activity();
      watch(of_->limits.idle);
      read();
   }

   void close()
   {
      error_code ignored;
      socket_.close(ignored);
   }

private:
   bool has_room() const
   {
      return open_ < of_->limits.open_questions && unsent_.size() < of_->limits.unsent_bytes;
   }
   bool is_busy() const { return open_ > 0 || writing_ || !unsent_.empty(); }

   void read();
   void received(error_code const& failed, std::size_t size);
   void take_messages();
   void take(std::string const& message);
   void send(lab_responder::reply const& reply);
   void abort();
   void end_sending();
   void write();
   void write_gathered();
   void written(error_code const& failed);
   void note_activity() { active_ = of_->loop->now(); }
   void watch(duration wait);
   void look_at_idleness();

   service_ptr of_;
   tcp::socket socket_;
   lab_frames frames_;
   std::array<char, 4096> piece_{};
   std::string unsent_;
   std::string sending_;
   std::size_t open_ = 0;  // questions whose answers are delayed
   base::event_loop::time_point active_{0};
   bool reading_ = false;
   bool writing_ = false;
   bool ended_ = false;  // the peer sends no more
   bool half_closed_ = false;
   duration pause_{0};  // before each byte
};

void connection::read()
{
   if (reading_ || ended_ || !socket_.is_open() || !has_room())
      return;
   reading_ = true;
   socket_.async_read_some(
      asio::buffer(piece_),
      [self = shared_from_this()](error_code const& failed, std::size_t size) {
         self->reading_ = false;
         self->received(failed, size);
      });
}

void connection::received(error_code const& failed, std::size_t size)
{
   if (failed && failed != asio::error::eof)
      return close();
   ended_ = failed == asio::error::eof;
   frames_.add({piece_.data(), size});
   take_messages();
}

// Then goes on reading, or closes when all is said.
void connection::take_messages()
{
   while (socket_.is_open() && has_room()) {
      auto const message = frames_.next();
      if (!message)
         break;
      take(*message);
   }
   if (ended_ && !is_busy())
      return close();
   read();
}

void connection::take(std::string const& message)
{
   note_activity();
   auto reply = of_->responder.respond(message, transport::tcp);
   if (reply.wire.empty())
      return;
   if (reply.delay == duration{0})
      return send(reply);
   ++open_;
   auto const wait = reply.delay;
   of_->loop->run_after(wait, [self = shared_from_this(), reply = std::move(reply)] {
      --self->open_;
      self->send(reply);
      self->take_messages();
   });
}

void connection::send(lab_responder::reply const& reply)
{
   if (reply.departure == sending::reset)
      return abort();
   if (reply.departure == sending::half_closed)
      return end_sending();
   if (half_closed_)
      return;
   pause_ = std::max(pause_, reply.pause);
   unsent_ += framed(reply.wire);
   if (reply.departure == sending::twice)
      unsent_ += framed(reply.wire);
   write();
}

// With a reset, as the kernel does when nobody listens.
void connection::abort()
{
   error_code ignored;
   socket_.set_option(tcp::socket::linger{true, 0}, ignored);
   close();
}

void connection::end_sending()
{
   error_code ignored;
   half_closed_ = true;
   unsent_.clear();
   socket_.shutdown(tcp::socket::shutdown_send, ignored);
}

// A stream that has become slow stays so until everything has left.
void connection::write()
{
   if (writing_ || unsent_.empty() || !socket_.is_open())
      return;
   writing_ = true;
   if (pause_ == duration{0}) {
      sending_ = std::exchange(unsent_, {});
      return write_gathered();
   }
   sending_ = unsent_.substr(0, 1);
   unsent_.erase(0, 1);
   of_->loop->run_after(pause_, [self = shared_from_this()] {
      self->write_gathered();
   });
}

void connection::write_gathered()
{
   asio::async_write(
      socket_,
      asio::buffer(sending_),
      [self = shared_from_this()](error_code const& failed, std::size_t) {
         self->writing_ = false;
         self->written(failed);
      });
}

void connection::written(error_code const& failed)
{
   if (failed)
      return close();
   note_activity();
   if (unsent_.empty())
      pause_ = duration{0};
   write();
   take_messages();
}

void connection::watch(duration wait)
{
   of_->loop->run_after(wait, [weak = weak_from_this()] {
      if (auto const self = weak.lock())
         self->look_at_idleness();
   });
}

// RFC 7766 section 6.2.3. Who waits for a delayed answer is not idle; who does not read its answers
// is.
void connection::look_at_idleness()
{
   if (!socket_.is_open())
      return;
   if (open_ > 0 && !writing_)
      note_activity();
   auto const left = active_ + of_->limits.idle - of_->loop->now();
   if (left <= duration{0})
      return close();
   watch(left);
}

// The TCP socket that listens. Owned by its handlers and the server.
class acceptor : public std::enable_shared_from_this<acceptor> {
public:
   explicit acceptor(service_ptr of)
   : of_{std::move(of)}
   , socket_{of_->loop->context()}
   {}

   error_code open(tcp::endpoint const& at)
   {
      error_code failed;
      socket_.open(at.protocol(), failed);
      if (!failed)
         socket_.set_option(tcp::acceptor::reuse_address{true}, failed);
      if (!failed && at.address().is_v6())
         socket_.set_option(asio::ip::v6_only{true}, failed);
      if (!failed)
         socket_.bind(at, failed);
      if (!failed)
         socket_.listen(tcp::acceptor::max_listen_connections, failed);
      return failed;
   }
   tcp::endpoint endpoint() const { return socket_.local_endpoint(); }

   void accept()
   {
      if (socket_.is_open())
         socket_.async_accept(
            [self = shared_from_this()](error_code const& failed, tcp::socket socket) {
               self->accepted(failed, std::move(socket));
            });
   }

   void close()
   {
      error_code ignored;
      socket_.close(ignored);
      for (auto const& weak : connections_)
         if (auto const open = weak.lock())
            open->close();
   }

private:
   void accepted(error_code const& failed, tcp::socket socket)
   {
      if (!socket_.is_open())
         return;
      // Out of descriptors, for one: those that are open must end first.
      if (failed) {
         of_->loop->run_after(accept_pause, [weak = weak_from_this()] {
            if (auto const self = weak.lock())
               self->accept();
         });
         return;
      }
      if (of_->connections < of_->limits.connections) {
         auto const made = std::make_shared<connection>(of_, std::move(socket));
         std::erase_if(connections_, [](auto const& weak) {
            return weak.expired();
         });
         connections_.push_back(made);
         made->start();
      }
      accept();
   }

   service_ptr of_;
   tcp::acceptor socket_;
   std::vector<std::weak_ptr<connection>> connections_;
};

// The UDP socket. Owned by its handlers and the server.
class datagrams : public std::enable_shared_from_this<datagrams> {
public:
   explicit datagrams(service_ptr of)
   : of_{std::move(of)}
   , socket_{of_->loop->context()}
   {}

   error_code open(udp::endpoint const& at)
   {
      error_code failed;
      socket_.open(at.protocol(), failed);
      if (!failed && at.address().is_v6())
         socket_.set_option(asio::ip::v6_only{true}, failed);
      if (!failed)
         socket_.non_blocking(true, failed);
      if (!failed)
         socket_.bind(at, failed);
      return failed;
   }

   void wait()
   {
      if (socket_.is_open())
         socket_.async_wait(
            udp::socket::wait_read, [self = shared_from_this()](error_code const& failed) {
               if (!failed)
                  self->receive();
               if (failed != asio::error::operation_aborted)
                  self->wait();
            });
   }

   void close()
   {
      error_code ignored;
      socket_.close(ignored);
   }

private:
   void receive()
   {
      for (auto i = 0; i < streak; ++i) {
         error_code failed;
         udp::endpoint from;
         auto const size = socket_.receive_from(asio::buffer(buffer_), from, 0, failed);
         if (failed)
            return;
         answer({buffer_.data(), size}, from);
      }
   }

   void answer(std::string_view request, udp::endpoint const& to)
   {
      auto reply = of_->responder.respond(request, transport::udp);
      if (reply.wire.empty())
         return;
      if (reply.delay == duration{0})
         return send(reply, to);
      if (of_->delayed_datagrams >= of_->limits.delayed_datagrams)
         return;
      ++of_->delayed_datagrams;
      auto const wait = reply.delay;
      of_->loop->run_after(wait, [weak = weak_from_this(), of = of_, reply = std::move(reply), to] {
         --of->delayed_datagrams;
         if (auto const self = weak.lock())
            self->send(reply, to);
      });
   }

   // What the kernel does not take is lost, as datagrams are.
   void send(lab_responder::reply const& reply, udp::endpoint const& to)
   {
      error_code lost;
      if (reply.departure == sending::from_another_port)
         return send_from_another_port(reply.wire, to);
      socket_.send_to(asio::buffer(reply.wire), to, 0, lost);
      if (reply.departure == sending::twice)
         socket_.send_to(asio::buffer(reply.wire), to, 0, lost);
   }

   void send_from_another_port(std::string const& wire, udp::endpoint const& to)
   {
      error_code lost;
      udp::endpoint from = socket_.local_endpoint(lost);
      from.port(0);
      udp::socket other{of_->loop->context()};
      other.open(from.protocol(), lost);
      if (!lost)
         other.bind(from, lost);
      if (!lost)
         other.send_to(asio::buffer(wire), to, 0, lost);
   }

   service_ptr of_;
   udp::socket socket_;
   std::vector<char> buffer_ = std::vector<char>(most_message);
};

base::diagnostic cannot_listen(server_address const& at, std::string const& reason)
{
   return base::error(
      fmt::format("cannot listen on {}: {}", at.to_text(), reason),
      "port 0 picks one that is free");
}

}  // namespace

struct lab_server::state {
   error_code open(asio::ip::address const& address, std::uint16_t port, std::uint16_t& got);

   service_ptr shared;
   std::vector<std::shared_ptr<acceptor>> streams;
   std::vector<std::shared_ptr<datagrams>> packets;
};

error_code lab_server::state::open(
   asio::ip::address const& address, std::uint16_t port, std::uint16_t& got)
{
   auto const stream = std::make_shared<acceptor>(shared);
   auto const packet = std::make_shared<datagrams>(shared);
   if (auto const failed = stream->open({address, port}))
      return failed;
   got = stream->endpoint().port();
   if (auto const failed = packet->open({address, got}))
      return failed;
   stream->accept();
   packet->wait();
   streams.push_back(stream);
   packets.push_back(packet);
   return {};
}

lab_server::lab_server(
   asio_loop& loop, lab const& zones, std::uint64_t seed, lab_server_limits const& limits)
: state_{std::make_unique<state>()}
{
   state_->shared =
      std::make_shared<service>(service{&loop, lab_responder{zones, seed}, limits, 0, 0});
}

lab_server::~lab_server()
{
   for (auto const& s : state_->streams)
      s->close();
   for (auto const& p : state_->packets)
      p->close();
}

base::result<server_address> lab_server::listen(server_address const& at)
{
   error_code failed;
   auto const address = asio::ip::make_address(at.address, failed);
   if (failed)
      return cannot_listen(at, failed.message());
   auto const picks = at.port == 0 ? port_picks : 1;
   for (auto i = 0; i < picks; ++i) {
      std::uint16_t port = 0;
      failed = state_->open(address, at.port, port);
      if (!failed)
         return server_address{at.address, port};
      if (failed != asio::error::address_in_use)
         break;
   }
   return cannot_listen(at, failed.message());
}

}  // namespace dnslint::resolver
