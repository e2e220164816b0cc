// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "policy_facts.hpp"

#include <dnslint/parse_output.hpp>

namespace mta_sts {

dnslint::task parse_record_command(dnslint::command_context cx)
{
   auto const text = dnslint::record_in(cx.input());
   if (!is_sts_record(text))
      co_return dnslint::report_errors(
         cx, {{1, "an MTA-STS record begins with v=STSv1;, in this case"}});
   auto const record = read_sts_record(text);
   publish_record(cx.values(), record);
   if (!record.id.empty())
      cx.text("id = " + record.id + '\n');
   dnslint::report_errors(cx, record.errors);
}

dnslint::task parse_policy_command(dnslint::command_context cx)
{
   auto const policy = read_sts_policy(cx.input());
   publish_policy(cx.values(), policy);
   if (!policy.mode.empty())
      cx.text("mode = " + policy.mode + '\n');
   if (policy.max_age)
      cx.text("max_age = " + std::to_string(*policy.max_age) + " seconds\n");
   for (auto const& pattern : policy.mx)
      cx.text("mx = " + pattern + '\n');
   for (auto const& e : policy.errors)
      cx.text("line " + std::to_string(e.line) + ": " + e.text + '\n');
   if (!policy.is_valid())
      cx.status(dnslint::exit_status::wrong);
   co_return;
}

}  // namespace mta_sts
