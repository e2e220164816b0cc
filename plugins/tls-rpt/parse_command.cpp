// SPDX-License-Identifier: Apache-2.0
#include "parse_command.hpp"

#include "record_facts.hpp"

#include <dnslint/parse_output.hpp>

namespace tls_rpt {

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = dnslint::record_in(cx.input());
   if (!is_tls_rpt_record(text))
      co_return dnslint::report_errors(
         cx, {{1, "a TLS-RPT record begins with v=TLSRPTv1;, in this case"}});
   auto const record = read_tls_rpt_record(text);
   publish_fields(cx.values(), record);
   for (auto const& uri : record.rua)
      cx.text("rua = " + uri + '\n');
   report_errors(cx, record.errors);
}

}  // namespace tls_rpt
