// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tls_peer.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace dnslint::tests {

tls_connection::tls_connection(int descriptor, SSL_CTX* context)
: descriptor_{descriptor}
, tls_{SSL_new(context)}
{
   SSL_set_fd(tls_, descriptor);
}

tls_connection::~tls_connection()
{
   SSL_free(tls_);
   ERR_clear_error();
}

bool tls_connection::handshake()
{
   return SSL_accept(tls_) == 1;
}

std::string tls_connection::read_header()
{
   std::string header;
   std::array<char, 4096> buffer{};
   while (header.find("\r\n\r\n") == std::string::npos) {
      auto const got = SSL_read(tls_, buffer.data(), static_cast<int>(buffer.size()));
      if (got <= 0)
         return {};
      header.append(buffer.data(), static_cast<std::size_t>(got));
   }
   return header;
}

bool tls_connection::send(std::string_view bytes)
{
   return SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size())) > 0;
}

bool tls_connection::send_in_clear(std::string_view bytes) const
{
   return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0;
}

void tls_connection::read_in_clear() const
{
   std::array<char, 4096> buffer{};
   static_cast<void>(recv(descriptor_, buffer.data(), buffer.size(), 0));
}

void tls_connection::close_well()
{
   SSL_shutdown(tls_);
}

void tls_connection::reset() const
{
   linger const at_once{1, 0};
   setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void tls_connection::wait_for_end() const
{
   std::array<char, 4096> buffer{};
   while (recv(descriptor_, buffer.data(), buffer.size(), 0) > 0) {
   }
}

tls_peer::tls_peer(certificate_files const& shown, script play)
: play_{std::move(play)}
, context_{SSL_CTX_new(TLS_server_method()), SSL_CTX_free}
, listening_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)}
{
   std::signal(SIGPIPE, SIG_IGN);
   SSL_CTX_set_security_level(context_.get(), 0);  // so that weak certificates can be shown
   if (
      SSL_CTX_use_certificate_chain_file(context_.get(), shown.certificate.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context_.get(), shown.key.c_str(), SSL_FILETYPE_PEM) != 1)
      throw std::runtime_error{"no certificate in " + shown.certificate.string()};
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

tls_peer::~tls_peer()
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

void tls_peer::play(int descriptor)
{
   {
      tls_connection with{descriptor, context_.get()};
      play_(with);
   }
   std::lock_guard const lock{guard_};
   std::erase(open_, descriptor);
   close(descriptor);
}

void tls_peer::accept_connections()
{
   for (;;) {
      auto const descriptor = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
      if (descriptor < 0)
         return;
      ++accepted_;
      {
         std::lock_guard const lock{guard_};
         open_.push_back(descriptor);
         most_open_ = std::max(most_open_.load(), static_cast<unsigned>(open_.size()));
      }
      players_.emplace_back([this, descriptor] {
         play(descriptor);
      });
   }
}

}  // namespace dnslint::tests
