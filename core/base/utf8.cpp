// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.hpp"

namespace dnslint::base {

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

}  // namespace dnslint::base
