// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/resolver/answers/server_address.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace dnslint::resolver {

// How far one step on a stream has come.
struct stream_progress {
   enum class kind : std::uint8_t {
      moved,  // by `bytes`; of open(): it is open
      wants_to_read,
      wants_to_write,
      ended,  // the other side has closed it
      failed  // `why`
   };

   kind result = kind::failed;
   std::size_t bytes = 0;
   base::cause why{};
};

// A connection to a server that carries bytes both ways, and never blocks. Destroying it closes it.
class byte_stream {
public:
   byte_stream() = default;
   byte_stream(byte_stream const&) = delete;
   byte_stream& operator=(byte_stream const&) = delete;
   virtual ~byte_stream() = default;

   // To be watched when a step wants to read or write; negative when there is none, and open()
   // fails.
   virtual int descriptor() const noexcept = 0;
   // To be repeated, as the descriptor becomes ready, until it is open or has failed.
   virtual stream_progress open() = 0;
   // Once it is open. `to` is not empty.
   virtual stream_progress read(std::span<char> to) = 0;
   // Messages behind their lengths; what follows must follow on the bytes taken, which there can be
   // whatever else the progress says. Of no bytes: goes on with what was taken and is not sent.
   virtual stream_progress write(std::string_view bytes) = 0;
};

// Over TCP, without Nagle's delay. Failures are transient "tcp-failed".
std::unique_ptr<byte_stream> make_tcp_stream(server_address const& server);

}  // namespace dnslint::resolver
