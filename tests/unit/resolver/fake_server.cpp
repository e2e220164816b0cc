// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/resolver/fake_server.hpp"

#include "core/base/escape.hpp"

#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace dnslint::resolver::tests {

namespace {

int bound_to_loopback(int type, std::uint16_t port)
{
   auto const made = socket(AF_INET, type, 0);
   sockaddr_in address{};
   address.sin_family = AF_INET;
   address.sin_port = htons(port);
   address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
   if (bind(made, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0)
      return made;
   close(made);
   return -1;
}

std::uint16_t port_of(int bound)
{
   sockaddr_in address{};
   socklen_t size = sizeof address;
   getsockname(bound, reinterpret_cast<sockaddr*>(&address), &size);
   return ntohs(address.sin_port);
}

std::string framed(std::string const& message)
{
   std::string out;
   out += static_cast<char>(message.size() >> 8U);
   out += static_cast<char>(message.size() & 0xffU);
   return out + message;
}

// Handlers write their answers from names in lower case; a server repeats the letters it was sent.
std::string with_letters_of(std::string const& query, std::string reply)
{
   constexpr std::size_t header_size = 12;
   auto const end = query.find('\0', header_size);
   if (end == std::string::npos || reply.size() < end)
      return reply;
   auto const sent = query.substr(header_size, end - header_size);
   if (base::equal_ignoring_case(reply.substr(header_size, sent.size()), sent))
      reply.replace(header_size, sent.size(), sent);
   return reply;
}

}  // namespace

fake_server::fake_server(handler say, listens on)
: say_{std::move(say)}
{
   // Another process may have the UDP port's number for TCP.
   for (auto i = 0; i < 100 && tcp_ < 0; ++i) {
      close(udp_);
      udp_ = bound_to_loopback(SOCK_DGRAM | SOCK_NONBLOCK, 0);
      port_ = port_of(udp_);
      tcp_ = bound_to_loopback(SOCK_STREAM, port_);
   }
   if (tcp_ < 0)
      throw std::runtime_error{"cannot listen on loopback"};
   auto const buffer = 8 << 20;
   setsockopt(udp_, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
   if (on == listens::udp_and_tcp)
      listen(tcp_, 16);
   if (pipe(stop_.data()) != 0)
      throw std::runtime_error{"no pipe"};
   thread_ = std::thread{[this] {
      serve();
   }};
}

fake_server::~fake_server()
{
   close(stop_[1]);
   thread_.join();
   for (auto const& [connection, bytes] : connections_)
      close(connection);
   close(stop_[0]);
   close(udp_);
   close(tcp_);
}

std::vector<pollfd> fake_server::descriptors() const
{
   std::vector<pollfd> all{{stop_[0], POLLIN, 0}, {udp_, POLLIN, 0}, {tcp_, POLLIN, 0}};
   for (auto const& [connection, bytes] : connections_)
      all.push_back({connection, POLLIN, 0});
   return all;
}

void fake_server::serve()
{
   for (;;) {
      auto all = descriptors();
      if (poll(all.data(), all.size(), -1) < 0)
         continue;
      if (all[0].revents != 0)
         return;
      if ((all[1].revents & POLLIN) != 0)
         serve_datagrams();
      if ((all[2].revents & POLLIN) != 0)
         accept_connection();
      for (std::size_t i = 3; i < all.size(); ++i)
         if (all[i].revents != 0 && !serve_connection(all[i].fd)) {
            close(all[i].fd);
            connections_.erase(all[i].fd);
         }
   }
}

void fake_server::serve_datagrams()
{
   std::array<char, 4096> buffer{};
   sockaddr_in client{};
   for (;;) {
      socklen_t size = sizeof client;
      auto* const from = reinterpret_cast<sockaddr*>(&client);
      auto const got = recvfrom(udp_, buffer.data(), buffer.size(), 0, from, &size);
      if (got < 0)
         return;
      ++sources_[ntohs(client.sin_port)];
      std::string const query{buffer.data(), static_cast<std::size_t>(got)};
      for (auto const& reply : say_(query, transport::udp)) {
         auto const sent = keeps_case_ ? with_letters_of(query, reply) : reply;
         sendto(udp_, sent.data(), sent.size(), 0, from, size);
      }
   }
}

void fake_server::accept_connection()
{
   if (auto const connection = accept(tcp_, nullptr, nullptr); connection >= 0)
      connections_[connection];
}

bool fake_server::serve_connection(int connection)
{
   std::array<char, 4096> buffer{};
   auto const got = recv(connection, buffer.data(), buffer.size(), 0);
   if (got <= 0)
      return false;
   auto& bytes = connections_[connection];
   bytes.append(buffer.data(), static_cast<std::size_t>(got));
   while (bytes.size() >= 2) {
      auto const size = static_cast<std::size_t>(
         static_cast<std::uint8_t>(bytes[0]) << 8U | static_cast<std::uint8_t>(bytes[1]));
      if (bytes.size() < size + 2)
         break;
      auto const replies = say_(bytes.substr(2, size), transport::tcp);
      bytes.erase(0, size + 2);
      if (replies.empty())
         return false;
      for (auto const& reply : replies) {
         auto const message = framed(reply);
         send(connection, message.data(), message.size(), MSG_NOSIGNAL);
      }
   }
   return true;
}

}  // namespace dnslint::resolver::tests
