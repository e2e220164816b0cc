// SPDX-License-Identifier: Apache-2.0
#include "core/cel/encoding.hpp"

namespace dnslint::cel {
namespace {

constexpr std::string_view alphabet =
   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

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

}  // namespace dnslint::cel
