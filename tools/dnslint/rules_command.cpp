// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/rules_compare.hpp"
#include "tools/dnslint/rules_eval.hpp"
#include "tools/dnslint/rules_lint.hpp"
#include "tools/dnslint/rules_lock.hpp"
#include "tools/dnslint/rules_schema.hpp"
#include "tools/dnslint/rules_test_command.hpp"
#include "tools/dnslint/rules_try.hpp"

#include <array>
#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

struct rules_action {
   std::string_view name;
   int (*run)(std::vector<std::string> const& arguments);
};

constexpr std::array rules_actions{
   rules_action{"compare", rules_compare},
   rules_action{"eval", rules_eval},
   rules_action{"lint", rules_lint},
   rules_action{"lock", rules_lock},
   rules_action{"schema", rules_schema},
   rules_action{"test", rules_test},
   rules_action{"try", rules_try}};

int print_rules_help(std::FILE* to, int status)
{
   fmt::print(
      to,
      "Usage: dnslint rules eval EXPRESSION [--var NAME=JSON]...\n"
      "       dnslint rules lint PATH... [--format text|json|sarif] [--strict]\n"
      "       dnslint rules test PATH... [--strict] [--mutate] [--format text|junit]\n"
      "       dnslint rules try PACK --replay FILE DOMAIN...|-l FILE\n"
      "       dnslint rules compare --old PATH --new PATH --replay FILE DOMAIN...|-l FILE\n"
      "       dnslint rules schema pack|lab\n"
      "       dnslint rules lock [-o FILE]\n\n"
      "eval    evaluates an expression of the rule language and writes its type and value as JSON\n"
      "lint    reads rule packs, and says what is wrong or doubtful in them and how much they ask\n"
      "test    runs the tests that stand beside the rules, and says what these do not show\n"
      "try     judges recorded domains by one pack, and shows what its rules saw\n"
      "compare says what another version of packs or plugins changes about a recorded list\n"
      "schema  writes the JSON Schema of rule packs or lab files, for editors\n"
      "lock    writes the SHA-256 of the profiles, packs and plugins of a scan, for --locked\n\n"
      "`dnslint rules eval --help`, and so on, say more.\n");
   return status;
}

}  // namespace

int rules_command(std::vector<std::string> const& arguments)
{
   if (arguments.empty())
      return print_rules_help(stderr, usage);
   if (arguments[0] == "--help" || arguments[0] == "-h")
      return print_rules_help(stdout, done);
   std::vector<std::string_view> names;
   for (auto const& a : rules_actions) {
      if (a.name == arguments[0])
         return a.run({arguments.begin() + 1, arguments.end()});
      names.push_back(a.name);
   }
   auto const near = base::nearest(arguments[0], names);
   fmt::print(
      stderr,
      "dnslint rules: '{}' is none of compare, eval, lint, lock, schema, test and try{}\n",
      base::terminal_text(arguments[0]),
      near.empty() ? std::string{} : fmt::format(", did you mean '{}'?", near));
   return usage;
}

}  // namespace dnslint::command
