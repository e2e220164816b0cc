// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "limits.hpp"
#include "selection.hpp"
#include "spf_facts.hpp"

#include <dnslint/parse_output.hpp>
#include <dnslint/text.hpp>

namespace spf {
namespace {

void write_terms(
   dnslint::command_context const& cx, std::string_view text, spf_record const& record)
{
   for (auto const& t : record.terms)
      cx.text(
         "column " + std::to_string(dnslint::column_of(text, t.offset)) + ": " + t.text +
         (costs_lookup(t) ? "  (1 lookup)" : "") + '\n');
}

}  // namespace

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = dnslint::record_in(cx.input());
   if (!is_spf_record(text))
      co_return dnslint::report_errors(cx, {{1, "an SPF record begins with 'v=spf1' and a space"}});
   auto const record = read_record(text, most_terms_of_dns);
   publish_parse(cx.values(), text, record);
   dnslint::report_errors(cx, record.errors);
   if (record.errors.empty())
      write_terms(cx, text, record);
}

}  // namespace spf
