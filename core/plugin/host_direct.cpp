// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/plugin/host_run.hpp"
#include "core/resolver/shared/direct_resolver.hpp"

#include <arpa/inet.h>
#include <optional>
#include <span>

namespace dnslint::plugin {
namespace {

using resolver::direct_question;

// Reads EDNS options (RFC 6891 section 6.1.2). Null if the bytes are no options.
std::optional<std::vector<dns::edns_option>> options_from(std::string_view wire)
{
   constexpr std::size_t header_size = 4;
   auto const u16 = [&](std::size_t at) {
      return static_cast<std::uint16_t>(
         static_cast<std::uint8_t>(wire[at]) << 8U | static_cast<std::uint8_t>(wire[at + 1]));
   };
   std::vector<dns::edns_option> all;
   while (wire.size() >= header_size) {
      auto const length = u16(2);
      if (wire.size() < header_size + length)
         return std::nullopt;
      all.push_back({u16(0), std::string{wire.substr(header_size, length)}});
      wire.remove_prefix(header_size + length);
   }
   return wire.empty() ? std::optional{all} : std::nullopt;
}

std::string to_wire(std::vector<dns::edns_option> const& options)
{
   std::string wire;
   auto const add = [&](std::size_t n) {
      wire += static_cast<char>(n >> 8U);
      wire += static_cast<char>(n & 0xffU);
   };
   for (auto const& o : options) {
      add(o.code);
      add(o.data.size());
      wire += o.data;
   }
   return wire;
}

// The address as inet_ntop() writes it, so that one server has one name. Empty if the text is no
// address.
std::string canonical_address(std::string const& text)
{
   std::array<char, INET6_ADDRSTRLEN> out{};
   in6_addr raw{};
   for (auto const family : {AF_INET, AF_INET6})
      if (
         inet_pton(family, text.c_str(), &raw) == 1 &&
         inet_ntop(family, &raw, out.data(), out.size()) != nullptr)
         return out.data();
   return {};
}

dns::query_form form_of(dnslint_direct_question const& q)
{
   dns::query_form form;
   form.rd = (q.flags & DNSLINT_DIRECT_RD) != 0;
   form.ad = (q.flags & DNSLINT_DIRECT_AD) != 0;
   form.cd = (q.flags & DNSLINT_DIRECT_CD) != 0;
   form.edns = (q.flags & DNSLINT_DIRECT_NO_EDNS) == 0;
   form.dnssec_ok = (q.flags & DNSLINT_DIRECT_DO) != 0;
   form.version = static_cast<std::uint8_t>(q.edns_version);
   if (q.udp_size != 0)
      form.udp_size = q.udp_size;
   return form;
}

// The question of a plugin. Null if it cannot be asked as it stands; `why` then has the cause.
std::optional<direct_question> question_from(dnslint_direct_question const& raw, base::cause& why)
{
   if (!has_first_form(raw)) {
      why = base::because(base::causes::misuse, "a direct question of the wrong size");
      return std::nullopt;
   }
   auto asked = dns::name::from_text(from_abi(raw.name));
   auto address = canonical_address(std::string{from_abi(raw.address)});
   auto options = options_from(from_abi(raw.edns_options));
   if (!asked)
      why = base::because(base::causes::invalid_name, std::string{from_abi(raw.name)});
   else if (address.empty() || !options || raw.edns_version > 255)
      why = base::because(
         base::causes::misuse,
         "a direct question to '" + bounded(raw.address) + "' with a mistake in it");
   else {
      direct_question q;
      q.server = {std::move(address), raw.port == 0 ? std::uint16_t{53} : raw.port};
      q.asked = {*std::move(asked), static_cast<dns::rrtype>(raw.type)};
      q.form = form_of(raw);
      q.form.options = *std::move(options);
      q.via = (raw.flags & DNSLINT_DIRECT_TCP) != 0 ? resolver::transport::tcp
                                                    : resolver::transport::udp;
      q.truncated_will_do = (raw.flags & DNSLINT_DIRECT_TRUNCATED) != 0;
      return q;
   }
   return std::nullopt;
}

void query(
   dnslint_run* run,
   dnslint_direct_question const* raw,
   dnslint_query_done done,
   void* user) noexcept
{
   base::cause why;
   auto const q = question_from(*raw, why);
   auto const asked = q ? q->asked : dns::question{{}, static_cast<dns::rrtype>(raw->type)};
   auto const id = run->open({asked, done, user});
   if (!q)
      run->answer_later(id, resolver::make_unknown(asked, std::move(why)));
   else if (run->expired || run->finished)
      run->answer_later(id, resolver::make_unknown(asked, base::because(base::causes::deadline)));
   else
      run->where.memo->ask_direct(
         *run->where.direct, *q, [keep_run = run->shared_from_this(), id](resolver::answer_ptr a) {
            keep_run->answer(id, std::move(a));
         });
}

dnslint_status header(dnslint_reply const* reply, dnslint_reply_header* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   auto const& exchanges = reply->answer->exchanges;
   if (exchanges.empty() || exchanges.back().wire.size() < 4)
      return DNSLINT_NONE;
   auto const& e = exchanges.back();
   auto const m =
      dns::decode(std::span{reinterpret_cast<std::uint8_t const*>(e.wire.data()), e.wire.size()})
         .value;
   out->flags = static_cast<std::uint16_t>(
      static_cast<std::uint8_t>(e.wire[2]) << 8U | static_cast<std::uint8_t>(e.wire[3]));
   out->rcode = static_cast<std::uint16_t>(m.head.code);
   out->bytes = static_cast<std::uint32_t>(e.wire.size());
   out->over_tcp = e.via == resolver::transport::udp ? 0 : 1;
   auto const opt = m.opt.value_or(dns::edns{0, 0, false, {}});
   out->has_edns = m.opt ? 1 : 0;
   out->edns_version = opt.version;
   out->udp_size = opt.udp_size;
   out->dnssec_ok = opt.dnssec_ok ? 1 : 0;
   out->edns_options = to_abi(reply->texts.emplace_front(to_wire(opt.options)));
   return DNSLINT_OK;
}

}  // namespace

dnslint_dns_direct const dns_direct_table{sizeof(dnslint_dns_direct), 0, query, header};

}  // namespace dnslint::plugin
