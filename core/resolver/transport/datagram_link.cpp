// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/datagram_link.hpp"

#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/query_socket.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace dnslint::resolver {

namespace {

// The number makes a guesser find one port among many (RFC 5452 section 9.2), and keeps the
// kernel's tables small.
constexpr unsigned most_spread = 100;
constexpr unsigned most_offloaded = 1000;

constexpr std::size_t most_ready = 64;
// Batches from one port before the other ports get their turn.
constexpr std::size_t most_batches = 4;

socklen_t socket_address(server_address const& server, sockaddr_storage& to)
{
   if (server.address.find(':') == std::string::npos) {
      sockaddr_in v4{};
      v4.sin_family = AF_INET;
      v4.sin_port = htons(server.port);
      inet_pton(AF_INET, server.address.c_str(), &v4.sin_addr);
      std::memcpy(&to, &v4, sizeof v4);
      return sizeof v4;
   }
   sockaddr_in6 v6{};
   v6.sin6_family = AF_INET6;
   v6.sin6_port = htons(server.port);
   inet_pton(AF_INET6, server.address.c_str(), &v6.sin6_addr);
   std::memcpy(&to, &v6, sizeof v6);
   return sizeof v6;
}

}  // namespace

// Room for one batch of datagrams. EDNS allows servers 1,232 bytes, but they send up to 4,096. The
// end of longer datagrams is lost. The stride is not a power of two, since the datagrams would then
// share few cache lines.
struct datagram_link::ring {
   static constexpr std::size_t places = 64;
   static constexpr std::size_t room = 4096 + 64;

   ring()
   {
      for (std::size_t i = 0; i != places; ++i) {
         parts[i] = {bytes[i].data(), room};
         messages[i].msg_hdr.msg_iov = &parts[i];
         messages[i].msg_hdr.msg_iovlen = 1;
      }
   }

   // A datagram that was cut here gets TC, as if the server had cut it (RFC 1035 section 4.1.1).
   std::string_view datagram(std::size_t i)
   {
      auto const& m = messages[i];
      if ((m.msg_hdr.msg_flags & MSG_TRUNC) != 0)
         bytes[i][2] = static_cast<char>(bytes[i][2] | 0x02);
      return {bytes[i].data(), m.msg_len};
   }

   std::array<std::array<char, room>, places> bytes;
   std::array<iovec, places> parts{};
   std::array<mmsghdr, places> messages{};
};

udp_port::~udp_port()
{
   close(descriptor_);
}

datagram_link::datagram_link(
   asio_loop& loop, server_address const& server, send_mode mode, datagram_counters& counted)
: loop_{&loop}
, peer_size_{socket_address(server, peer_)}
, offload_{mode == send_mode::offload}
, counted_{&counted}
, ready_ports_{epoll_create1(EPOLL_CLOEXEC)}
, ring_{std::make_unique<ring>()}
{
   if (ready_ports_ >= 0)
      watch_ =
         std::make_unique<descriptor_watch>(loop, ready_ports_, [this](descriptor_watch::ready) {
            read_ready();
         });
}

datagram_link::~datagram_link()
{
   watch_.reset();
   if (ready_ports_ >= 0)
      close(ready_ports_);
}

unsigned datagram_link::most_questions() const noexcept
{
   return offload_ ? most_offloaded : most_spread;
}

udp_port* datagram_link::take(datagram_receiver& owner)
{
   auto const has_room = [&](udp_port const& p) {
      return p.owner_ == &owner && p.asked_ < most_questions();
   };
   if (last_taken_ == nullptr || !has_room(*last_taken_)) {
      auto const usable = std::ranges::find_if(ports_, [&](port_ptr const& p) {
         return has_room(*p);
      });
      last_taken_ = usable == ports_.end() ? open_port(owner) : usable->get();
   }
   if (last_taken_ == nullptr)
      return nullptr;
   ++last_taken_->asked_;
   ++last_taken_->open_;
   if (open_++ == 0)
      want_answers();
   return last_taken_;
}

udp_port* datagram_link::open_port(datagram_receiver& owner)
{
   if (!watch_)
      return nullptr;
   auto const opened = open_query_socket(peer_.ss_family, SOCK_DGRAM);
   if (opened < 0)
      return nullptr;
   auto port = std::make_unique<udp_port>(opened, owner);
   epoll_event wanted{};
   wanted.events = EPOLLIN;
   wanted.data.ptr = port.get();
   if (
      connect(opened, reinterpret_cast<sockaddr const*>(&peer_), peer_size_) != 0 ||
      epoll_ctl(ready_ports_, EPOLL_CTL_ADD, opened, &wanted) != 0)
      return nullptr;
   offload_ = offload_ && knows_segmentation(opened);
   return ports_.emplace_back(std::move(port)).get();
}

void datagram_link::send(udp_port& port, std::string_view query)
{
   if (to_flush_.empty())
      loop_->post([this, alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            flush();
      });
   if (port.unsent_.empty())
      to_flush_.push_back(&port);
   port.unsent_.push_back({const_cast<char*>(query.data()), query.size()});
}

void datagram_link::flush()
{
   for (auto* const port : std::exchange(to_flush_, {})) {
      if (offload_)
         offload_ = send_segmented(port->descriptor_, port->unsent_, *counted_);
      else
         send_datagrams(port->descriptor_, port->unsent_, *counted_);
      port->unsent_.clear();
   }
}

void datagram_link::read_ready()
{
   std::array<epoll_event, most_ready> ready{};
   auto const count = epoll_wait(ready_ports_, ready.data(), static_cast<int>(ready.size()), 0);
   for (auto i = 0; i < count; ++i)
      drain(*static_cast<udp_port*>(ready[static_cast<std::size_t>(i)].data.ptr));
}

void datagram_link::drain(udp_port& from)
{
   auto errors = 0;
   for (std::size_t batch = 0; batch != most_batches && errors != 8; ++batch) {
      auto const count =
         recvmmsg(from.descriptor_, ring_->messages.data(), ring::places, MSG_DONTWAIT, nullptr);
      if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
         break;
      if (count < 0) {
         // An ICMP error is about one datagram, but c-ares would fail every question in flight.
         counted_->icmp_errors += errno == EINTR ? 0U : 1U;
         ++errors;
         continue;
      }
      for (std::size_t i = 0; i != static_cast<std::size_t>(count); ++i)
         from.owner_->received(from, ring_->datagram(i));
      if (static_cast<std::size_t>(count) < ring::places)
         break;
   }
   from.owner_->drained();
}

void datagram_link::settled(udp_port& of)
{
   --of.open_;
   --open_;
   if (of.open_ == 0 && of.asked_ >= most_questions())
      retire(of);
   if (open_ == 0)
      want_answers();
}

// The port may be in use for reading, so it is closed later.
void datagram_link::retire(udp_port const& full)
{
   last_taken_ = last_taken_ == &full ? nullptr : last_taken_;
   auto const found = std::ranges::find(ports_, &full, &port_ptr::get);
   retired_.push_back(std::move(*found));
   ports_.erase(found);
   if (!std::exchange(sweeping_, true))
      loop_->post([this, alive = std::weak_ptr{alive_}] {
         if (!alive.expired())
            sweep();
      });
}

void datagram_link::sweep()
{
   sweeping_ = false;
   for (auto const& p : retired_)
      counted_->lost_by_kernel += datagrams_lost(p->descriptor_);
   retired_.clear();
}

void datagram_link::forget(datagram_receiver const& owner)
{
   last_taken_ = nullptr;
   std::erase_if(to_flush_, [&](udp_port const* p) {
      return p->owner_ == &owner;
   });
   auto const is_owned = [&](port_ptr const& p) {
      return p->owner_ == &owner;
   };
   for (auto const& p : ports_)
      if (is_owned(p)) {
         open_ -= p->open_;
         counted_->lost_by_kernel += datagrams_lost(p->descriptor_);
      }
   std::erase_if(ports_, is_owned);
   std::erase_if(retired_, is_owned);
   want_answers();
}

// An idle socket must not keep the loop running.
void datagram_link::want_answers()
{
   if (watch_)
      watch_->want(open_ > 0, false);
}

}  // namespace dnslint::resolver
