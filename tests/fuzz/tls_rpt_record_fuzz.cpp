// SPDX-License-Identifier: Apache-2.0
// Any bytes as a TLS-RPT record: columns lie in it, and all that is said of it is visible ASCII.
#include "tests/fuzz/require.hpp"
#include "tls_rpt_record.hpp"

#include <algorithm>
#include <cstdint>

namespace {

constexpr std::string_view version = "v=TLSRPTv1;";

void check_texts(std::vector<std::string> const& texts)
{
   require(texts.size() <= tls_rpt::most_told, "the limit holds");
   for (auto const& t : texts)
      require(
         std::ranges::all_of(
            t,
            [](char c) {
               return c > ' ' && c <= '~';
            }),
         "names and URIs are visible ASCII");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   require(
      !tls_rpt::is_tls_rpt_record(text) || !tls_rpt::resembles_tls_rpt_record(text),
      "a record or a lookalike");
   auto const whole = std::string{version} + std::string{text};
   auto const record = tls_rpt::read_tls_rpt_record(whole);
   check_texts(record.rua);
   check_texts(record.other_schemes);
   check_texts(record.unknown_fields);
   require(record.errors.size() <= tls_rpt::most_told, "the limit holds");
   for (auto const& e : record.errors) {
      require(
         e.column >= version.size() && e.column <= whole.size() + 1, "columns lie in the record");
      require(!e.text.empty(), "errors are told");
   }
   return 0;
}
