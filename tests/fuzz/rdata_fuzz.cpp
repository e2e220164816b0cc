// SPDX-License-Identifier: Apache-2.0
// Any bytes as the RDATA of each type: the first two are the type. What is RDATA can be printed,
// has its fields, reads the same from its text, and survives a message.
#include "core/dns/message.hpp"
#include "core/dns/record_type.hpp"
#include "core/dns/zone_text.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>
#include <array>

using namespace dnslint::dns;

namespace {

constexpr std::uint16_t most_known = 300;

// Of the types in the table more often than of others.
rrtype type_of(std::uint8_t high, std::uint8_t low)
{
   auto const value = static_cast<std::uint16_t>(high << 8U | low);
   return static_cast<rrtype>(high < 0x80 ? value % most_known : value);
}

void check_message(record const& r)
{
   message m;
   m.head.qr = true;
   m.questions = {{r.owner, r.type}};
   m.answer = {r};
   auto const wire = encode(m);
   auto const again = decode({reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()});
   require(!again.error, "what was encoded decodes");
   require(
      again.value.answer.size() == 1 && again.value.answer[0] == r, "records survive a message");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   if (size < 2)
      return 0;
   auto const type = type_of(data[0], data[1]);
   std::string_view const rdata{reinterpret_cast<char const*>(data + 2), size - 2};
   auto const owner = name::from_text("a.test").value();
   auto const r = make_record(owner, type, 300, rdata);
   if (!r)
      return 0;
   auto const text = to_text(*r);
   require(
      std::ranges::all_of(
         text,
         [](char c) {
            return c >= ' ' && c <= '~';
         }),
      "text is printable ASCII");
   for (auto const key : field_keys(type))
      require(field(*r, key).has_value() && field_type(type, key).has_value(), "keys have values");
   require(make_record(owner, type, 300, r->rdata) == *r, "RDATA is canonical");
   // OPT is no record of a zone (RFC 6891 section 6.1.1).
   if (type != rrtype{41})
      check_message(*r);
   return 0;
}
