// SPDX-License-Identifier: Apache-2.0
#include "core/report/reference.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

// What `text` begins with of these characters; it is removed.
std::string_view take(std::string_view& text, std::string_view characters)
{
   auto const taken = text.substr(0, text.find_first_not_of(characters));
   text.remove_prefix(taken.size());
   return taken;
}

}  // namespace

std::string address_of_reference(std::string_view reference)
{
   constexpr std::string_view section = " section ";
   auto const is_plain = [](char c) {
      return c > ' ' && c < 0x7f;
   };
   if (reference.starts_with("https://"))
      return std::ranges::all_of(reference, is_plain) ? std::string{reference} : std::string{};
   if (!reference.starts_with("RFC "))
      return {};
   reference.remove_prefix(4);
   auto const number = take(reference, "0123456789");
   if (number.empty())
      return {};
   auto address = fmt::format("https://www.rfc-editor.org/rfc/rfc{}", number);
   if (!reference.starts_with(section))
      return address;
   reference.remove_prefix(section.size());
   auto place = take(reference, "0123456789.");
   place = place.substr(0, place.find_last_not_of('.') + 1);
   return place.empty() ? address : fmt::format("{}#section-{}", address, place);
}

}  // namespace dnslint::report
