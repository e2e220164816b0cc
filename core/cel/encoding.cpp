// SPDX-License-Identifier: Apache-2.0
#include "core/cel/encoding.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <vector>

namespace dnslint::cel {
namespace {

constexpr std::string_view alphabet =
   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// RFC 3492 section 5.
constexpr std::uint32_t base_of_digits = 36;
constexpr std::uint32_t least_threshold = 1;
constexpr std::uint32_t most_threshold = 26;

std::optional<std::uint32_t> digit(char c)
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
      auto const d = text.empty() ? std::nullopt : digit(text.front());
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

std::optional<std::vector<std::uint32_t>> decoded(std::string_view text)
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

}  // namespace

std::optional<std::string> from_base64(std::string_view text)
{
   if (text.size() % 4 == 0)
      text.remove_suffix(text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0);
   std::string out;
   std::uint32_t bits = 0;
   unsigned held = 0;
   for (char const c : text) {
      auto const at = alphabet.find(c);
      if (at == std::string_view::npos)
         return std::nullopt;
      bits = (bits << 6U) | static_cast<std::uint32_t>(at);
      held += 6;
      if (held >= 8) {
         held -= 8;
         out += static_cast<char>((bits >> held) & 0xffU);
      }
   }
   bool const has_rest = (bits & ((1U << held) - 1)) != 0;
   return held >= 6 || has_rest ? std::nullopt : std::optional{std::move(out)};
}

void append_utf8(std::string& out, std::uint32_t code)
{
   auto const add = [&out](std::uint32_t byte) {
      out += static_cast<char>(byte);
   };
   auto const tail = [&add, code](unsigned shift) {
      add(0x80U | ((code >> shift) & 0x3fU));
   };
   if (code < 0x80) {
      add(code);
   } else if (code < 0x800) {
      add(0xc0U | (code >> 6U));
      tail(0);
   } else if (code < 0x10000) {
      add(0xe0U | (code >> 12U));
      tail(6);
      tail(0);
   } else {
      add(0xf0U | (code >> 18U));
      tail(12);
      tail(6);
      tail(0);
   }
}

std::string unicode_label(std::string_view label)
{
   constexpr std::string_view prefix = "xn--";
   if (!base::equal_ignoring_case(label.substr(0, prefix.size()), prefix))
      return std::string{label};
   auto const codes = decoded(label.substr(prefix.size()));
   if (!codes)
      return std::string{label};
   std::string out;
   for (auto const code : *codes)
      append_utf8(out, code);
   return out;
}

}  // namespace dnslint::cel
