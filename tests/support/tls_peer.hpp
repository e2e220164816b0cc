// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/certificates.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace dnslint::tests {

// The server's side of one connection, blocking. What is not said stays unsaid: without
// close_well() the connection ends without close_notify.
class tls_connection {
public:
   tls_connection(int descriptor, ssl_ctx_st* context);
   tls_connection(tls_connection const&) = delete;
   tls_connection& operator=(tls_connection const&) = delete;
   ~tls_connection();

   bool handshake();
   // Up to the empty line that ends a header; empty if the other side has gone.
   std::string read_header();
   bool send(std::string_view bytes);  // over TLS
   bool send_in_clear(std::string_view bytes) const;
   void read_in_clear() const;  // whatever there is
   void close_well();           // sends close_notify
   void reset() const;          // the connection will end by RST
   void wait_for_end() const;   // until the other side has gone

private:
   int descriptor_;
   ssl_st* tls_;
};

// A host on 127.0.0.1 whose connections are played by a script, each in a thread of its own, and
// closed when the script returns.
class tls_peer {
public:
   using script = std::function<void(tls_connection&)>;

   tls_peer(certificate_files const& shown, script play);
   tls_peer(tls_peer const&) = delete;
   tls_peer& operator=(tls_peer const&) = delete;
   ~tls_peer();

   std::uint16_t port() const noexcept { return port_; }
   unsigned accepted() const noexcept { return accepted_; }
   // The most connections that were open at once.
   unsigned most_open() const noexcept { return most_open_; }

private:
   void accept_connections();
   void play(int descriptor);

   script play_;
   std::shared_ptr<ssl_ctx_st> context_;
   int listening_ = -1;
   std::uint16_t port_ = 0;
   std::atomic<unsigned> accepted_ = 0;
   std::atomic<unsigned> most_open_ = 0;
   std::mutex guard_;
   std::vector<int> open_;
   std::vector<std::thread> players_;
   std::thread accepting_;
};

}  // namespace dnslint::tests
