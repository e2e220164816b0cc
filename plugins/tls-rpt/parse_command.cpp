// SPDX-License-Identifier: Apache-2.0
#include "parse_command.hpp"

#include "record_facts.hpp"

namespace tls_rpt {
namespace {

// The line feed that ends a line of text is no part of the record.
std::string_view record_in(std::string_view input)
{
   if (input.ends_with('\n'))
      input.remove_suffix(1);
   if (input.ends_with('\r'))
      input.remove_suffix(1);
   return input;
}

void fail(dnslint::command_context const& cx, record_error const& e)
{
   auto const error = cx.values().map("error");
   error.set("column", e.column);
   error.set("message", std::string_view{e.text});
   cx.text("column " + std::to_string(e.column) + ": " + e.text + '\n');
   cx.status(dnslint::exit_status::wrong);
}

}  // namespace

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = record_in(cx.input());
   if (!is_tls_rpt_record(text))
      co_return fail(cx, {1, "a TLS-RPT record begins with v=TLSRPTv1;, in this case"});
   auto const record = read_tls_rpt_record(text);
   publish_fields(cx.values(), record);
   for (auto const& uri : record.rua)
      cx.text("rua = " + uri + '\n');
   if (!record.errors.empty())
      fail(cx, record.errors.front());
}

}  // namespace tls_rpt
