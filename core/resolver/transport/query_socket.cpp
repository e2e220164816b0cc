// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/query_socket.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <sys/socket.h>

namespace dnslint::resolver {

namespace {

constexpr int receive_buffer = 4 << 20;
constexpr int send_buffer = 1 << 20;
// A pending error of a UDP socket is about an earlier datagram and disappears once it is reported.
constexpr int most_pending_errors = 8;
constexpr std::size_t most_messages = 128;  // messages per system call
// Limits of the kernel: UDP_MAX_SEGMENTS, and the size of a packet less some room for headers.
constexpr std::size_t most_segments = 64;
constexpr std::size_t largest_packet = 65'000;

void set_option(int socket, int level, int option, int value)
{
   setsockopt(socket, level, option, &value, sizeof value);
}

// Sends `messages` and returns how many of them the kernel took. errno is about the first message
// that it did not take.
std::size_t send_messages(int socket, std::span<mmsghdr> messages, datagram_counters& counted)
{
   std::size_t taken = 0;
   for (auto errors = 0; taken != messages.size() && errors != most_pending_errors;) {
      auto const rest = messages.subspan(taken);
      auto const sent =
         sendmmsg(socket, rest.data(), static_cast<unsigned>(rest.size()), MSG_NOSIGNAL);
      if (sent > 0) {
         taken += static_cast<std::size_t>(sent);
         continue;
      }
      if (errno != ECONNREFUSED && errno != EINTR)
         break;
      counted.icmp_errors += errno == ECONNREFUSED ? 1U : 0U;
      ++errors;
   }
   return taken;
}

// One message that holds several queries of equal length, and the length at which the kernel cuts
// it.
struct segmented {
   alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(std::uint16_t))> control{};

   mmsghdr message(std::span<iovec> queries)
   {
      mmsghdr m{};
      m.msg_hdr.msg_iov = queries.data();
      m.msg_hdr.msg_iovlen = queries.size();
      if (queries.size() > 1)
         cut_into(m.msg_hdr, static_cast<std::uint16_t>(queries.front().iov_len));
      return m;
   }

private:
   void cut_into(msghdr& m, std::uint16_t size)
   {
      m.msg_control = control.data();
      m.msg_controllen = control.size();
      auto* const head = CMSG_FIRSTHDR(&m);
      head->cmsg_level = SOL_UDP;
      head->cmsg_type = UDP_SEGMENT;
      head->cmsg_len = CMSG_LEN(sizeof size);
      std::memcpy(CMSG_DATA(head), &size, sizeof size);
   }
};

// How many queries at the front of `queries` fit into one packet.
std::size_t run_length(std::span<iovec const> queries)
{
   auto const size = queries.front().iov_len;
   auto const places = std::min({queries.size(), most_segments, largest_packet / size});
   std::size_t count = 1;
   while (count < places && queries[count].iov_len == size)
      ++count;
   return count;
}

}  // namespace

int open_query_socket(int family, int type)
{
   auto const opened = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
   if (opened < 0)
      return opened;
   if (type == SOCK_STREAM) {
      set_option(opened, IPPROTO_TCP, TCP_NODELAY, 1);
      // Queries are few packets. With this option the kernel does not double the wait before it
      // sends lost packets again, up to six times.
      set_option(opened, IPPROTO_TCP, TCP_THIN_LINEAR_TIMEOUTS, 1);
   } else {
      set_option(opened, SOL_SOCKET, SO_SNDBUF, send_buffer);
      set_option(opened, SOL_SOCKET, SO_RCVBUF, receive_buffer);
      // A privileged process may exceed net.core.rmem_max.
      set_option(opened, SOL_SOCKET, SO_RCVBUFFORCE, receive_buffer);
   }
   return opened;
}

void send_datagrams(int socket, std::span<iovec const> queries, datagram_counters& counted)
{
   std::array<mmsghdr, most_messages> messages{};
   while (!queries.empty()) {
      auto const now = queries.first(std::min(queries.size(), messages.size()));
      for (std::size_t i = 0; i != now.size(); ++i) {
         messages[i].msg_hdr.msg_iov = const_cast<iovec*>(&now[i]);
         messages[i].msg_hdr.msg_iovlen = 1;
      }
      auto const taken = send_messages(socket, std::span{messages}.first(now.size()), counted);
      counted.sent += taken;
      counted.not_sent += now.size() - taken;
      queries = queries.subspan(now.size());
   }
}

bool send_segmented(int socket, std::span<iovec> queries, datagram_counters& counted)
{
   std::ranges::sort(queries, {}, &iovec::iov_len);
   while (!queries.empty()) {
      segmented packet;
      auto const run = queries.first(run_length(queries));
      auto message = packet.message(run);
      if (send_messages(socket, {&message, 1}, counted) == 1)
         counted.sent += run.size();
      else if (errno == EIO || errno == EINVAL || errno == ENOPROTOOPT || errno == EMSGSIZE) {
         send_datagrams(socket, queries, counted);
         return false;
      } else
         counted.not_sent += run.size();
      queries = queries.subspan(run.size());
   }
   return true;
}

bool knows_segmentation(int socket)
{
   int const none = 0;
   return setsockopt(socket, SOL_UDP, UDP_SEGMENT, &none, sizeof none) == 0;
}

std::uint64_t datagrams_lost(int socket)
{
   std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
   socklen_t size = sizeof memory;
   if (getsockopt(socket, SOL_SOCKET, SO_MEMINFO, memory.data(), &size) != 0)
      return 0;
   return memory[SK_MEMINFO_DROPS];
}

}  // namespace dnslint::resolver
