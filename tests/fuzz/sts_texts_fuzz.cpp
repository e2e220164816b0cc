// SPDX-License-Identifier: Apache-2.0
// Any bytes as an MTA-STS record and as a policy: places lie in the text, limits hold, and each
// pattern that is kept is one.
#include "mx_pattern.hpp"
#include "sts_policy.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>
#include <cstdint>

namespace {

void check_record(std::string_view text)
{
   auto const read = mta_sts::read_sts_record(text);
   require(read.errors.size() <= mta_sts::most_told, "the limit of errors holds");
   require(read.unknown_fields.size() <= mta_sts::most_told, "the limit of fields holds");
   require(read.id.size() <= 32, "an id is short");
   for (auto const& e : read.errors)
      require(e.column >= 1 && e.column <= text.size() + 1, "columns lie in the text");
   static_cast<void>(mta_sts::resembles_sts_record(text));
}

void check_policy(std::string_view text)
{
   auto const read = mta_sts::read_sts_policy(text);
   auto const lines = 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
   require(read.errors.size() <= mta_sts::most_told, "the limit of errors holds");
   require(read.mx.size() <= 200, "the limit of patterns holds");
   for (auto const& e : read.errors)
      require(e.line >= 1 && e.line <= lines, "lines lie in the text");
   for (auto const& pattern : read.mx)
      require(mta_sts::is_mx_pattern(pattern), "patterns are patterns");
   if (read.is_valid())
      require(!read.mode.empty() && read.max_age.has_value(), "a valid policy is whole");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string_view const text{reinterpret_cast<char const*>(data), size};
   check_record(text);
   check_policy(text);
   return 0;
}
