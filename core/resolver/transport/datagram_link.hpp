// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/transport/cares_source.hpp"
#include "core/resolver/transport/descriptor_watch.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <sys/socket.h>
#include <sys/uio.h>
#include <vector>

namespace dnslint::resolver {

class udp_port;

// Receives the datagrams of the ports that it took.
class datagram_receiver {
public:
   virtual ~datagram_receiver() = default;
   virtual void received(udp_port& from, std::string_view datagram) = 0;
   // The port has no more datagrams at this time.
   virtual void drained() = 0;
};

// One connected UDP socket with a source port that the kernel chose, and the queries that wait to
// be sent on it. The link owns it.
class udp_port {
public:
   udp_port(int descriptor, datagram_receiver& owner)
   : descriptor_{descriptor}
   , owner_{&owner}
   {}
   udp_port(udp_port const&) = delete;
   udp_port& operator=(udp_port const&) = delete;
   ~udp_port();

private:
   friend class datagram_link;

   int descriptor_;
   datagram_receiver* owner_;
   unsigned asked_ = 0;  // questions that took this port
   unsigned open_ = 0;   // questions of these that have not ended
   std::vector<iovec> unsent_;
};

// The UDP side of one upstream. Queries are gathered until the work of this turn of the loop is
// done, and then sent by sendmmsg(2), one call per port. Datagrams are received by recvmmsg(2) into
// one ring. A port carries as many questions as the mode allows and is then replaced by a new port.
class datagram_link {
public:
   // Borrows the loop and the counters.
   datagram_link(
      asio_loop& loop, server_address const& server, send_mode mode, datagram_counters& counted);
   datagram_link(datagram_link const&) = delete;
   datagram_link& operator=(datagram_link const&) = delete;
   ~datagram_link();

   // A port for one more question of `owner`. Null if the system refuses; errno then says why.
   udp_port* take(datagram_receiver& owner);
   // `query` is borrowed until settled() is called for the question.
   void send(udp_port& port, std::string_view query);
   // One question of the port was answered or given up.
   void settled(udp_port& of);
   // Closes the ports that `owner` took.
   void forget(datagram_receiver const& owner);

private:
   struct ring;
   using port_ptr = std::unique_ptr<udp_port>;

   udp_port* open_port(datagram_receiver& owner);
   unsigned most_questions() const noexcept;
   void flush();
   void read_ready();
   void drain(udp_port& from);
   void retire(udp_port const& full);
   void sweep();
   void want_answers();

   asio_loop* loop_;
   sockaddr_storage peer_{};
   socklen_t peer_size_ = 0;
   bool offload_ = false;
   datagram_counters* counted_;
   // An epoll instance, so that the loop watches one descriptor for all ports.
   int ready_ports_;
   std::unique_ptr<descriptor_watch> watch_;
   std::unique_ptr<ring> ring_;
   std::vector<port_ptr> ports_;
   std::vector<port_ptr> retired_;
   std::vector<udp_port*> to_flush_;
   udp_port* last_taken_ = nullptr;
   std::size_t open_ = 0;
   bool sweeping_ = false;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
