// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/source.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <poll.h>
#include <string>
#include <thread>
#include <vector>

namespace dnslint::resolver::tests {

// A name server on 127.0.0.1, UDP and TCP, in a thread of its own, that says whatever bytes its
// handler gives, in as many messages. Over TCP, none means that it closes the connection.
class fake_server {
public:
   using handler = std::function<std::vector<std::string>(std::string const& query, transport via)>;
   enum class listens : std::uint8_t { udp_and_tcp, udp_only };

   explicit fake_server(handler say, listens on = listens::udp_and_tcp);
   fake_server(fake_server const&) = delete;
   fake_server& operator=(fake_server const&) = delete;
   ~fake_server();

   std::uint16_t port() const noexcept { return port_; }
   // Unless told, answers over UDP repeat the letters of their query's name.
   void fold_case(bool folds) noexcept { keeps_case_ = !folds; }
   // How many queries came from each source port over UDP; when the server is at rest.
   std::map<std::uint16_t, unsigned> const& sources() const noexcept { return sources_; }

private:
   void serve();
   void serve_datagrams();
   void accept_connection();
   bool serve_connection(int connection);
   std::vector<pollfd> descriptors() const;

   handler say_;
   std::atomic<bool> keeps_case_ = true;
   std::uint16_t port_ = 0;
   int udp_ = -1;
   int tcp_ = -1;
   std::array<int, 2> stop_{};
   std::map<std::uint16_t, unsigned> sources_;
   std::map<int, std::string> connections_;  // and what they have sent
   std::thread thread_;
};

}  // namespace dnslint::resolver::tests
