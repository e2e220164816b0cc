// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dnslint::dns {
namespace {

constexpr std::array<std::pair<std::uint16_t, std::string_view>, 20> mnemonics{{
   {0, "NOERROR"},  {1, "FORMERR"},    {2, "SERVFAIL"}, {3, "NXDOMAIN"},  {4, "NOTIMP"},
   {5, "REFUSED"},  {6, "YXDOMAIN"},   {7, "YXRRSET"},  {8, "NXRRSET"},   {9, "NOTAUTH"},
   {10, "NOTZONE"}, {11, "DSOTYPENI"}, {16, "BADVERS"}, {17, "BADKEY"},   {18, "BADTIME"},
   {19, "BADMODE"}, {20, "BADNAME"},   {21, "BADALG"},  {22, "BADTRUNC"}, {23, "BADCOOKIE"},
}};

}  // namespace

std::string to_text(question const& q)
{
   return q.asked.to_text() + ' ' + to_text(q.type);
}

std::string to_text(rcode code)
{
   auto const number = static_cast<std::uint16_t>(code);
   auto const* const at = std::ranges::find(mnemonics, number, [](auto const& m) {
      return m.first;
   });
   return at != mnemonics.end() ? std::string{at->second} : "RCODE" + std::to_string(number);
}

}  // namespace dnslint::dns
