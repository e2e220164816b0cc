// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message.hpp"
#include "core/dns/rdata.hpp"
#include "core/dns/wire_writer.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace dnslint::dns {
namespace {

constexpr std::size_t max_message = 65535;
constexpr std::size_t counts_offset = 4;
constexpr std::uint16_t class_in = 1;

std::uint16_t flags_of(header const& head, bool truncated)
{
   std::array<bool, 8> const bits{
      head.cd, head.ad, false, head.ra, head.rd, head.tc || truncated, head.aa, head.qr};
   // RFC 1035 section 4.1.1: cd is bit 4, and the opcode stands between aa and qr.
   constexpr std::array<unsigned, 8> places{4, 5, 6, 7, 8, 9, 10, 15};
   auto flags = (unsigned{head.opcode} & 15U) << 11U;
   flags |= static_cast<unsigned>(head.code) & 15U;
   for (std::size_t i = 0; i != bits.size(); ++i)
      flags |= static_cast<unsigned>(bits[i]) << places[i];
   return static_cast<std::uint16_t>(flags);
}

void write_rdata(wire_writer& out, record const& r)
{
   if (find_record_type(r.type) == nullptr)
      return out.bytes(r.rdata);
   for_each_field(r.type, r.rdata, [&](record_field const& f, std::string_view bytes) {
      if (f.kind == field_kind::domain_name)
         out.compressed_name(bytes);
      else
         out.bytes(bytes);
   });
}

void write_record(wire_writer& out, record const& r)
{
   out.compressed_name(r.owner.wire());
   out.u16(static_cast<std::uint16_t>(r.type));
   out.u16(class_in);
   out.u32(r.ttl);
   auto const length_offset = out.size();
   out.u16(0);
   write_rdata(out, r);
   out.set_u16(length_offset, static_cast<std::uint16_t>(out.size() - length_offset - 2));
}

using records = std::vector<record>;

records::const_iterator rrset_end(records::const_iterator begin, records::const_iterator end)
{
   return std::find_if_not(begin, end, [begin](record const& r) {
      return r.type == begin->type && r.owner == begin->owner;
   });
}

// All of it, or nothing and false.
bool write_rrset(
   wire_writer& out, records::const_iterator begin, records::const_iterator end, std::size_t limit)
{
   auto const before = out.size();
   for (auto r = begin; r != end; ++r) {
      write_record(out, *r);
      if (out.size() > limit) {
         out.cut(before);
         return false;
      }
   }
   return true;
}

// The number of records written: whole RRsets, up to the first that does not fit.
std::size_t write_section(wire_writer& out, records const& section, std::size_t limit)
{
   auto begin = section.begin();
   while (begin != section.end()) {
      auto const end = rrset_end(begin, section.end());
      if (!write_rrset(out, begin, end, limit))
         break;
      begin = end;
   }
   return static_cast<std::size_t>(std::distance(section.begin(), begin));
}

std::size_t write_questions(wire_writer& out, std::vector<question> const& questions)
{
   std::size_t count = 0;
   for (auto const& q : questions) {
      if (out.size() + q.asked.wire().size() + 4 > max_message)
         break;
      out.compressed_name(q.asked.wire());
      out.u16(static_cast<std::uint16_t>(q.type));
      out.u16(class_in);
      ++count;
   }
   return count;
}

// A response code of more than 4 bits needs an OPT record; without its upper bits it would read as
// another code.
std::optional<edns> needed_opt(message const& m)
{
   if (m.opt || static_cast<std::uint16_t>(m.head.code) < 16)
      return m.opt;
   return edns{};
}

std::size_t opt_size(std::optional<edns> const& opt)
{
   if (!opt)
      return 0;
   std::size_t size = 11;
   for (auto const& option : opt->options)
      size += 4 + option.data.size();
   return size;
}

// RFC 6891 section 6.1. Options that leave the message no room are left out.
void write_opt(wire_writer& out, edns const& opt, rcode code, std::size_t limit)
{
   out.u8(0);
   out.u16(static_cast<std::uint16_t>(rrtype::opt));
   out.u16(opt.udp_size);
   out.u8(static_cast<std::uint8_t>(static_cast<std::uint16_t>(code) >> 4U));
   out.u8(opt.version);
   out.u16(opt.dnssec_ok ? 0x8000 : 0);
   auto const length_offset = out.size();
   out.u16(0);
   for (auto const& option : opt.options) {
      if (out.size() + 4 + option.data.size() > limit)
         break;
      out.u16(option.code);
      out.u16(static_cast<std::uint16_t>(option.data.size()));
      out.bytes(option.data);
   }
   out.set_u16(length_offset, static_cast<std::uint16_t>(out.size() - length_offset - 2));
}

}  // namespace

std::string encode(message const& m, std::size_t size_limit)
{
   auto const limit = size_limit == 0 ? max_message : std::min(size_limit, max_message);
   auto const opt = needed_opt(m);
   wire_writer out;
   out.u16(m.head.id);
   out.bytes(std::string_view{"\0\0\0\0\0\0\0\0\0\0", 10});
   auto const questions = write_questions(out, m.questions);
   auto const room = limit - std::min(limit, opt_size(opt));
   auto const answer = write_section(out, m.answer, room);
   bool truncated = answer != m.answer.size();
   auto const authority = truncated ? 0 : write_section(out, m.authority, room);
   truncated = truncated || authority != m.authority.size();
   auto additional = truncated ? 0 : write_section(out, m.additional, room);
   if (opt) {
      write_opt(out, *opt, m.head.code, limit);
      ++additional;
   }
   std::array const counts{questions, answer, authority, additional};
   out.set_u16(2, flags_of(m.head, truncated));
   for (std::size_t i = 0; i != counts.size(); ++i)
      out.set_u16(counts_offset + 2 * i, static_cast<std::uint16_t>(counts[i]));
   return out.take();
}

}  // namespace dnslint::dns
