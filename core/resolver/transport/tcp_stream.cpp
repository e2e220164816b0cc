// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/resolver/transport/byte_stream.hpp"
#include "core/resolver/transport/query_socket.hpp"

#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace dnslint::resolver {

namespace {

using kind = stream_progress::kind;

stream_progress failed(int error)
{
   return {kind::failed, 0, base::because(base::causes::tcp_failed, std::strerror(error))};
}

bool would_block(int error)
{
   return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

class tcp_stream final : public byte_stream {
public:
   explicit tcp_stream(server_address const& server)
   {
      addrinfo hints{};
      hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
      hints.ai_socktype = SOCK_STREAM;
      auto const port = std::to_string(server.port);
      if (getaddrinfo(server.address.c_str(), port.c_str(), &hints, &peer_) == 0)
         descriptor_ = open_query_socket(peer_->ai_family, SOCK_STREAM);
      error_ = descriptor_ < 0 ? errno : 0;
   }
   tcp_stream(tcp_stream const&) = delete;
   tcp_stream& operator=(tcp_stream const&) = delete;
   ~tcp_stream() override
   {
      if (descriptor_ >= 0)
         close(descriptor_);
      if (peer_ != nullptr)
         freeaddrinfo(peer_);
   }

   int descriptor() const noexcept override { return descriptor_; }
   stream_progress open() override;
   stream_progress read(std::span<char> to) override;
   stream_progress write(std::string_view bytes) override;

private:
   addrinfo* peer_ = nullptr;
   int descriptor_ = -1;
   int error_ = 0;
};

// A second connect(2) tells how far a connection that is being opened has come.
stream_progress tcp_stream::open()
{
   if (descriptor_ < 0)
      return failed(error_);
   if (connect(descriptor_, peer_->ai_addr, peer_->ai_addrlen) == 0 || errno == EISCONN)
      return {kind::moved};
   if (errno == EINPROGRESS || errno == EALREADY || errno == EINTR)
      return {kind::wants_to_write};
   return failed(errno);
}

stream_progress tcp_stream::read(std::span<char> to)
{
   auto const size = recv(descriptor_, to.data(), to.size(), 0);
   if (size > 0)
      return {kind::moved, static_cast<std::size_t>(size)};
   if (size == 0)
      return {kind::ended};
   return would_block(errno) ? stream_progress{kind::wants_to_read} : failed(errno);
}

stream_progress tcp_stream::write(std::string_view bytes)
{
   auto const size = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
   if (size >= 0)
      return {kind::moved, static_cast<std::size_t>(size)};
   return would_block(errno) ? stream_progress{kind::wants_to_write} : failed(errno);
}

}  // namespace

std::unique_ptr<byte_stream> make_tcp_stream(server_address const& server)
{
   return std::make_unique<tcp_stream>(server);
}

}  // namespace dnslint::resolver
