// SPDX-License-Identifier: Apache-2.0
#include "parse_command.hpp"

#include "ascii.hpp"
#include "caa_set.hpp"
#include "property_text.hpp"

#include <algorithm>

namespace caa {
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

void fail(dnslint::command_context const& cx, value_error const& e)
{
   auto const error = cx.values().map("error");
   error.set("column", e.column);
   error.set("message", std::string_view{e.text});
   cx.text("column " + std::to_string(e.column) + ": " + e.text + '\n');
   cx.status(dnslint::exit_status::wrong);
}

void publish(dnslint::command_context const& cx, judged_property const& judged)
{
   auto const values = cx.values();
   values.set("flags", judged.written.flags);
   values.set("critical", judged.written.is_critical());
   values.set("tag", std::string_view{judged.tag});
   values.set("is_registered", judged.kind != property_kind::unregistered);
   auto const value = printable(judged.written.value);
   values.set("value", std::string_view{value});
   if (judged.kind == property_kind::issuer)
      values.set("issuer", std::string_view{judged.issuer});
   else
      values.set("issuer", nullptr);
   cx.text("flags = " + std::to_string(judged.written.flags));
   cx.text(judged.written.is_critical() ? " (critical)\n" : "\n");
   cx.text("tag = " + judged.tag + "\nvalue = " + value + '\n');
}

// Where a byte of the value stands in the text.
value_error placed(value_error e, std::vector<std::size_t> const& columns)
{
   auto const last = columns.size() - 1;
   e.column = columns[std::min(e.column == 0 ? 0 : e.column - 1, last)];
   return e;
}

}  // namespace

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = read_property_text(record_in(cx.input()));
   if (text.error)
      co_return fail(cx, *text.error);
   auto const judged = judge_property(text.read);
   publish(cx, judged);
   if (judged.kind == property_kind::unregistered)
      co_return fail(
         cx, {text.tag_column, "no certification authority knows the tag " + judged.tag});
   for (auto const* errors : {&judged.errors, &judged.parameter_errors})
      if (!errors->empty())
         co_return fail(cx, placed(errors->front(), text.value_columns));
}

}  // namespace caa
