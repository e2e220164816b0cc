// SPDX-License-Identifier: Apache-2.0
#include "core/cel/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace dnslint::cel {
namespace {

// The exponent behind "e", within bounds that no text of a number can outweigh.
std::int64_t written_exponent(std::string_view digits)
{
   constexpr std::int64_t farthest = 1'000'000'000;
   bool const negative = digits.starts_with('-');
   if (negative || digits.starts_with('+'))
      digits.remove_prefix(1);
   std::int64_t number = 0;
   auto const [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
   if (failed != std::errc{} || number > farthest)
      number = farthest;
   return negative ? -number : number;
}

// The power of ten of the first digit that is not 0.
std::int64_t decimal_magnitude(std::string_view text)
{
   auto const e = text.find_first_of("eE");
   auto const exponent = e == std::string_view::npos ? 0 : written_exponent(text.substr(e + 1));
   auto const mantissa = text.substr(0, e);
   auto const dot = std::min(mantissa.find('.'), mantissa.size());
   auto const first = mantissa.find_first_of("123456789");
   if (first == std::string_view::npos)
      return exponent;
   return exponent + static_cast<std::int64_t>(dot) - static_cast<std::int64_t>(first) -
          (first < dot ? 1 : 0);
}

}  // namespace

std::optional<double> double_from_text(std::string_view text)
{
   if (text.starts_with('+') && !text.substr(1).starts_with('-'))
      text.remove_prefix(1);
   double number = 0;
   auto const [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
   if (end != text.data() + text.size() || failed == std::errc::invalid_argument)
      return std::nullopt;
   if (failed == std::errc::result_out_of_range) {
      if (decimal_magnitude(text) >= 0)
         return std::nullopt;
      return text.starts_with('-') ? -0.0 : 0.0;
   }
   return number;
}

}  // namespace dnslint::cel
