// SPDX-License-Identifier: Apache-2.0
// Any bytes as a list of domains: every domain is one, with a line of the list, and what is told
// has a place in it.
#include "core/scan/domain_list.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>
#include <cstdint>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   using namespace dnslint;
   std::string const text{reinterpret_cast<char const*>(data), size};
   auto const lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
   scan::domain_intake intake{
      {1, 2}, [&](base::diagnostic const& d) {
         require(!d.message.empty(), "something is told");
         require(d.where.line >= 1 && d.where.line <= lines, "it stands in the list");
      }};
   std::istringstream in{text};
   scan::domain_list list{in, "list", intake};
   while (auto const d = list.next()) {
      require(d->line >= 1 && d->line <= lines, "a domain stands in the list");
      require(!d->name.is_root(), "a domain is no root");
      require(
         !d->columns || (d->columns->tags.size() <= scan::most_list_words &&
                         d->columns->selectors.size() <= scan::most_list_words),
         "the limits hold");
   }
   return 0;
}
