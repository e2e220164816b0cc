// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/cel/encoding.hpp"
#include "core/cel/function.hpp"

#include <array>

namespace dnslint::cel {
namespace {

value encode(arguments given, evaluation& cost)
{
   if (!cost.spend(2 * given[0].characters().size()))
      return too_costly();
   return value::string(base::base64(given[0].characters()));
}

value decode(arguments given, evaluation& cost)
{
   if (!cost.spend(given[0].characters().size()))
      return too_costly();
   auto bytes = from_base64(given[0].characters());
   return bytes ? value::bytes(std::move(*bytes)) : value::error("the text is not base64");
}

constexpr std::array encoding_table{
   function{
      "base64.encode",
      call_style::global,
      1,
      {one(kind::bytes)},
      one(kind::string),
      encode,
      "The bytes as base64, padded (RFC 4648 section 4)"},
   function{
      "base64.decode",
      call_style::global,
      1,
      {one(kind::string)},
      one(kind::bytes),
      decode,
      "The bytes of base64; its padding may be missing"}};

}  // namespace

std::span<function const> encoding_functions() noexcept
{
   return encoding_table;
}

}  // namespace dnslint::cel
