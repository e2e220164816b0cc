// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/lab_responder.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace dnslint::resolver {

namespace {

constexpr std::size_t header_size = 12;
constexpr std::uint8_t query_opcode = 0;
constexpr std::uint16_t own_udp_size = 1232;
// RFC 1035 section 4.2.1, and RFC 6891 section 6.2.3 for what is smaller.
constexpr std::size_t least_udp_size = 512;
// What a datagram over IPv4 can hold.
constexpr std::size_t most_udp_size = 65'507;
// Beyond so many questions that may be dropped, counting begins anew.
constexpr std::size_t most_counted = 65'536;

constexpr auto ixfr = dns::rrtype{251};
constexpr auto axfr = dns::rrtype{252};

std::span<std::uint8_t const> bytes_of(std::string_view wire)
{
   // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): characters as bytes
   return {reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()};
}

unsigned question_count(std::string_view request)
{
   auto const bytes = bytes_of(request);
   return unsigned{bytes[4]} << 8U | bytes[5];
}

// Why the query cannot be answered; null when it can.
std::optional<dns::rcode> refusal(std::string_view request, dns::decoded const& query)
{
   auto const& m = query.value;
   if (m.head.opcode != query_opcode)
      return dns::rcode::notimp;
   if (query.error)
      return dns::rcode::formerr;
   // RFC 6891 section 6.1.3.
   if (m.opt && m.opt->version > 0)
      return dns::rcode::badvers;
   // RFC 9619.
   if (question_count(request) != 1)
      return dns::rcode::formerr;
   // Of another class, or a transfer of a whole zone.
   if (m.questions.empty() || m.questions[0].type == axfr || m.questions[0].type == ixfr)
      return dns::rcode::refused;
   return std::nullopt;
}

// The header, question and OPT of every response. RA mirrors RD: who does not ask for recursion
// sees an authoritative server.
dns::message response_to(dns::message const& query)
{
   dns::message m;
   m.head.id = query.head.id;
   m.head.opcode = query.head.opcode;
   m.head.qr = true;
   m.head.rd = m.head.ra = query.head.rd;
   m.head.cd = query.head.cd;
   if (query.questions.size() == 1 && query.head.opcode == query_opcode)
      m.questions = query.questions;
   // RFC 6891 section 7; RFC 3225 section 3 for DO.
   if (query.opt) {
      m.opt = dns::edns{};
      m.opt->udp_size = own_udp_size;
      m.opt->dnssec_ok = query.opt->dnssec_ok;
   }
   return m;
}

std::size_t size_limit(dns::message const& query, transport via)
{
   if (via == transport::tcp)
      return 0;
   if (!query.opt)
      return least_udp_size;
   return std::clamp<std::size_t>(query.opt->udp_size, least_udp_size, most_udp_size);
}

// The question comes back in the case in which it was asked, as some resolvers want it; our names
// are in lower case only.
void restore_case(std::string& wire, dns::message const& m, std::string_view request)
{
   if (m.questions.empty())
      return;
   auto const size = m.questions[0].asked.wire().size();
   auto const asked = request.substr(header_size, size);
   if (base::equal_ignoring_case(asked, std::string_view{wire}.substr(header_size, size)))
      wire.replace(header_size, size, asked);
}

}  // namespace

bool lab_responder::is_lost(fault const& f, dns::question const& q)
{
   if (f.kind != fault_kind::drop)
      return f.kind == fault_kind::timeout;
   if (asked_.size() >= most_counted && !asked_.contains(q))
      asked_.clear();
   return drops(f, q, seed_, ++asked_[q]);
}

bool lab_responder::answer(dns::message& m, fault const* f, transport via)
{
   auto const q = m.questions[0];
   if (f != nullptr) {
      if (is_lost(*f, q))
         return false;
      if (f->kind == fault_kind::servfail || f->kind == fault_kind::refused) {
         m.head.code = f->kind == fault_kind::servfail ? dns::rcode::servfail : dns::rcode::refused;
         return true;
      }
      if (f->kind == fault_kind::truncate && via == transport::udp) {
         m.head.tc = true;
         return true;
      }
   }
   auto known = m.head.rd ? zones_->resolve(q, m.head.id) : zones_->authoritative(q, m.head.id);
   m.head.code = known.head.code;
   m.head.aa = known.head.aa;
   m.answer = std::move(known.answer);
   m.authority = std::move(known.authority);
   m.additional = std::move(known.additional);
   return true;
}

lab_responder::reply lab_responder::respond(std::string_view request, transport via)
{
   if (request.size() < header_size)
      return {};
   auto const query = dns::decode(bytes_of(request));
   // Two servers that answer each other's responses would never end.
   if (query.value.head.qr)
      return {};
   auto m = response_to(query.value);
   base::event_loop::duration delay{0};
   if (auto const code = refusal(request, query)) {
      m.head.code = *code;
   } else {
      auto const* const f = zones_->find_fault(m.questions[0]);
      if (!answer(m, f, via))
         return {};
      delay = f == nullptr ? delay : f->delay;
   }
   auto wire = encode(m, size_limit(query.value, via));
   restore_case(wire, m, request);
   return {std::move(wire), delay};
}

}  // namespace dnslint::resolver
