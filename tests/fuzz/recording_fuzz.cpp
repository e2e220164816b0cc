// SPDX-License-Identifier: Apache-2.0
// Any bytes as a recording: it is refused with an error, or what it says can be replayed and
// recorded again.
#include "core/resolver/recording/dnstap.hpp"
#include "core/resolver/recording/frame_stream.hpp"
#include "core/resolver/recording/recording.hpp"
#include "tests/fuzz/require.hpp"

using namespace dnslint;

namespace {

void check_frame(std::string_view bytes)
{
   auto const frame = resolver::dnstap_from_bytes(bytes);
   if (!frame)
      return;
   auto const written = to_bytes(*frame);
   auto const again = resolver::dnstap_from_bytes(written);
   require(again.has_value(), "what was written is read");
   require(
      again->extra == frame->extra && again->query == frame->query &&
         again->response == frame->response && again->via == frame->via &&
         again->sent == frame->sent && again->received == frame->received,
      "and says the same");
   require(to_bytes(*again) == written, "byte for byte");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const bytes{reinterpret_cast<char const*>(data), size};
   check_frame(bytes);
   resolver::frame_stream_reader frames{bytes, resolver::dnstap_content_type};
   while (auto const frame = frames.next())
      check_frame(*frame);
   require(frames.offset() <= size, "nothing behind the end is read");
   auto const made = resolver::recording::read(bytes, "fuzz");
   if (!made) {
      require(!base::to_text(made.errors()).empty(), "errors have a text");
      return 0;
   }
   require(frames.error().empty() && made->size() > 0, "a recording is whole");
   require(made->terms().tries > 0 && made->terms().upstreams > 0, "its terms are sound");
   return 0;
}
