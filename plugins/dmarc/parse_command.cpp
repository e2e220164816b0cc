// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "dmarc_facts.hpp"

#include <dnslint/parse_output.hpp>

namespace dmarc {

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const record = parse_dmarc_record(dnslint::record_in(cx.input()));
   if (!record)
      co_return dnslint::report_errors(
         cx, {{1, "a DMARC record begins with v=DMARC1, where DMARC1 is in upper case"}});
   cx.values().set("record", std::string_view{record->text});
   publish_tags(cx.values(), *record);
   publish_asked(cx.values(), *record);
   for (auto const& [name, value] : record->tags)
      cx.text(name + " = " + value + '\n');
   report_errors(cx, record->errors);
}

}  // namespace dmarc
