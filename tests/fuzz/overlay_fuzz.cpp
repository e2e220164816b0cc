// SPDX-License-Identifier: Apache-2.0
// Any text as an overlay: changes, or errors that say where; and a reply under them can be encoded.
#include "core/overlay/changed_reply.hpp"
#include "core/overlay/overlay_file.hpp"
#include "tests/fuzz/require.hpp"

using namespace dnslint;

namespace {

dns::message denial(dns::question const& q)
{
   dns::message m;
   m.head.qr = true;
   m.head.code = dns::rcode::nxdomain;
   m.questions = {q};
   return m;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   auto const read = overlay::read_changes({reinterpret_cast<char const*>(data), size}, "fuzz");
   if (!read) {
      require(!base::to_text(read.errors()).empty(), "there is an error, and it can be printed");
      return 0;
   }
   require(!read->empty(), "an overlay changes something");
   for (auto const* text : {"example.test", "a.b.example.test", "test"}) {
      dns::question const q{*dns::name::from_text(text), dns::rrtype::txt};
      if (auto const made = overlay::reply_after(*read, q, denial(q)))
         require(!dns::encode(made->reply).empty(), "the reply can be encoded");
   }
   return 0;
}
