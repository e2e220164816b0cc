// SPDX-License-Identifier: Apache-2.0
// Any bytes as what a worker sends: a message that is read can be written and read again as the
// same, and nothing else is taken for one. Checksums are put right, so that the fuzzer gets past
// them.
#include "core/base/checksum.hpp"
#include "core/scan/message.hpp"
#include "core/scan/wire.hpp"
#include "tests/fuzz/require.hpp"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   using namespace dnslint;
   std::string const bytes{reinterpret_cast<char const*>(data), size};
   scan::frame_stream raw;
   raw.received(bytes);
   while (raw.next()) {
   }
   std::string frame;
   scan::wire_writer head{frame};
   head.number(static_cast<std::uint32_t>(size));
   head.number(base::crc32(bytes));
   scan::frame_stream in;
   in.received(frame + bytes);
   auto const m = in.next();
   require(m.has_value() != in.is_broken(), "it is a message or breaks the stream");
   if (!m)
      return 0;
   std::string again;
   scan::write_frame(again, *m);
   scan::frame_stream second;
   second.received(again);
   auto const read = second.next();
   require(read && read->index() == m->index(), "what was read can be written");
   std::string once_more;
   scan::write_frame(once_more, *read);
   require(again == once_more, "and is the same");
   return 0;
}
