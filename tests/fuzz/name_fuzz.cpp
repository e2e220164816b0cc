// SPDX-License-Identifier: Apache-2.0
// Any bytes as a name in text and on the wire: what is a name survives its other form.
#include "core/dns/name.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>

using namespace dnslint::dns;

namespace {

bool is_printable(std::string_view text)
{
   return std::ranges::all_of(text, [](char c) {
      return c > ' ' && c <= '~';
   });
}

void check(name const& n)
{
   require(!n.wire().empty() && n.wire().size() <= 255, "1 to 255 bytes");
   require(is_printable(n.to_text()), "text is printable ASCII");
   require(name::from_text(n.to_text()) == n, "names survive their text");
   require(name::from_text(n.to_absolute_text()) == n, "with a dot at the end, too");
   require(name::from_wire(n.wire()) == n, "names survive their wire form");
   require(n.is_subdomain_of(n) && n.is_subdomain_of(name{}), "within itself and the root");
   require(n.suffix(n.label_count()) == n && n.suffix(0).is_root(), "suffixes");
   for (std::size_t i = 0; i != n.label_count(); ++i)
      require(!n.label(i).empty() && n.label(i).size() <= 63, "labels have 1 to 63 bytes");
   if (n.is_root())
      return;
   require(n.parent() < n && n.parent().label_count() + 1 == n.label_count(), "parents are first");
   require(n.parent().child(n.label(0)) == n, "a child of its parent");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const bytes{reinterpret_cast<char const*>(data), size};
   auto const written = name::from_text(bytes);
   if (written)
      check(*written);
   auto const received = name::from_wire(bytes);
   if (received)
      check(*received);
   if (written && received)
      require(
         ((*written <=> *received) == 0) == (*written == *received), "order agrees with equality");
   return 0;
}
