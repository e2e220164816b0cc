// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_schema.hpp"

#include "core/base/escape.hpp"
#include "core/base/indented_json.hpp"
#include "core/lab/lab_schema.hpp"
#include "core/rules/pack_shape.hpp"
#include "tools/dnslint/exit_status.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

int print_schema_help(std::FILE* to, int status)
{
   fmt::print(
      to,
      "Usage: dnslint rules schema pack|lab\n\n"
      "Writes the JSON Schema (draft-07) of rule packs or of lab files. Editors with a YAML "
      "language\n"
      "server use it when the file's first line says where it is:\n"
      "   # yaml-language-server: $schema=schema.json\n");
   return status;
}

}  // namespace

int rules_schema(std::vector<std::string> const& arguments)
{
   if (arguments.size() != 1)
      return print_schema_help(stderr, usage);
   auto const& subject = arguments[0];
   if (subject == "--help" || subject == "-h")
      return print_schema_help(stdout, done);
   if (subject != "pack" && subject != "lab") {
      fmt::print(
         stderr,
         "dnslint rules schema: '{}' is neither pack nor lab\n",
         base::terminal_text(subject));
      return usage;
   }
   fmt::print(
      "{}\n",
      base::indented_json(subject == "pack" ? rules::pack_schema() : resolver::lab_schema()));
   return done;
}

}  // namespace dnslint::command
