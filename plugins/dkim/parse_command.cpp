// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "key_facts.hpp"
#include "key_lines.hpp"

#include <dnslint/parse_output.hpp>

namespace dkim {

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = dnslint::record_in(cx.input());
   auto const key = read_key_record(text);
   {
      auto const record = cx.values().map("record");
      publish_record(record, key);
   }
   cx.text(key_summary(key) + '\n');
   dnslint::report_errors(cx, key.errors);
   co_return;
}

}  // namespace dkim
