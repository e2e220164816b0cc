// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message.hpp"
#include "core/dns/rdata.hpp"
#include "core/dns/wire_reader.hpp"

#include <algorithm>
#include <array>

namespace dnslint::dns {
namespace {

constexpr std::uint16_t class_in = 1;

// What stands before the RDATA of every resource record (RFC 1035 section 4.1.3).
struct record_head {
   name owner;
   rrtype type = rrtype::a;
   std::uint16_t class_code = 0;
   std::uint32_t ttl = 0;
};

record_head read_record_head(wire_reader& in)
{
   record_head head;
   head.owner = in.domain_name();
   head.type = static_cast<rrtype>(in.u16());
   head.class_code = in.u16();
   head.ttl = in.u32();
   return head;
}

header read_header(wire_reader& in)
{
   header head;
   head.id = in.u16();
   auto const flags = in.u16();
   auto const bit = [flags](unsigned at) {
      return ((flags >> at) & 1U) != 0;
   };
   head.qr = bit(15);
   head.opcode = static_cast<std::uint8_t>((flags >> 11U) & 15U);
   head.aa = bit(10);
   head.tc = bit(9);
   head.rd = bit(8);
   head.ra = bit(7);
   head.ad = bit(5);
   head.cd = bit(4);
   head.code = static_cast<rcode>(flags & 15U);
   return head;
}

void read_question(wire_reader& in, message& m)
{
   question q;
   q.asked = in.domain_name();
   q.type = static_cast<rrtype>(in.u16());
   auto const class_code = in.u16();
   if (in.failed())
      return;
   if (class_code == class_in)
      m.questions.push_back(std::move(q));
   else
      m.others.push_back({section::question, std::move(q.asked), q.type, class_code, 0, {}});
}

// RFC 6891 section 6.1.2.
std::vector<edns_option> read_options(wire_reader& in)
{
   std::vector<edns_option> options;
   while (!in.failed() && !in.at_end()) {
      auto const code = in.u16();
      auto const length = in.u16();
      options.push_back({code, std::string{in.bytes(length)}});
   }
   return options;
}

// RFC 6891 section 6.1.3: the class is the UDP size; the TTL holds the upper bits of the rcode, the
// version and the flags.
void read_opt(record_head const& head, wire_reader& rdata, message& m)
{
   if (m.opt)
      return rdata.fail("a second OPT record");
   if (!head.owner.is_root())
      return rdata.fail("OPT record whose owner is not the root");
   edns opt;
   opt.udp_size = head.class_code;
   opt.version = static_cast<std::uint8_t>(head.ttl >> 16U);
   opt.dnssec_ok = (head.ttl & 0x8000U) != 0;
   opt.options = read_options(rdata);
   if (rdata.failed())
      return;
   auto const upper = static_cast<std::uint16_t>((head.ttl >> 24U) << 4U);
   m.head.code = static_cast<rcode>(static_cast<std::uint16_t>(m.head.code) | upper);
   m.opt = std::move(opt);
}

// RFC 2181 section 8: a TTL with the highest bit set is zero.
std::uint32_t valid_ttl(std::uint32_t ttl)
{
   return ttl > 0x7fffffffU ? 0 : ttl;
}

std::vector<record>& records_of(message& m, section where)
{
   if (where == section::answer)
      return m.answer;
   return where == section::authority ? m.authority : m.additional;
}

void read_record(wire_reader& in, message& m, section where)
{
   auto head = read_record_head(in);
   auto rdata = in.part(in.u16());
   if (in.failed())
      return;
   if (head.type == rrtype::opt) {
      if (where != section::additional)
         rdata.fail("OPT record outside of the additional section");
      else
         read_opt(head, rdata, m);
   } else if (head.class_code != class_in) {
      m.others.push_back(
         {where,
          std::move(head.owner),
          head.type,
          head.class_code,
          head.ttl,
          std::string{rdata.rest()}});
   } else {
      auto bytes = read_rdata(rdata, head.type);
      if (!rdata.failed())
         records_of(m, where).push_back(
            {std::move(head.owner), head.type, valid_ttl(head.ttl), std::move(bytes)});
   }
   in.fail_as(rdata);
}

bool same_rrset(record const& a, record const& b)
{
   return a.type == b.type && a.owner == b.owner;
}

// Servers rotate the records of an RRset; their order means nothing (RFC 1034 section 3.6).
void sort_rrsets(std::vector<record>& records)
{
   for (auto begin = records.begin(); begin != records.end();) {
      auto const end = std::find_if_not(begin, records.end(), [&](record const& r) {
         return same_rrset(*begin, r);
      });
      std::sort(begin, end);
      begin = end;
   }
}

}  // namespace

decoded decode(std::span<std::uint8_t const> wire)
{
   // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as characters
   wire_reader in{{reinterpret_cast<char const*>(wire.data()), wire.size()}};
   decoded out;
   auto& m = out.value;
   m.head = read_header(in);
   auto const questions = in.u16();
   std::array<std::uint16_t, 3> const counts{in.u16(), in.u16(), in.u16()};
   constexpr std::array sections{section::answer, section::authority, section::additional};
   for (std::size_t i = 0; i != questions && !in.failed(); ++i)
      read_question(in, m);
   for (std::size_t s = 0; s != sections.size(); ++s) {
      for (std::size_t i = 0; i != counts[s] && !in.failed(); ++i)
         read_record(in, m, sections[s]);
      sort_rrsets(records_of(m, sections[s]));
   }
   out.error = in.error();
   return out;
}

}  // namespace dnslint::dns
