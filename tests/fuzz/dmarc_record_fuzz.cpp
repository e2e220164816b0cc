// SPDX-License-Identifier: Apache-2.0
// Any bytes as a DMARC record: what is read is bounded, and columns lie in the text.
#include "dmarc_record.hpp"
#include "effective.hpp"
#include "report_uri.hpp"
#include "tests/fuzz/require.hpp"

#include <cstdint>

namespace {

void check(dmarc::dmarc_record const& record, std::size_t size)
{
   require(record.errors.size() <= dmarc::most_errors, "errors are bounded");
   for (auto const& e : record.errors)
      require(e.column >= 1 && e.column <= size + 1, "columns lie in the record");
   require(record.rua.size() <= dmarc::most_report_uris, "URIs are bounded");
   for (bool const inherited : {false, true}) {
      auto const policy = dmarc::effective_policy(record, inherited, {});
      require(policy.has_value() == record.asked_for.has_value(), "a policy is asked for or not");
   }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   auto const record = dmarc::parse_dmarc_record(text);
   require(!record || !dmarc::resembles_dmarc_record(text), "a record or a lookalike");
   if (record)
      check(*record, size);
   return 0;
}
