// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_responder.hpp"

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
// Beyond so many questions whose faults count, counting begins anew.
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

bool does_count(fault_kind kind)
{
   return kind == fault_kind::drop || kind == fault_kind::reorder ||
          kind == fault_kind::servfail_once;
}

// Seen over TCP, to which the client has to be brought first.
bool is_of_tcp(fault_kind kind)
{
   return kind == fault_kind::truncate || kind == fault_kind::tcp_refused ||
          kind == fault_kind::tcp_half_close || kind == fault_kind::tcp_slow;
}

// The code with which the fault answers in place of the zones; null when it does not.
std::optional<dns::rcode> code_of(fault_kind kind, bool has_edns, std::uint64_t count)
{
   switch (kind) {
      case fault_kind::servfail:
         return dns::rcode::servfail;
      case fault_kind::servfail_once:
         return count == 1 ? std::optional{dns::rcode::servfail} : std::nullopt;
      case fault_kind::refused:
         return dns::rcode::refused;
      case fault_kind::formerr_on_edns:
         return has_edns ? std::optional{dns::rcode::formerr} : std::nullopt;
      case fault_kind::badvers:
         return has_edns ? std::optional{dns::rcode::badvers} : std::nullopt;
      default:
         return std::nullopt;
   }
}

// A server that is not responsible sends the client to the root (RFC 1034 section 4.3.2, step 3b).
void refer_upwards(dns::message& m)
{
   constexpr std::uint32_t ttl = 3600;
   auto const server = dns::name::from_text("ns.invalid").value_or(dns::name{});
   m.head.ra = false;
   if (auto ns = dns::make_record(dns::name{}, dns::rrtype::ns, ttl, server.wire()))
      m.authority.push_back(*std::move(ns));
}

lab_responder::sending sending_of(fault_kind kind, transport via)
{
   using sending = lab_responder::sending;
   switch (kind) {
      case fault_kind::duplicate:
         return sending::twice;
      case fault_kind::wrong_port:
         return via == transport::udp ? sending::from_another_port : sending::once;
      case fault_kind::tcp_refused:
         return via == transport::tcp ? sending::reset : sending::once;
      case fault_kind::tcp_half_close:
         return via == transport::tcp ? sending::half_closed : sending::once;
      default:
         return sending::once;
   }
}

}  // namespace

std::uint64_t lab_responder::count_asking(dns::question const& q)
{
   if (asked_.size() >= most_counted && !asked_.contains(q))
      asked_.clear();
   return ++asked_[q];
}

void lab_responder::answer_from_zones(dns::message& m) const
{
   auto const& q = m.questions[0];
   auto known = m.head.rd ? zones_->resolve(q, m.head.id) : zones_->authoritative(q, m.head.id);
   m.head.code = known.head.code;
   m.head.aa = known.head.aa;
   m.answer = std::move(known.answer);
   m.authority = std::move(known.authority);
   m.additional = std::move(known.additional);
}

bool lab_responder::compose(dns::message& m, fault const& f, transport via, std::uint64_t count)
{
   if (f.kind == fault_kind::timeout || drops(f, m.questions[0], seed_, count))
      return false;
   if (is_of_tcp(f.kind) && via == transport::udp) {
      m.head.tc = true;
      return true;
   }
   if (auto const code = code_of(f.kind, m.opt.has_value(), count)) {
      m.head.code = *code;
      // RFC 6891 section 7: who knows no EDNS sends none.
      if (*code == dns::rcode::formerr)
         m.opt.reset();
      return true;
   }
   if (f.kind == fault_kind::lame) {
      refer_upwards(m);
      return true;
   }
   answer_from_zones(m);
   auto const is_empty = m.head.code == dns::rcode::noerror && m.answer.empty();
   if (f.kind == fault_kind::nxdomain_if_empty && is_empty)
      m.head.code = dns::rcode::nxdomain;
   return true;
}

lab_responder::reply lab_responder::departure(
   fault const& f, dns::question const& q, transport via, std::uint64_t count) const
{
   reply made;
   made.departure = sending_of(f.kind, via);
   if (f.kind == fault_kind::delay)
      made.delay = f.delay;
   if (f.kind == fault_kind::reorder)
      made.delay = reorder_delay(q, seed_, count);
   if (f.kind == fault_kind::tcp_slow && via == transport::tcp)
      made.pause = f.delay;
   return made;
}

lab_responder::reply lab_responder::respond(
   std::string_view request, transport via, std::optional<std::uint64_t> count)
{
   if (request.size() < header_size)
      return {};
   auto const query = dns::decode(bytes_of(request));
   // Two servers that answer each other's responses would never end.
   if (query.value.head.qr)
      return {};
   auto m = response_to(query.value);
   fault const* f = nullptr;
   reply made;
   if (auto const code = refusal(request, query)) {
      m.head.code = *code;
   } else if (f = zones_->find_fault(m.questions[0]); f == nullptr) {
      answer_from_zones(m);
   } else {
      if (!count)
         count = does_count(f->kind) ? count_asking(m.questions[0]) : 1;
      if (!compose(m, *f, via, *count))
         return {};
      made = departure(*f, m.questions[0], via, *count);
   }
   made.wire = encode(m, size_limit(query.value, via));
   if (f == nullptr || f->kind != fault_kind::fold_case)
      restore_case(made.wire, m, request);
   if (f != nullptr)
      made.wire = damaged(std::move(made.wire), f->kind);
   return made;
}

}  // namespace dnslint::resolver
