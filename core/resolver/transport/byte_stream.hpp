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

// The result of one step on a stream.
struct stream_progress {
   enum class kind : std::uint8_t {
      moved,  // `bytes` were read or taken; after open(): the stream is open
      wants_to_read,
      wants_to_write,
      ended,  // the other side has closed the stream
      failed  // `why` says the cause
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

   // The descriptor to watch when a step wants to read or write. Negative if there is none; then
   // open() fails.
   virtual int descriptor() const noexcept = 0;
   // To be repeated whenever the descriptor becomes ready, until the stream is open or has failed.
   virtual stream_progress open() = 0;
   // The stream is open, and `to` is not empty.
   virtual stream_progress read(std::span<char> to) = 0;
   // Takes messages, each behind its length. `bytes` of the progress says how many bytes were
   // taken, even if the step wants to read or write; the next call must continue behind them. A
   // call without bytes goes on sending bytes that were taken before.
   virtual stream_progress write(std::string_view bytes) = 0;
};

// A stream over TCP without Nagle's delay. Its failures are "tcp-failed" (transient).
std::unique_ptr<byte_stream> make_tcp_stream(server_address const& server);

}  // namespace dnslint::resolver
