// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/answer.hpp"

#include "core/base/causes.hpp"
#include "core/dns/message_glance.hpp"
#include "core/resolver/answers/extended_error.hpp"

#include <algorithm>
#include <cstdint>
#include <fmt/format.h>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>

namespace dnslint::resolver {

namespace {

using cause_or_none = std::optional<base::cause>;

dns::decoded decode_wire(std::string const& wire)
{
   return dns::decode(std::span{reinterpret_cast<std::uint8_t const*>(wire.data()), wire.size()});
}

base::cause malformed(dns::decode_error const& error)
{
   return base::because(
      base::causes::malformed, fmt::format("{} at byte {}", error.reason, error.offset));
}

// A server that could not read the question cannot repeat it.
bool may_lack_question(dns::rcode code)
{
   return code == dns::rcode::formerr || code == dns::rcode::notimp ||
          code == dns::rcode::servfail || code == dns::rcode::refused;
}

cause_or_none fault_of_question(dns::message const& m, dns::question const& asked)
{
   if (m.questions.empty() && may_lack_question(m.head.code))
      return std::nullopt;
   if (m.questions.size() == 1 && m.questions.front() == asked)
      return std::nullopt;
   auto const got = m.questions.empty() ? std::string{"none"} : to_text(m.questions.front());
   return base::because(
      base::causes::wrong_question,
      fmt::format("asked {}, the answer's question is {}", to_text(asked), got));
}

// Whether the bytes are a whole response to the question asked. A server that truncates may cut
// within a record, so TC explains an undecodable rest.
cause_or_none fault_of_form(dns::decoded const& d, dns::question const& asked)
{
   auto const& m = d.value;
   auto const cut_by_truncation = m.head.qr && m.head.tc && !m.questions.empty();
   if (d.error && !cut_by_truncation)
      return malformed(*d.error);
   if (!m.head.qr)
      return base::because(base::causes::malformed, "a question, not a response");
   if (m.head.opcode != 0)
      return base::because(
         base::causes::malformed, fmt::format("a response to opcode {}", m.head.opcode));
   if (auto wrong = fault_of_question(m, asked))
      return wrong;
   if (m.head.tc)
      return base::because(base::causes::truncated);
   return std::nullopt;
}

cause_or_none fault_of_code(dns::rcode code)
{
   switch (code) {
      case dns::rcode::noerror:
      case dns::rcode::nxdomain:
         return std::nullopt;
      case dns::rcode::servfail:
         return base::because(base::causes::servfail);
      case dns::rcode::refused:
         return base::because(base::causes::refused);
      case dns::rcode::formerr:
         return base::because(base::causes::formerr);
      case dns::rcode::notimp:
         return base::because(base::causes::notimp);
      default:
         return base::because(base::causes::unexpected_rcode, to_text(code));
   }
}

void put_in_canonical_order(std::vector<dns::record>& records)
{
   std::ranges::sort(records);
   auto const repeated = [](dns::record const& a, dns::record const& b) {
      return a.owner == b.owner && a.type == b.type && a.rdata == b.rdata;
   };
   records.erase(std::unique(records.begin(), records.end(), repeated), records.end());
}

std::vector<dns::record> rrset(
   std::vector<dns::record> const& from, dns::name const& owner, dns::rrtype type)
{
   std::vector<dns::record> found;
   std::ranges::copy_if(from, std::back_inserter(found), [&](dns::record const& r) {
      return r.type == type && r.owner == owner;
   });
   put_in_canonical_order(found);
   return found;
}

std::optional<dns::name> target_of(dns::record const& cname)
{
   return dns::name::from_wire(cname.rdata);
}

// Follows the CNAMEs of the answer section from the name asked, filling chain, canonical_name and
// records. A DNAME needs no care: its synthesised CNAMEs stand beside it (RFC 6672 section 3.1).
cause_or_none follow_chain(
   std::vector<dns::record> const& section, dns::question const& asked, answer_sections& to)
{
   std::unordered_set<dns::name> seen{asked.asked};
   for (;;) {
      to.records = rrset(section, to.canonical_name, asked.type);
      if (!to.records.empty())
         return std::nullopt;
      auto aliases = rrset(section, to.canonical_name, dns::rrtype::cname);
      if (aliases.empty())
         return std::nullopt;
      if (aliases.size() > 1)
         return base::because(
            base::causes::malformed, "several CNAME records at " + to.canonical_name.to_text());
      to.canonical_name = target_of(aliases.front()).value_or(dns::name{});
      to.chain.push_back(std::move(aliases.front()));
      if (!seen.insert(to.canonical_name).second)
         return base::because(base::causes::cname_loop, "back to " + to.canonical_name.to_text());
   }
}

// The length in wire form of the owner of the SOA record that covers `absent`. If several do, the
// nearest zone counts; 0 if there is none.
std::uint8_t size_of_zone(std::vector<dns::record> const& authority, dns::name const& absent)
{
   std::size_t size = 0;
   for (auto const& r : authority)
      if (r.type == dns::rrtype::soa && absent.is_subdomain_of(r.owner))
         size = std::max(size, r.owner.wire().size());
   return static_cast<std::uint8_t>(size);
}

// The SOA record in the authority section shows that its owner exists and has one (RFC 2308 section
// 3), so a denial of either cannot be true. Resolvers that block names make up such answers.
cause_or_none fault_of_own_soa(answer const& a)
{
   auto const& end = a.is_direct() ? a.asked.asked : a.canonical_name();
   auto const is_apex = a.zone_size == end.wire().size();
   if (!is_apex || (a.code != dns::rcode::nxdomain && a.asked.type != dns::rrtype::soa))
      return std::nullopt;
   return base::because(
      base::causes::contradiction,
      fmt::format(
         "{} {} with the SOA record of {}",
         a.code == dns::rcode::nxdomain ? "NXDOMAIN for" : "no SOA record at",
         end.to_text(),
         end.to_text()));
}

// Judges a denial by what a server must put into the authority section of one (RFC 2308 section 2).
cause_or_none fault_of_denial(answer& a)
{
   auto const& end = a.canonical_name();
   auto const& authority = a.authority();
   a.zone_size = size_of_zone(authority, end);
   if (a.zone_size != 0)
      return fault_of_own_soa(a);
   if (!a.chain().empty() && a.code == dns::rcode::noerror)
      return base::because(base::causes::incomplete_chain, "nothing about " + end.to_text());
   auto const is_ns = [](dns::record const& r) {
      return r.type == dns::rrtype::ns;
   };
   if (!authority.empty() && std::ranges::all_of(authority, is_ns))
      return base::because(
         base::causes::lame, "a referral to " + authority.front().owner.to_text());
   auto const soa = std::ranges::find(authority, dns::rrtype::soa, &dns::record::type);
   if (soa == authority.end())
      return base::because(base::causes::no_soa, "a negative answer without SOA proves nothing");
   return base::because(
      base::causes::no_soa,
      fmt::format("the SOA of {} does not cover {}", soa->owner.to_text(), end.to_text()));
}

void take_sections(dns::message&& m, answer_sections& to)
{
   to.authority = std::move(m.authority);
   to.additional = std::move(m.additional);
   put_in_canonical_order(to.authority);
   put_in_canonical_order(to.additional);
}

cause_or_none judge_sections(dns::message&& m, answer& a)
{
   auto const section = std::move(m.answer);
   take_sections(std::move(m), a.sections());
   if (auto fault = follow_chain(section, a.asked, a.sections()))
      return fault;
   if (!a.records().empty()) {
      if (a.code != dns::rcode::noerror)
         return base::because(
            base::causes::malformed, "NXDOMAIN together with the records asked for");
      a.state = status::records;
      return std::nullopt;
   }
   if (auto fault = fault_of_denial(a))
      return fault;
   a.state = status::absent;
   return std::nullopt;
}

cause_or_none judge(dns::decoded&& d, answer& a)
{
   if (auto fault = fault_of_form(d, a.asked))
      return fault;
   auto& m = d.value;
   a.code = m.head.code;
   a.secure = m.head.ad;
   if (auto fault = fault_of_extended_error(m))
      return fault;
   if (auto fault = fault_of_code(m.head.code))
      return fault;
   return judge_sections(std::move(m), a);
}

// `a` holds what dns::glance_at() has understood, if it has understood the message.
cause_or_none fault_of(exchange const& e, answer& a)
{
   if (e.failure)
      return e.failure;
   if (a.state == status::records)
      return std::nullopt;
   return a.state == status::absent ? fault_of_own_soa(a) : judge(decode_wire(e.wire), a);
}

}  // namespace

std::string_view to_text(status s)
{
   switch (s) {
      case status::records:
         return "records";
      case status::absent:
         return "absent";
      case status::unknown:
         return "unknown";
   }
   return "unknown";
}

std::string_view answer::destination() const noexcept
{
   return exchanges.empty() ? std::string_view{} : exchanges.back().destination;
}

transport answer::via() const noexcept
{
   return exchanges.empty() ? transport::udp : exchanges.back().via;
}

answer_sections& answer::sections()
{
   std::as_const(*this).sections();
   return *sections_;
}

answer_sections const& answer::sections() const
{
   if (sections_)
      return *sections_;
   sections_ = std::make_unique<answer_sections>();
   sections_->canonical_name = asked.asked;
   if (state == status::unknown)
      return *sections_;
   auto m = decode_wire(exchanges.back().wire).value;
   sections_->records = rrset(m.answer, asked.asked, asked.type);
   take_sections(std::move(m), *sections_);
   return *sections_;
}

answer_ptr make_unknown(dns::question asked, base::cause why)
{
   auto a = std::make_shared<answer>();
   a->asked = std::move(asked);
   a->why = std::move(why);
   return a;
}

bool agree_on_absence(answer const& a, answer const& b)
{
   auto const denies = [](answer const& x) {
      return x.state == status::unknown && x.why == base::causes::no_soa;
   };
   return denies(a) && denies(b) && a.code == b.code && a.asked == b.asked &&
          a.destination() != b.destination();
}

answer interpret(exchange e)
{
   answer a;
   a.asked = e.asked;
   a.exchanges.push_back(std::move(e));
   auto const& last = a.exchanges.back();
   if (!last.failure) {
      if (auto const plain = dns::glance_at(last.wire, a.asked)) {
         a.state =
            plain->result == dns::glance::result_kind::records ? status::records : status::absent;
         a.code = plain->code;
         a.secure = plain->authentic;
         a.zone_size = plain->zone_size;
      }
   }
   auto why = fault_of(last, a);
   if (why) {
      a.state = status::unknown;
      a.why = *std::move(why);
      a.sections().records.clear();
   }
   return a;
}

}  // namespace dnslint::resolver
