// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/lab.hpp"
#include "core/resolver/answers/server_address.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace dnslint::resolver {

class asio_loop;

// What one server takes on at most.
struct lab_server_limits {
   std::size_t connections = 128;                     // beyond it new ones are closed
   base::event_loop::duration idle{10'000};           // of a connection without a question
   std::size_t open_questions = 100;                  // of a connection, answered after a delay
   std::size_t unsent_bytes = std::size_t{1} << 20U;  // of a connection; beyond both none is read
   std::size_t delayed_datagrams = 10'000;            // beyond it answers are lost
};

// A lab over UDP and TCP (RFC 1035 section 4.2, RFC 7766): moves bytes, lab_responder decides. TCP
// answers leave as soon as they are due, in whatever order that is. Borrows the loop and the lab,
// which must outlive it.
class lab_server {
public:
   lab_server(
      asio_loop& loop, lab const& zones, std::uint64_t seed, lab_server_limits const& limits = {});
   lab_server(lab_server const&) = delete;
   lab_server& operator=(lab_server const&) = delete;
   ~lab_server();

   // Both transports on the same port; port 0 picks one. Gives the address with its port.
   base::result<server_address> listen(server_address const& at);

private:
   struct state;
   std::unique_ptr<state> state_;
};

bool is_loopback(server_address const& at);

// As server_from_text(), and port 0 is one.
base::result<server_address> listen_address_from_text(std::string_view text);

}  // namespace dnslint::resolver
