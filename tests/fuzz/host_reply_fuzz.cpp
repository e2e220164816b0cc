// SPDX-License-Identifier: Apache-2.0
// Any bytes as what a recording keeps of a host: refused, or read and written again as the same.
// And as the lines of a header.
#include "core/hosts/recorded_reply.hpp"
#include "core/hosts/response_header.hpp"
#include "core/resolver/recording/dnstap.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>

using namespace dnslint;

namespace {

void check_reply(std::string_view bytes)
{
   auto const read = hosts::recorded_reply_from_bytes(bytes);
   if (!read)
      return;
   auto const written = to_bytes(*read);
   auto const again = hosts::recorded_reply_from_bytes(written);
   require(again.has_value() && *again == *read, "what was written is read");
   require(to_bytes(*again) == written, "byte for byte");
   require(std::ranges::is_sorted(read->reply.tls.errors), "errors are sorted");
}

void check_header(std::string_view bytes)
{
   hosts::response_header header;
   while (!bytes.empty()) {
      auto const size = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
      if (!header.add(bytes.substr(0, size)))
         return;
      bytes.remove_prefix(size);
   }
   for (auto const& [name, value] : header.response().headers)
      require(name.find('\n') == std::string::npos, "names are on one line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const bytes{reinterpret_cast<char const*>(data), size};
   check_reply(bytes);
   if (auto const content = resolver::host_frame_content(bytes))
      check_reply(*content);
   check_header(bytes);
   return 0;
}
