// SPDX-License-Identifier: Apache-2.0
#include "core/dns/bidi_rule.hpp"

#include <algorithm>
#include <array>

namespace dnslint::dns {
namespace {

struct code_range {
   std::uint32_t first;
   std::uint32_t last;
};

// Bidi_Class of Unicode 14.0 for the code points that are allowed in U-labels; code points that are
// not allowed may lie between them.
constexpr std::array<code_range, 30> right_to_left{
   {{0x5d0, 0x5f4},     {0x620, 0x64a},     {0x66e, 0x66f},     {0x671, 0x6d5},
    {0x6e5, 0x6e6},     {0x6ee, 0x6ef},     {0x6fa, 0x710},     {0x712, 0x72f},
    {0x74d, 0x7a5},     {0x7b1, 0x7ea},     {0x7f4, 0x7fa},     {0x800, 0x815},
    {0x81a, 0x81a},     {0x824, 0x824},     {0x828, 0x828},     {0x840, 0x858},
    {0x860, 0x88e},     {0x8a0, 0x8c9},     {0xfe73, 0xfe73},   {0x10800, 0x10a00},
    {0x10a10, 0x10a35}, {0x10a60, 0x10ae4}, {0x10b00, 0x10d23}, {0x10e80, 0x10ea9},
    {0x10eb0, 0x10f45}, {0x10f70, 0x10f81}, {0x10fb0, 0x10ff6}, {0x1e800, 0x1e8c4},
    {0x1e922, 0x1e943}, {0x1e94b, 0x1e959}}};
constexpr std::array<code_range, 2> arabic_numbers{{{0x660, 0x669}, {0x10d30, 0x10d39}}};
constexpr std::array<code_range, 2> european_numbers{{{0x30, 0x39}, {0x6f0, 0x6f9}}};
// ES, CS, ET, ON and BN.
constexpr std::array<code_range, 12> neutral_characters{
   {{0x2d, 0x2d},
    {0xb7, 0xb7},
    {0x2b9, 0x2ba},
    {0x2c6, 0x2cf},
    {0x2ec, 0x2ec},
    {0x375, 0x375},
    {0x200c, 0x200d},
    {0x2e2f, 0x2e2f},
    {0x30fb, 0x30fb},
    {0xa67f, 0xa67f},
    {0xa717, 0xa71f},
    {0xa788, 0xa788}}};

template <std::size_t N>
bool is_in(std::array<code_range, N> const& ranges, std::uint32_t code)
{
   return std::ranges::any_of(ranges, [code](code_range const& r) {
      return code >= r.first && code <= r.last;
   });
}

bool is_arabic_number(std::uint32_t code)
{
   return is_in(arabic_numbers, code);
}

bool is_european_number(std::uint32_t code)
{
   return is_in(european_numbers, code);
}

bool is_neutral(std::uint32_t code)
{
   return is_in(neutral_characters, code);
}

bool is_right_to_left(std::uint32_t code)
{
   return is_in(right_to_left, code);
}

bool is_left_to_right(std::uint32_t code)
{
   return !is_right_to_left(code) && !is_arabic_number(code) && !is_european_number(code) &&
          !is_neutral(code);
}

bool is_rtl_label(label_code_points const& label)
{
   return std::ranges::any_of(label, [](std::uint32_t code) {
      return is_right_to_left(code) || is_arabic_number(code);
   });
}

// Conditions 1 to 4. A nonspacing mark counts as left-to-right here, and may stand anywhere but at
// the beginning.
bool keeps_rule_of_rtl_label(label_code_points const& label)
{
   auto const is_letter = [](std::uint32_t code) {
      return code < 0x80 && is_left_to_right(code);
   };
   return is_right_to_left(label.front()) && !is_neutral(label.back()) &&
          std::ranges::none_of(label, is_letter) &&
          !(std::ranges::any_of(label, is_arabic_number) &&
            std::ranges::any_of(label, is_european_number));
}

// Conditions 1, 5 and 6. Marks at the end are not looked through.
bool keeps_rule_of_ltr_label(label_code_points const& label)
{
   return is_left_to_right(label.front()) && !is_neutral(label.back());
}

}  // namespace

std::optional<std::size_t> label_against_bidi_rule(std::span<label_code_points const> labels)
{
   if (std::ranges::none_of(labels, is_rtl_label))
      return std::nullopt;
   auto const breaks = std::ranges::find_if(labels, [](label_code_points const& label) {
      if (label.empty())
         return false;
      return is_rtl_label(label) ? !keeps_rule_of_rtl_label(label)
                                 : !keeps_rule_of_ltr_label(label);
   });
   return breaks == labels.end() ? std::nullopt
                                 : std::optional{static_cast<std::size_t>(breaks - labels.begin())};
}

}  // namespace dnslint::dns
