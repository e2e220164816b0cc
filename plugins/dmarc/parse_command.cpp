// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "dmarc_facts.hpp"

namespace dmarc {
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
   cx.text("column " + std::to_string(e.column) + ": " + e.text + '\n');
   auto const error = cx.values().map("error");
   error.set("column", e.column);
   error.set("message", e.text);
   cx.status(dnslint::exit_status::wrong);
}

}  // namespace

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const record = parse_dmarc_record(record_in(cx.input()));
   if (!record)
      co_return fail(cx, {1, "a DMARC record begins with v=DMARC1, in upper case"});
   cx.values().set("record", std::string_view{record->text});
   publish_tags(cx.values(), *record);
   publish_asked(cx.values(), *record);
   for (auto const& [name, value] : record->tags)
      cx.text(name + " = " + value + '\n');
   if (!record->errors.empty())
      fail(cx, record->errors.front());
}

}  // namespace dmarc
