// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_DIRECT_HPP
#define DNSLINT_DIRECT_HPP

#include <dnslint/answer.hpp>

#include <coroutine>
#include <cstdint>
#include <optional>
#include <string>

namespace dnslint {

// A question to one name server. Without flags it is put as a resolver asks an authority.
struct direct_question {
   std::string address;  // IPv4 or IPv6
   std::string name;
   rrtype type = rrtype::a;
   std::uint16_t port = 53;
   std::uint32_t flags = 0;  // DNSLINT_DIRECT_...
   std::uint16_t udp_size = 1232;
   std::uint16_t edns_version = 0;
   std::string edns_options;  // as on the wire
};

// The header of the message that settled an answer, and its OPT record.
struct reply_header {
   bool aa = false;
   bool tc = false;
   bool rd = false;
   bool ra = false;
   bool ad = false;
   bool cd = false;
   std::uint16_t rcode = 0;
   std::uint32_t bytes = 0;
   bool over_tcp = false;
   bool has_edns = false;
   std::uint16_t edns_version = 0;
   std::uint16_t udp_size = 0;
   bool dnssec_ok = false;
   std::string edns_options;  // as on the wire
};

// What a server said, whatever it was. A view, as an answer is.
class direct_answer : public answer {
public:
   direct_answer(
      dnslint_dns const* dns, dnslint_dns_direct const* direct, dnslint_reply const* reply) noexcept
   : answer{dns, reply}
   , direct_{direct}
   , reply_{reply}
   {}

   // Null when no message came.
   std::optional<reply_header> header() const
   {
      dnslint_reply_header raw{};
      raw.size = sizeof raw;
      if (direct_->header(reply_, &raw) != DNSLINT_OK)
         return std::nullopt;
      auto const has = [&](unsigned bit) {
         return (raw.flags & bit) != 0;
      };
      return reply_header{
         has(0x0400),
         has(0x0200),
         has(0x0100),
         has(0x0080),
         has(0x0020),
         has(0x0010),
         raw.rcode,
         raw.bytes,
         raw.over_tcp != 0,
         raw.has_edns != 0,
         raw.edns_version,
         raw.udp_size,
         raw.dnssec_ok != 0,
         std::string{detail::from_abi(raw.edns_options)}};
   }

private:
   dnslint_dns_direct const* direct_;
   dnslint_reply const* reply_;
};

// `co_await cx.query_at(question)`. Lives in the frame of the coroutine that awaits it.
class direct_query {
public:
   direct_query(
      dnslint_dns const* dns,
      dnslint_dns_direct const* direct,
      dnslint_run* run,
      direct_question asked) noexcept
   : dns_{dns}
   , direct_{direct}
   , run_{run}
   , asked_{std::move(asked)}
   {}

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> waiting) noexcept
   {
      waiting_ = waiting;
      dnslint_direct_question raw{};
      raw.size = sizeof raw;
      raw.flags = asked_.flags;
      raw.address = detail::to_abi(asked_.address);
      raw.name = detail::to_abi(asked_.name);
      raw.port = asked_.port;
      raw.type = static_cast<std::uint16_t>(asked_.type);
      raw.udp_size = asked_.udp_size;
      raw.edns_version = asked_.edns_version;
      raw.edns_options = detail::to_abi(asked_.edns_options);
      direct_->query(run_, &raw, &answered, this);
   }
   direct_answer await_resume() const noexcept { return {dns_, direct_, reply_}; }

private:
   static void answered(void* user, dnslint_reply const* reply) noexcept
   {
      auto* const self = static_cast<direct_query*>(user);
      self->reply_ = reply;
      self->waiting_.resume();
   }

   dnslint_dns const* dns_;
   dnslint_dns_direct const* direct_;
   dnslint_run* run_;
   direct_question asked_;
   dnslint_reply const* reply_ = nullptr;
   std::coroutine_handle<> waiting_;
};

}  // namespace dnslint

#endif
