// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace dnslint::resolver::tests {

// The other side of one TCP connection, blocking.
class peer_connection {
public:
   explicit peer_connection(int descriptor)
   : descriptor_{descriptor}
   {}

   // The next message; null when there are no more.
   std::optional<std::string> next_query();
   // Whatever there is to read; empty at the end.
   std::string next_bytes() const;
   // False when nobody takes it.
   bool send(std::string const& bytes) const;
   // `message` behind its length.
   bool reply(std::string const& message) const;
   void end_writing() const;

private:
   int descriptor_;
   std::string received_;
};

// A name server's TCP side on 127.0.0.1: each connection is played by a script, in a thread of its
// own, and closed when the script returns.
class stream_peer {
public:
   using script = std::function<void(peer_connection&)>;

   explicit stream_peer(script play);
   stream_peer(stream_peer const&) = delete;
   stream_peer& operator=(stream_peer const&) = delete;
   ~stream_peer();

   std::uint16_t port() const noexcept { return port_; }
   unsigned accepted() const noexcept { return accepted_; }

private:
   void accept_connections();

   script play_;
   int listening_ = -1;
   std::uint16_t port_ = 0;
   std::atomic<unsigned> accepted_ = 0;
   std::mutex guard_;
   std::vector<int> open_;
   std::vector<std::thread> players_;
   std::thread accepting_;
};

}  // namespace dnslint::resolver::tests
