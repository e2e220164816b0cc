// SPDX-License-Identifier: Apache-2.0
#include "core/dns/idna.hpp"

#include "core/base/escape.hpp"
#include "core/base/utf8.hpp"
#include "core/dns/bidi_rule.hpp"
#include "core/dns/punycode.hpp"

#include <fmt/format.h>
#include <idn2.h>
#include <memory>
#include <vector>

namespace dnslint::dns {
namespace {

constexpr std::string_view alabel_prefix = "xn--";

// Up to Unicode 15.0, which libidn2 knows, the table of UTS 46 maps this capital to "ss"; its lower
// case, and so its mapping by RFC 5895 section 2 and by UTS 46 since, is U+00DF.
std::string with_small_sharp_s(std::string_view utf8)
{
   constexpr std::string_view capital = "\xe1\xba\x9e";
   constexpr std::string_view small = "\xc3\x9f";
   std::string text{utf8};
   for (auto at = text.find(capital); at != std::string::npos; at = text.find(capital, at))
      text.replace(at, capital.size(), small);
   return text;
}

std::optional<label_code_points> code_points_of(std::string_view label)
{
   if (base::equal_ignoring_case(label.substr(0, alabel_prefix.size()), alabel_prefix))
      return code_points_of_punycode(label.substr(alabel_prefix.size()));
   return label_code_points(label.begin(), label.end());
}

std::vector<std::string_view> labels_of(std::string_view name)
{
   std::vector<std::string_view> labels;
   for (;;) {
      auto const dot = name.find('.');
      labels.push_back(name.substr(0, dot));
      if (dot == std::string_view::npos)
         return labels;
      name.remove_prefix(dot + 1);
   }
}

// The label of a name in A-labels that breaks the Bidi rule; empty when none does. libidn2 tests
// labels one by one, and lets numbers of both kinds stand in one (condition 4).
std::string_view broken_bidi_label(std::string_view alabels)
{
   auto const labels = labels_of(alabels);
   std::vector<label_code_points> codes;
   for (auto const label : labels)
      codes.push_back(code_points_of(label).value_or(label_code_points{}));
   auto const broken = label_against_bidi_rule(codes);
   return broken ? labels[*broken] : std::string_view{};
}

base::diagnostic no_idna_name(std::string_view why)
{
   return base::error(
      fmt::format("no domain by IDNA 2008: {}", why),
      "if it is registered all the same, write it in A-labels, which begin with xn--");
}

}  // namespace

// IDN2_USE_STD3_ASCII_RULES is not for here: it would delete '_' and audit another name than given.
base::result<std::string> to_alabels(std::string_view utf8)
{
   auto const text = with_small_sharp_s(utf8);
   std::uint8_t* out = nullptr;
   // libidn2 has its text as unsigned bytes.
   // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)
   auto const status = idn2_lookup_u8(
      reinterpret_cast<std::uint8_t const*>(text.c_str()),
      &out,
      IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
   std::unique_ptr<std::uint8_t, decltype(&idn2_free)> const owner{out, idn2_free};
   if (status != IDN2_OK)
      return no_idna_name(idn2_strerror(status));
   std::string alabels{reinterpret_cast<char const*>(out)};
   // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
   if (auto const broken = broken_bidi_label(alabels); !broken.empty())
      return no_idna_name(fmt::format(
         "the label {} breaks the Bidi rule (RFC 5893), since a label of the name is written from "
         "right to left",
         broken));
   return alabels;
}

std::string unicode_label(std::string_view label)
{
   if (!base::equal_ignoring_case(label.substr(0, alabel_prefix.size()), alabel_prefix))
      return std::string{label};
   auto const alabel = base::lower(label);
   auto const codes =
      code_points_of_punycode(std::string_view{alabel}.substr(alabel_prefix.size()));
   if (!codes)
      return std::string{label};
   std::string text;
   for (auto const code : *codes)
      base::append_utf8(text, code);
   auto const back = to_alabels(text);
   return back && *back == alabel ? text : std::string{label};
}

}  // namespace dnslint::dns
