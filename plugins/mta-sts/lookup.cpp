// SPDX-License-Identifier: Apache-2.0
#include "lookup.hpp"

#include <dnslint/text.hpp>

#include <utility>

namespace mta_sts {
namespace {

constexpr std::uint64_t most_policy_bytes = 65'536;  // RFC 8461 section 3.3 suggests this limit

std::string policy_host(std::string_view domain)
{
   return "mta-sts." + std::string{domain};
}

// Whether the host has an address, as two answers say; null when that is not known.
std::optional<bool> has_address(
   dnslint::answer const& ipv4, dnslint::answer const& ipv6, std::optional<dnslint::cause>& why)
{
   if (!ipv4.records().empty() || !ipv6.records().empty())
      return true;
   if (ipv4.unknown() || ipv6.unknown()) {
      why = ipv4.unknown() ? ipv4.cause() : ipv6.cause();
      return std::nullopt;
   }
   return false;
}

// A server that is out of order, or that has enough to do, says nothing about the policy: senders
// try again (RFC 9110 section 15.5.9, RFC 8470 section 5.2, RFC 6585 section 4).
bool is_passing(std::uint32_t status)
{
   return status >= 500 || status == 408 || status == 425 || status == 429;
}

void take_reply(dnslint::https_reply const& reply, found_policy& into)
{
   if (!reply.has_response()) {
      auto const tls = reply.tls();
      if (tls.is_judged && tls.errors != 0)
         into.certificate_errors = tls.errors;
      else
         into.why_unknown = reply.cause();
      return;
   }
   if (is_passing(reply.status())) {
      into.why_unknown = dnslint::cause{
         dnslint::cause_class::transient,
         "http-status",
         "the policy host answers with HTTP status " + std::to_string(reply.status())};
      return;
   }
   into.status = reply.status();
   into.media_type = reply.media_type();
   into.location = reply.header("location").value_or("");
   if (reply.status() == 200)
      into.policy = read_sts_policy(reply.body());
}

}  // namespace

std::string record_name(std::string_view domain)
{
   return "_mta-sts." + std::string{domain};
}

std::string policy_url(std::string_view domain, std::int64_t port)
{
   auto const authority =
      policy_host(domain) + (port == https_port ? "" : ":" + std::to_string(port));
   return "https://" + authority + "/.well-known/mta-sts.txt";
}

dnslint::co<found_records> find_records(dnslint::context cx, std::string domain)
{
   auto const name = record_name(domain);
   auto const answer = co_await cx.query(name, dnslint::rrtype::txt);
   found_records found;
   if (answer.unknown()) {
      found.why_unknown = answer.cause();
      co_return found;
   }
   for (auto const r : answer.records()) {
      std::string text;
      for (auto const part : r.strings())
         text += part;
      if (is_sts_record(text))
         found.records.push_back(std::move(text));
      else if (resembles_sts_record(text) && found.ignored.size() != most_told)
         found.ignored.push_back(std::move(text));
   }
   co_return found;
}

dnslint::co<found_policy> find_policy(dnslint::context cx, std::string domain, std::int64_t port)
{
   found_policy found;
   found.host = policy_host(domain);
   std::vector<dnslint::question> const addresses{
      {found.host, dnslint::rrtype::a}, {found.host, dnslint::rrtype::aaaa}};
   auto const answers = co_await cx.query_all(addresses);
   auto const end = answers[0].canonical_name();
   if (end != found.host)
      found.alias = end;
   auto const known = has_address(answers[0], answers[1], found.why_unknown);
   found.has_address = known.value_or(false);
   if (!found.has_address)
      co_return found;
   dnslint::https_request request;
   request.url = policy_url(domain, port);
   request.most_bytes = most_policy_bytes;
   auto const reply = co_await cx.get_https(request);
   take_reply(reply, found);
   co_return found;
}

}  // namespace mta_sts
