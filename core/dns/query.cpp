// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message.hpp"

#include <string_view>

namespace dnslint::dns {
namespace {

using namespace std::string_view_literals;

// RFC 1035 section 4.1.1: RD, one question, one additional record.
constexpr auto behind_id = "\x01\x00\x00\x01\x00\x00\x00\x00\x00\x01"sv;
// RFC 6891 section 6.1.2: the root, OPT, 1,232 bytes, no flags, no options.
constexpr auto opt = "\x00\x00\x29\x04\xd0\x00\x00\x00\x00\x00\x00"sv;

void append_u16(std::string& to, std::uint16_t value)
{
   to += static_cast<char>(value >> 8U);
   to += static_cast<char>(value & 0xffU);
}

}  // namespace

message make_query(question const& q, std::uint16_t id)
{
   message m;
   m.head.id = id;
   m.head.rd = true;
   m.questions = {q};
   m.opt = edns{};
   return m;
}

void write_query(question const& q, std::uint16_t id, std::string& to)
{
   to.clear();
   append_u16(to, id);
   to += behind_id;
   to += q.asked.wire();
   append_u16(to, static_cast<std::uint16_t>(q.type));
   append_u16(to, 1);
   to += opt;
}

void write_query(question const& q, std::uint16_t id, query_form const& how, std::string& to)
{
   message m;
   m.head.id = id;
   m.head.rd = how.rd;
   m.head.ad = how.ad;
   m.head.cd = how.cd;
   m.questions = {q};
   if (how.edns)
      m.opt = edns{how.udp_size, how.version, how.dnssec_ok, how.options};
   to = encode(m);
}

}  // namespace dnslint::dns
