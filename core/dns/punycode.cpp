// SPDX-License-Identifier: Apache-2.0
#include "core/dns/punycode.hpp"

#include "core/base/escape.hpp"

#include <algorithm>

namespace dnslint::dns {
namespace {

// RFC 3492 section 5.
constexpr std::uint32_t base_of_digits = 36;
constexpr std::uint32_t least_threshold = 1;
constexpr std::uint32_t most_threshold = 26;

std::optional<std::uint32_t> punycode_digit(char c)
{
   auto const letter = base::lower(c);
   if (letter >= 'a' && letter <= 'z')
      return static_cast<std::uint32_t>(letter - 'a');
   if (letter >= '0' && letter <= '9')
      return static_cast<std::uint32_t>(letter - '0' + 26);
   return std::nullopt;
}

// RFC 3492 section 6.1.
std::uint32_t adapted(std::uint32_t delta, std::uint32_t count, bool first)
{
   delta /= first ? 700 : 2;
   delta += delta / count;
   std::uint32_t k = 0;
   for (; delta > (base_of_digits - least_threshold) * most_threshold / 2; k += base_of_digits)
      delta /= base_of_digits - least_threshold;
   return k + (base_of_digits - least_threshold + 1) * delta / (delta + 38);
}

// One number at the front (section 6.2), which is removed.
std::optional<std::uint32_t> take_number(std::string_view& text, std::uint32_t bias)
{
   std::uint64_t number = 0;
   std::uint64_t weight = 1;
   for (auto k = base_of_digits;; k += base_of_digits) {
      auto const d = text.empty() ? std::nullopt : punycode_digit(text.front());
      if (!d)
         return std::nullopt;
      text.remove_prefix(1);
      number += *d * weight;
      if (number > 0xffffffffU)
         return std::nullopt;
      auto const threshold = k <= bias ? least_threshold : std::min(k - bias, most_threshold);
      if (*d < threshold)
         return static_cast<std::uint32_t>(number);
      weight *= base_of_digits - threshold;
      if (weight > 0xffffffffU)
         return std::nullopt;
   }
}

}  // namespace

std::optional<std::vector<std::uint32_t>> code_points_of_punycode(std::string_view text)
{
   auto const dash = text.rfind('-');
   auto const basic = dash == std::string_view::npos ? std::string_view{} : text.substr(0, dash);
   std::vector<std::uint32_t> codes(basic.begin(), basic.end());
   text.remove_prefix(dash == std::string_view::npos ? 0 : dash + 1);
   std::uint64_t code = 128;
   std::uint64_t i = 0;
   for (std::uint32_t bias = 72; !text.empty();) {
      auto const start = i;
      auto const number = take_number(text, bias);
      if (!number)
         return std::nullopt;
      i += *number;
      auto const count = static_cast<std::uint32_t>(codes.size() + 1);
      bias = adapted(static_cast<std::uint32_t>(i - start), count, start == 0);
      code += i / count;
      i %= count;
      if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
         return std::nullopt;
      codes.insert(
         codes.begin() + static_cast<std::ptrdiff_t>(i), static_cast<std::uint32_t>(code));
      ++i;
   }
   return codes;
}

}  // namespace dnslint::dns
