// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/query_socket.hpp"

#include <cerrno>
#include <cstddef>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace dnslint::resolver {

namespace {

constexpr int receive_buffer = 4 << 20;
// An error on a UDP socket tells of an earlier datagram and is gone once told.
constexpr int most_pending_errors = 8;

void set_option(int socket, int level, int option, int value)
{
   setsockopt(socket, level, option, &value, sizeof value);
}

std::size_t size_of(std::span<iovec const> parts)
{
   std::size_t size = 0;
   for (auto const& part : parts)
      size += part.iov_len;
   return size;
}

ssize_t send_message(int socket, std::span<iovec const> parts)
{
   msghdr message{};
   message.msg_iov = const_cast<iovec*>(parts.data());
   message.msg_iovlen = parts.size();
   return sendmsg(socket, &message, MSG_NOSIGNAL);
}

}  // namespace

int open_query_socket(int family, int type)
{
   auto const opened = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
   if (opened < 0)
      return opened;
   if (type == SOCK_STREAM) {
      set_option(opened, IPPROTO_TCP, TCP_NODELAY, 1);
   } else {
      set_option(opened, SOL_SOCKET, SO_RCVBUF, receive_buffer);
      // Beyond net.core.rmem_max, for those who may.
      set_option(opened, SOL_SOCKET, SO_RCVBUFFORCE, receive_buffer);
   }
   return opened;
}

ssize_t send_datagram(int socket, std::span<iovec const> parts, datagram_counters& counted)
{
   for (auto i = 0; i < most_pending_errors; ++i) {
      if (send_message(socket, parts) >= 0) {
         ++counted.sent;
         return static_cast<ssize_t>(size_of(parts));
      }
      if (errno == ECONNREFUSED)
         ++counted.icmp_errors;
      else if (errno != EINTR)
         break;
   }
   ++counted.not_sent;
   return static_cast<ssize_t>(size_of(parts));
}

ssize_t send_stream(int socket, std::span<iovec const> parts)
{
   return send_message(socket, parts);
}

std::optional<std::string_view> receive_datagram(
   int socket, std::span<char> buffer, datagram_counters& counted)
{
   for (auto i = 0; i < most_pending_errors; ++i) {
      auto const size = recv(socket, buffer.data(), buffer.size(), 0);
      if (size >= 0)
         return std::string_view{buffer.data(), static_cast<std::size_t>(size)};
      if (errno == EAGAIN || errno == EWOULDBLOCK)
         break;
      if (errno != EINTR)
         ++counted.icmp_errors;
   }
   return std::nullopt;
}

}  // namespace dnslint::resolver
