// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "policy_facts.hpp"
#include "policy_probe.hpp"

#include <dnslint/parse_output.hpp>
#include <dnslint/plugin.hpp>

namespace mta_sts {
namespace {

dnslint::task record_probe(dnslint::context cx)
{
   std::string const domain{cx.domain()};
   auto const found = co_await find_records(cx, domain);
   if (found.why_unknown)
      co_return cx.unknown(*found.why_unknown);
   auto const facts = cx.facts();
   facts.set("records", found.records.size());
   publish_texts(facts, "ignored", found.ignored);
   bool const is_one = found.records.size() == 1;
   auto const record = is_one ? read_sts_record(found.records.front()) : sts_record{};
   facts.set(
      "record", is_one ? std::optional<std::string_view>{found.records.front()} : std::nullopt);
   publish_record(facts, record);
   dnslint::publish_errors(facts, "errors", record.errors);
}

}  // namespace
}  // namespace mta_sts

DNSLINT_PLUGIN(
   "mta-sts",
   "0.1.0",
   dnslint::make_probe<mta_sts::record_probe>("record"),
   dnslint::make_probe<mta_sts::policy_probe>("policy"),
   dnslint::make_command<mta_sts::mta_sts_command>("mta-sts"),
   dnslint::make_command<mta_sts::parse_record_command>("parse mta-sts"),
   dnslint::make_command<mta_sts::parse_policy_command>("parse mta-sts-policy"))
