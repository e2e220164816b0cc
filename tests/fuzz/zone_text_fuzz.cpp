// SPDX-License-Identifier: Apache-2.0
// Any text as a master file: records, or errors that say where; and what we print reads the same.
#include "core/dns/zone_text.hpp"
#include "tests/fuzz/require.hpp"

using namespace dnslint::dns;

// ldns forgets the texts of an IPSECKEY record that it refuses.
extern "C" char const* __lsan_default_suppressions()
{
   return "leak:ldns_str2rdf_ipseckey\n";
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string const text(data, data + size);
   auto const origin = name::from_text("example.test").value();
   auto const parsed = parse_zone_text(text, origin, "fuzz");
   if (!parsed) {
      require(!parsed.errors().empty(), "there is an error");
      require(!dnslint::base::to_text(parsed.errors()).empty(), "errors can be printed");
      return 0;
   }
   for (auto const& r : *parsed) {
      // ldns has opinions on the bytes of types that are not in the table, and takes owners of less
      // than 255 characters, escapes included.
      if (find_record_type(r.type) == nullptr || r.owner.to_absolute_text().size() >= 255)
         continue;
      // It misreads escapes in lists of protocols, too: such text is refused.
      auto const printed = to_text(r);
      if (printed.find("alpn=\"") != std::string::npos)
         continue;
      auto const again = parse_zone_text(printed, name{}, "printed");
      require(
         again.ok() && again->size() == 1 && again->at(0) == r, "what is printed reads the same");
   }
   return 0;
}
