// SPDX-License-Identifier: Apache-2.0
#include "parse_command.hpp"

#include "caa_set.hpp"
#include "property_text.hpp"

#include <dnslint/parse_output.hpp>
#include <dnslint/text.hpp>

namespace caa {
namespace {

void publish(dnslint::command_context const& cx, judged_property const& judged)
{
   auto const values = cx.values();
   values.set("flags", judged.written.flags);
   values.set("critical", judged.written.is_critical());
   values.set("tag", std::string_view{judged.tag});
   values.set("is_registered", judged.kind != property_kind::unregistered);
   auto const value = dnslint::printable(judged.written.value);
   values.set("value", std::string_view{value});
   if (judged.kind == property_kind::issuer)
      values.set("issuer", std::string_view{judged.issuer});
   else
      values.set("issuer", nullptr);
   cx.text("flags = " + std::to_string(judged.written.flags));
   cx.text(judged.written.is_critical() ? " (critical)\n" : "\n");
   cx.text("tag = " + judged.written_tag + "\nvalue = " + value + '\n');
}

std::vector<dnslint::parse_error> errors_of(
   judged_property const& judged, property_text const& made, std::string_view text)
{
   if (judged.kind == property_kind::unregistered) {
      std::string error = "no certification authority knows the tag " + judged.written_tag;
      if (auto const meant = resembled_tag(judged.written.tag); !meant.empty())
         error += ", which resembles " + std::string{meant};
      return {{dnslint::column_of(text, made.tag_offset), std::move(error)}};
   }
   std::vector<dnslint::parse_error> all;
   for (auto const* errors : {&judged.errors, &judged.parameter_errors})
      for (auto const& e : *errors)
         all.push_back(error_in_text(e, made, text));
   return all;
}

}  // namespace

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = dnslint::record_in(cx.input());
   auto const made = read_property_text(text);
   if (made.error)
      co_return dnslint::report_errors(cx, {*made.error});
   auto const judged = judge_property(made.read);
   publish(cx, judged);
   report_errors(cx, errors_of(judged, made, text));
}

}  // namespace caa
