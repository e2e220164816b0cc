// SPDX-License-Identifier: Apache-2.0
#include "core/scan/idna.hpp"

#include <fmt/format.h>
#include <idn2.h>
#include <memory>

namespace dnslint::scan {

// libidn2 has its text as unsigned bytes, hence the casts.
// NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)

// IDN2_USE_STD3_ASCII_RULES is not for here: it would delete '_' and audit another name than given.
base::result<std::string> to_alabels(std::string_view utf8)
{
   std::string const text{utf8};
   std::uint8_t* out = nullptr;
   auto const status = idn2_lookup_u8(
      reinterpret_cast<std::uint8_t const*>(text.c_str()),
      &out,
      IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
   std::unique_ptr<std::uint8_t, decltype(&idn2_free)> const owner{out, idn2_free};
   if (status != IDN2_OK)
      return base::error(
         fmt::format("no domain by IDNA 2008: {}", idn2_strerror(status)),
         "if it is registered all the same, write it in A-labels, which begin with xn--");
   return std::string{reinterpret_cast<char const*>(out)};
}

// NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)

}  // namespace dnslint::scan
