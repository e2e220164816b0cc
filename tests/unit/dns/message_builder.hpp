// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/unit/dns/bytes.hpp"

#include <array>
#include <string>

namespace dnslint::dns::test {

inline std::string u16(std::size_t value)
{
   return {static_cast<char>(value >> 8U), static_cast<char>(value & 0xffU)};
}

inline std::string u32(std::uint32_t value)
{
   return u16(value >> 16U) + u16(value & 0xffffU);
}

// A response's header (id 0x1234, QR RD RA) with these counts.
inline std::string wire_header(std::array<std::size_t, 4> const& counts, std::size_t flags = 0x8180)
{
   std::string out = u16(0x1234) + u16(flags);
   for (auto const count : counts)
      out += u16(count);
   return out;
}

// A record as it stands in a message; `owner` and `rdata` are wire bytes, pointers included.
inline std::string wire_record(
   std::string const& owner,
   rrtype type,
   std::string const& rdata,
   std::size_t class_code = 1,
   std::uint32_t ttl = 300)
{
   return owner + u16(static_cast<std::size_t>(type)) + u16(class_code) + u32(ttl) +
          u16(rdata.size()) + rdata;
}

inline std::string wire_question(std::string const& asked, rrtype type, std::size_t class_code = 1)
{
   return asked + u16(static_cast<std::size_t>(type)) + u16(class_code);
}

// A pointer to this offset.
inline std::string pointer(std::size_t offset)
{
   return u16(0xc000 | offset);
}

// An answer with all that a message can hold: compressed names, several types, EDNS with an option.
inline message sample_message()
{
   message m;
   m.head.id = 0x1234;
   m.head.qr = m.head.rd = m.head.ra = m.head.ad = true;
   m.questions = {{name_of("www.example.test"), rrtype::mx}};
   m.answer = zone(
      "www CNAME mail\n"
      "mail 300 MX 10 mx1\n"
      "mail 300 MX 20 mx2.mail\n"
      "mail TXT \"v=spf1 -all\" \"x\"\n");
   m.authority = zone("@ NS ns\n@ SOA ns hostmaster 1 2 3 4 5\n");
   m.additional = zone(
      "mx1 A 192.0.2.1\n"
      "mx1 AAAA 2001:db8::1\n"
      "_25._tcp.mx1 TLSA 3 1 1 00ff\n"
      "_sip._udp SRV 1 2 3 mx1\n"
      "@ CAA 0 issue \"ca.test\"\n"
      "x TYPE65280 \\# 3 c00cff\n");
   m.opt = edns{1232, 0, true, {{10, "01234567"}, {15, "\0\3x"_b}}};
   return m;
}

}  // namespace dnslint::dns::test
