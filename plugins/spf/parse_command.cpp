// SPDX-License-Identifier: Apache-2.0
#include "ascii.hpp"
#include "commands.hpp"
#include "selection.hpp"
#include "spf_facts.hpp"

namespace spf {
namespace {

// No TXT record has more terms.
constexpr std::size_t most_terms = 65'536;

void fail(dnslint::command_context const& cx, std::size_t column, std::string const& message)
{
   {
      auto const error = cx.values().map("error");
      error.set("column", column);
      error.set("message", message);
   }
   cx.text("column " + std::to_string(column) + ": " + message + '\n');
   cx.status(dnslint::exit_status::wrong);
}

// The line feed that ends a line of text is no part of the record.
std::string_view record_in(std::string_view input)
{
   if (input.ends_with('\n'))
      input.remove_suffix(1);
   if (input.ends_with('\r'))
      input.remove_suffix(1);
   return input;
}

void write_terms(dnslint::command_context const& cx, spf_record const& record)
{
   for (auto const& t : record.terms)
      cx.text(
         "column " + std::to_string(t.offset + 1) + ": " + t.text +
         (costs_lookup(t) ? "  (1 lookup)" : "") + '\n');
}

}  // namespace

dnslint::task parse_command(dnslint::command_context cx)
{
   auto const text = record_in(cx.input());
   if (!is_spf_record(text))
      co_return fail(cx, 1, "an SPF record begins with 'v=spf1' and a space");
   auto const record = read_record(text, most_terms);
   publish_parse(cx.values(), text, record);
   if (record.errors.empty())
      co_return write_terms(cx, record);
   for (auto const& e : record.errors)
      cx.text("column " + std::to_string(e.column) + ": " + e.message + '\n');
   auto const error = cx.values().map("error");
   error.set("column", record.errors.front().column);
   error.set("message", record.errors.front().message);
   cx.status(dnslint::exit_status::wrong);
}

}  // namespace spf
