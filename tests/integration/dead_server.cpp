// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/dead_server.hpp"

#include <cstdint>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace dnslint::tests {

dead_server::dead_server(unsigned port)
: socket_{socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)}
{
   sockaddr_in address{};
   address.sin_family = AF_INET;
   address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
   address.sin_port = htons(static_cast<std::uint16_t>(port));
   auto* const any = reinterpret_cast<sockaddr*>(&address);
   socklen_t size = sizeof address;
   if (bind(socket_, any, size) != 0 || getsockname(socket_, any, &size) != 0)
      throw std::runtime_error{"no UDP port"};
   port_ = ntohs(address.sin_port);
}

dead_server::~dead_server()
{
   close(socket_);
}

bool dead_server::was_asked() const
{
   pollfd waiting{socket_, POLLIN, 0};
   return poll(&waiting, 1, 0) == 1;
}

void dead_server::wait_for_question() const
{
   constexpr int minute_ms = 60'000;
   pollfd waiting{socket_, POLLIN, 0};
   if (poll(&waiting, 1, minute_ms) != 1)
      throw std::runtime_error{"nobody asks"};
}

}  // namespace dnslint::tests
