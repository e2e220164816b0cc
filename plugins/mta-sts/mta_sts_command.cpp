// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "mx_pattern.hpp"
#include "policy_facts.hpp"

#include <dnslint/text.hpp>

namespace mta_sts {
namespace {

std::optional<std::int64_t> port_of(std::optional<std::string_view> given)
{
   if (!given)
      return https_port;
   constexpr std::size_t longest = 5;
   constexpr std::int64_t largest = 65'535;
   if (
      given->empty() || given->size() > longest ||
      given->find_first_not_of("0123456789") != given->npos)
      return std::nullopt;
   auto const port = std::stoll(std::string{*given});
   return port >= 1 && port <= largest ? std::optional<std::int64_t>{port} : std::nullopt;
}

dnslint::co<std::vector<std::string>> find_exchanges(dnslint::context cx, std::string domain)
{
   auto const answer = co_await cx.query(domain, dnslint::rrtype::mx);
   std::vector<std::string> all;
   for (auto const r : answer.records())
      all.emplace_back(r.text("exchange"));
   co_return all;
}

void write_records(dnslint::command_context const& cx, found_records const& found)
{
   if (found.why_unknown)
      return cx.text("record   unknown: " + found.why_unknown->code + '\n');
   if (found.records.empty())
      cx.text("record   none\n");
   for (auto const& text : found.records)
      cx.text("record   " + text + '\n');
   for (auto const& text : found.ignored)
      cx.text("ignored  " + text + '\n');
}

// What stands in place of a policy.
std::string request_text(found_policy const& found)
{
   if (found.why_unknown)
      return "unknown: " + found.why_unknown->code +
             (found.why_unknown->detail.empty() ? "" : ", " + found.why_unknown->detail);
   if (!found.has_address)
      return found.host + " has no address" +
             (found.alias.empty() ? "" : "; it is an alias of " + found.alias);
   if (found.certificate_errors != 0)
      return dnslint::certificate_errors_text(found.certificate_errors);
   return "HTTP status " + std::to_string(found.status.value_or(0)) +
          (found.location.empty() ? "" : ", to " + found.location);
}

void write_policy(
   dnslint::command_context const& cx,
   sts_policy const& policy,
   std::vector<std::string> const& exchanges)
{
   cx.text("mode     " + (policy.mode.empty() ? "none that is known" : policy.mode) + '\n');
   if (policy.max_age)
      cx.text("max_age  " + std::to_string(*policy.max_age) + " seconds\n");
   for (auto const& pattern : policy.mx)
      cx.text("mx       " + pattern + '\n');
   for (auto const& e : policy.errors)
      cx.text("wrong    line " + std::to_string(e.line) + ": " + e.text + '\n');
   for (auto const& host : uncovered(policy.mx, exchanges))
      cx.text("lacks    " + host + '\n');
   for (auto const& pattern : unused(policy.mx, exchanges))
      cx.text("unused   " + pattern + '\n');
}

bool is_well(
   found_records const& records,
   found_policy const& found,
   std::vector<std::string> const& exchanges)
{
   return records.records.size() == 1 && read_sts_record(records.records.front()).errors.empty() &&
          found.policy && found.policy->is_valid() &&
          uncovered(found.policy->mx, exchanges).empty();
}

}  // namespace

dnslint::task mta_sts_command(dnslint::command_context cx)
{
   if (cx.argument_count() != 1) {
      cx.text("name one domain: dnslint mta-sts DOMAIN\n");
      co_return cx.status(dnslint::exit_status::usage);
   }
   auto const port = port_of(cx.given("port"));
   if (!port) {
      cx.text("--port takes a number from 1 to 65535\n");
      co_return cx.status(dnslint::exit_status::usage);
   }
   auto const domain = dnslint::to_lower(cx.argument(0));
   auto const records = co_await find_records(cx, domain);
   auto const found = co_await find_policy(cx, domain, *port);
   auto const exchanges = co_await find_exchanges(cx, domain);
   write_records(cx, records);
   cx.text("policy   " + policy_url(domain, *port) + '\n');
   publish_texts(cx.values(), "records", records.records);
   publish_request(cx.values(), found);
   if (found.policy) {
      publish_policy(cx.values(), *found.policy);
      write_policy(cx, *found.policy, exchanges);
   } else {
      cx.text("         " + request_text(found) + '\n');
   }
   if (!is_well(records, found, exchanges))
      cx.status(dnslint::exit_status::wrong);
}

}  // namespace mta_sts
