// SPDX-License-Identifier: Apache-2.0
// Any bytes as a line of a journal: only a whole line has a head, and a domain that is read has a
// name. The checksum is put right, so that the fuzzer gets past it.
#include "core/report/line.hpp"
#include "core/report/record_reader.hpp"
#include "core/report/run_id.hpp"
#include "core/report/run_reader.hpp"
#include "tests/fuzz/require.hpp"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   using namespace dnslint::report;
   std::string const members{reinterpret_cast<char const*>(data), size};
   is_whole_line(members);
   auto line = checked_line(members);
   line.pop_back();
   require(is_whole_line(line), "what is written is whole");
   if (auto const head = head_of(line))
      if (auto const id = run_id_from_text(head->run))
         require(run_id_from_text(to_text(*id)) == *id, "an id is read as it is written");
   if (auto const d = read_dropped(line)) {
      auto again = dropped_line(*d);
      again.pop_back();
      auto const same = read_dropped(again);
      require(same && same->withdrawn_bits == d->withdrawn_bits, "a drop is read as it is written");
   }
   if (auto const d = read_domain(line))
      require(!d->domain.empty(), "a domain has a name");
   if (auto const header = read_header(line))
      for (auto const& [id, entry] : header->checks)
         require(id == entry.id, "an entry is found by its id");
   return 0;
}
