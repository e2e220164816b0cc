// SPDX-License-Identifier: Apache-2.0
// Prints a page of docs/ that is made from the product itself: checks, record-types or functions.
#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/cel/function.hpp"
#include "core/dns/record_type.hpp"
#include "core/rules/fix_record.hpp"

#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace {

using namespace dnslint;

std::string one_line(std::string_view text)
{
   std::string out;
   for (char const c : base::terminal_text(text))
      out += c == '|' ? std::string{"\\|"} : std::string(1, c);
   return out;
}

void print_check(rules::check const& c)
{
   fmt::print("\n### {}\n\n{}.\n\n", c.id, c.title);
   fmt::print(
      "Severity {}, category {}, {}.\n\n{}",
      base::to_text(c.severity),
      c.category,
      c.control.empty() ? "no control: reported, not scored" : "control " + c.control,
      c.docs);
   if (!c.docs.ends_with('\n'))
      fmt::print("\n");
   cel::bindings example;
   example.domain = "example.com";
   if (c.how_to_fix.text)
      fmt::print("\nTo fix it: {}\n", c.how_to_fix.text->render(example));
   auto const record =
      c.how_to_fix.record ? rules::render_record(*c.how_to_fix.record, example) : std::string{};
   if (!record.empty())
      fmt::print("\n```\n{}\n```\n", record);
   fmt::print("\nReferences: {}.\n", fmt::join(c.references, "; "));
}

int print_checks(std::string const& plugins, std::string const& rules)
{
   audit::selection wanted;
   wanted.plugin_folders = {plugins};
   wanted.rule_paths = {rules};
   auto const built = audit::build_plan(wanted, plugin::load_code::no);
   if (!built || !built->problems.empty()) {
      fmt::print(stderr, "{}", base::to_text(built ? built->problems : built.errors()));
      return 1;
   }
   fmt::print(
      "# Checks\n\n"
      "Made from the plugins' checks.yaml and the rule packs by `generate_docs checks`; do not "
      "edit.\n\n"
      "| check | severity | what passes |\n|---|---|---|\n");
   for (auto const& c : built->made->checks) {
      std::string anchor;
      for (char const letter : c.definition->id)
         anchor += letter == '/' ? "" : std::string(1, letter);
      fmt::print(
         "| [{}](#{}) | {} | {} |\n",
         c.definition->id,
         anchor,
         base::to_text(c.definition->severity),
         one_line(c.definition->title));
   }
   for (auto const& c : built->made->checks)
      print_check(*c.definition);
   return 0;
}

std::string_view type_text(dns::value_type type)
{
   switch (type) {
      case dns::value_type::integer:
         return "int";
      case dns::value_type::text:
         return "string";
      case dns::value_type::bytes:
         return "bytes";
      case dns::value_type::bytes_list:
         return "list of bytes";
      case dns::value_type::text_list:
         return "list of strings";
   }
   return "";
}

int print_record_types()
{
   fmt::print(
      "# Record types\n\n"
      "Made from the table in core/dns by `generate_docs record-types`; do not edit.\n\n"
      "These are the fields of records in expressions (`x.records[0].preference`) and in the "
      "plugin\n"
      "ABI. Every record has `rdata` (bytes) too, in expressions also `owner`, `type` and `ttl`. "
      "Types\n"
      "that are not listed have `rdata` only (RFC 3597). Text has bytes that are not UTF-8 as "
      "\\DDD.\n\n"
      "| type | number | field | value | meaning |\n|---|---|---|---|---|\n");
   for (auto const& row : dns::record_types()) {
      for (auto const& f : row.fields)
         fmt::print(
            "| {} | {} | `{}` | {} | {} |\n",
            row.mnemonic,
            static_cast<unsigned>(row.type),
            f.key,
            type_text(dns::type_of(f.kind)),
            one_line(f.description));
      if (dns::field_type(row.type, "text"))
         fmt::print(
            "| {} | {} | `text` | string | the strings put together |\n",
            row.mnemonic,
            static_cast<unsigned>(row.type));
   }
   return 0;
}

std::string signature(cel::function const& f)
{
   std::string arguments;
   for (std::size_t i = f.style == cel::call_style::receiver ? 1 : 0; i < f.arity; ++i)
      arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ", "xyzw"[i]);
   return fmt::format(
      "{}{}({})", f.style == cel::call_style::receiver ? "x." : "", f.name, arguments);
}

int print_functions()
{
   fmt::print(
      "# Functions of rule expressions\n\n"
      "Made from the tables in core/cel by `generate_docs functions`; do not edit. Operators and "
      "macros\n"
      "are in [rule-language.md](rule-language.md).\n\n| call | what it gives |\n|---|---|\n");
   for (auto const& f : cel::functions())
      fmt::print("| `{}` | {} |\n", signature(f), one_line(f.description));
   return 0;
}

}  // namespace

int main(int argc, char** argv)
{
   std::string_view const page = argc > 1 ? argv[1] : "";
   if (page == "checks" && argc == 4)
      return print_checks(argv[2], argv[3]);
   if (page == "record-types")
      return print_record_types();
   if (page == "functions")
      return print_functions();
   fmt::print(
      stderr, "usage: generate_docs checks PLUGIN_DIR RULES_DIR | record-types | functions\n");
   return 2;
}
