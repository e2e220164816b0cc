// SPDX-License-Identifier: Apache-2.0
// A server far away: delay_server PORT MILLISECONDS
// Answers NXDOMAIN on 127.0.0.1 after that time, and names that begin with "dead" never.
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <poll.h>
#include <string>
#include <string_view>
#include <strings.h>
#include <sys/socket.h>

namespace {

using namespace std::string_view_literals;
using clock_type = std::chrono::steady_clock;

constexpr std::size_t batch = 256;
constexpr std::size_t header_size = 12;
constexpr int buffer_size = 16 << 20;
// The root's SOA: it covers every name.
constexpr auto soa =
   "\0\0\x06\0\x01\0\0\x0e\x10\0\x16\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x3c"sv;

struct reply {
   clock_type::time_point due;
   sockaddr_in to;
   std::string bytes;
};

std::string denial(std::string_view query)
{
   auto end = header_size;
   while (end < query.size() && query[end] != 0)
      end += static_cast<unsigned char>(query[end]) + 1U;
   std::string bytes{query.substr(0, end + 5)};
   bytes.replace(2, 10, "\x81\x83\0\x01\0\0\0\x01\0\0"sv);
   return bytes += soa;
}

class server {
public:
   server(std::uint16_t port, std::chrono::milliseconds delay)
   : delay_{delay}
   , socket_{socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0)}
   {
      setsockopt(socket_, SOL_SOCKET, SO_RCVBUFFORCE, &buffer_size, sizeof buffer_size);
      setsockopt(socket_, SOL_SOCKET, SO_SNDBUFFORCE, &buffer_size, sizeof buffer_size);
      sockaddr_in at{};
      at.sin_family = AF_INET;
      at.sin_port = htons(port);
      at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      if (bind(socket_, reinterpret_cast<sockaddr*>(&at), sizeof at) != 0)
         std::exit(1);
   }

   void run()
   {
      for (;;) {
         pollfd wanted{socket_, POLLIN, 0};
         poll(&wanted, 1, waiting_.empty() ? -1 : 1);
         receive();
         send_due();
      }
   }

private:
   void receive()
   {
      std::array<char, 2048> room{};
      for (std::size_t i = 0; i != batch; ++i) {
         reply r{};
         socklen_t size = sizeof r.to;
         auto const got = recvfrom(
            socket_, room.data(), room.size(), 0, reinterpret_cast<sockaddr*>(&r.to), &size);
         if (got < static_cast<ssize_t>(header_size))
            return;
         std::string_view const query{room.data(), static_cast<std::size_t>(got)};
         if (strncasecmp(query.data() + header_size + 1, "dead", 4) == 0)
            continue;
         r.due = clock_type::now() + delay_;
         r.bytes = denial(query);
         waiting_.push_back(std::move(r));
      }
   }

   void send_due()
   {
      auto const now = clock_type::now();
      for (; !waiting_.empty() && waiting_.front().due <= now; waiting_.pop_front()) {
         auto const& r = waiting_.front();
         sendto(
            socket_,
            r.bytes.data(),
            r.bytes.size(),
            0,
            reinterpret_cast<sockaddr const*>(&r.to),
            sizeof r.to);
      }
   }

   std::chrono::milliseconds delay_;
   int socket_;
   std::deque<reply> waiting_;
};

}  // namespace

int main(int count, char** words)
{
   if (count != 3)
      return 2;
   server{
      static_cast<std::uint16_t>(std::atoi(words[1])),
      std::chrono::milliseconds{std::atoi(words[2])}}
      .run();
}
