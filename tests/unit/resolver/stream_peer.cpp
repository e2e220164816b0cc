// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/resolver/stream_peer.hpp"

#include <algorithm>
#include <array>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace dnslint::resolver::tests {

std::string peer_connection::next_bytes() const
{
   std::array<char, 65'536> buffer{};
   auto const got = recv(descriptor_, buffer.data(), buffer.size(), 0);
   return {buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
}

std::optional<std::string> peer_connection::next_query()
{
   for (;;) {
      auto const size = received_.size() < 2
                           ? std::size_t{0}
                           : std::size_t{static_cast<std::uint8_t>(received_[0])} << 8U |
                                static_cast<std::uint8_t>(received_[1]);
      if (received_.size() >= 2 && received_.size() >= size + 2) {
         auto query = received_.substr(2, size);
         received_.erase(0, size + 2);
         return query;
      }
      auto const more = next_bytes();
      if (more.empty())
         return std::nullopt;
      received_ += more;
   }
}

bool peer_connection::send(std::string const& bytes) const
{
   return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0;
}

bool peer_connection::reply(std::string const& message) const
{
   std::string const length{
      static_cast<char>(message.size() >> 8U), static_cast<char>(message.size() & 0xffU)};
   return send(length + message);
}

void peer_connection::end_writing() const
{
   shutdown(descriptor_, SHUT_WR);
}

stream_peer::stream_peer(script play)
: play_{std::move(play)}
, listening_{socket(AF_INET, SOCK_STREAM, 0)}
{
   sockaddr_in address{};
   socklen_t size = sizeof address;
   address.sin_family = AF_INET;
   address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
   auto* const any = reinterpret_cast<sockaddr*>(&address);
   if (
      bind(listening_, any, size) != 0 || listen(listening_, 64) != 0 ||
      getsockname(listening_, any, &size) != 0)
      throw std::runtime_error{"cannot listen on loopback"};
   port_ = ntohs(address.sin_port);
   accepting_ = std::thread{[this] {
      accept_connections();
   }};
}

stream_peer::~stream_peer()
{
   shutdown(listening_, SHUT_RDWR);
   accepting_.join();
   {
      std::lock_guard const lock{guard_};
      for (auto const descriptor : open_)
         shutdown(descriptor, SHUT_RDWR);
   }
   for (auto& player : players_)
      player.join();
   close(listening_);
}

void stream_peer::accept_connections()
{
   for (;;) {
      auto const descriptor = accept(listening_, nullptr, nullptr);
      if (descriptor < 0)
         return;
      ++accepted_;
      {
         std::lock_guard const lock{guard_};
         open_.push_back(descriptor);
      }
      players_.emplace_back([this, descriptor] {
         peer_connection with{descriptor};
         play_(with);
         std::lock_guard const lock{guard_};
         std::erase(open_, descriptor);
         close(descriptor);
      });
   }
}

}  // namespace dnslint::resolver::tests
