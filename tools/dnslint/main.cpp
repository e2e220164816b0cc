// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/openssl_start.hpp"
#include "core/engine/work.hpp"
#include "core/heap/heap_guard.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/plugin_commands.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>

namespace {

using dnslint::command::command;

constexpr std::array commands{
   command{
      "scan",
      "scan [DOMAIN...] [-l FILE|-]",
      "audit domains and report what was found",
      dnslint::command::scan_command},
   command{
      "checks", "checks [GLOB...]", "list what can be checked", dnslint::command::checks_command},
   command{
      "explain",
      "explain CHECK",
      "what a check means, or with --from what a report says of it",
      dnslint::command::explain_command},
   command{
      "report",
      "report JOURNAL [--format NAME] [-o FILE]",
      "a report from the journal of a scan",
      dnslint::command::report_command},
   command{
      "merge",
      "merge JOURNAL... -o FILE",
      "join the journals of a list's shards",
      dnslint::command::merge_command},
   command{
      "new",
      "new plugin|rule NAME [--in DIR]",
      "a plugin or a rule pack to begin with, with its tests",
      dnslint::command::new_command},
   command{
      "test",
      "test PATH...",
      "run the tests of rule packs and plugins",
      dnslint::command::test_command},
   command{
      "rules",
      "rules lint|test|try|compare|eval|schema|lock ...",
      "for authors of rules: read, test and try them",
      dnslint::command::rules_command},
   command{
      "score",
      "score --what-if REPORT [DOMAIN...]",
      "the cheapest steps to a better grade",
      dnslint::command::score_command},
   command{
      "fix",
      "fix REPORT|DOMAIN...",
      "the records to publish, as edits of zones",
      dnslint::command::fix_command},
   command{
      "rehearse",
      "rehearse --overlay FILE DOMAIN...",
      "what records would change, before they are published",
      dnslint::command::rehearse_command},
   command{
      "diff",
      "diff OLD NEW",
      "what has changed between two reports",
      dnslint::command::diff_command},
   command{
      "profile",
      "profile list|show|schema",
      "profiles: which ones there are, and what is in force by one",
      dnslint::command::profile_command},
   command{
      "config",
      "config show|schema",
      "the project's file: what is in force here, and where it comes from",
      dnslint::command::config_command},
   command{
      "plugin",
      "plugin check FILE.so...",
      "try plugins as a host would, and harder",
      dnslint::command::plugin_command},
   command{
      "decode",
      "decode [--from FORM] < MESSAGE",
      "one DNS message as JSON",
      dnslint::command::decode_command},
   command{
      "lab",
      "lab FILE... [--listen ADDR:PORT]",
      "serve zone and lab files on loopback, with their faults",
      dnslint::command::lab_command},
   command{
      "version",
      "version",
      "what this dnslint is made of, and what it loads",
      dnslint::command::version_command}};

// In two columns; a usage that is too long for the first has a line of its own.
void print_row(std::string_view usage, std::string_view summary)
{
   constexpr std::size_t column = 36;
   if (usage.size() + 4 > column)
      fmt::print("  {}\n{:{}}{}\n", usage, "", column, summary);
   else
      fmt::print("  {:{}}{}\n", usage, column - 2, summary);
}

void print_help(std::vector<std::string> const& arguments)
{
   fmt::print(
      "dnslint audits the DNS and e-mail security of domains.\n\n"
      "Usage: dnslint COMMAND [OPTIONS]\n\n");
   for (auto const& c : commands)
      print_row(c.usage, c.summary);
   if (auto const brought = dnslint::command::plugin_commands(arguments); !brought.empty()) {
      fmt::print("\nBrought by plugins:\n\n");
      for (auto const& c : brought)
         print_row(c.usage, c.summary);
   }
   fmt::print(
      "\nTo begin with:\n\n"
      "  dnslint example.com                       one domain, by the system's resolver\n"
      "  dnslint scan -l domains.txt --format jsonl -o report.jsonl\n"
      "  dnslint explain spf/present               why this matters, and what to publish\n\n"
      "`dnslint COMMAND --help` has a command's options.\n");
}

int unknown_command(std::vector<std::string> const& arguments)
{
   auto const& word = arguments[0];
   std::vector<std::string> names;
   names.reserve(commands.size());
   for (auto const& c : commands)
      names.emplace_back(c.name);
   for (auto const& c : dnslint::command::plugin_commands(arguments))
      names.push_back(c.name);
   auto const near = dnslint::base::nearest(word, names);
   fmt::print(
      stderr,
      "dnslint: '{}' is no command{}\n`dnslint --help` lists them\n",
      dnslint::base::terminal_text(word),
      near.empty() ? std::string{} : fmt::format(", did you mean '{}'?", near));
   return dnslint::command::usage;
}

// Memory is guarded where plugins audit lists, and where they are tried: a guard costs time.
void choose_guard(std::vector<std::string> const& arguments)
{
   auto const* const guard = dnslint::heap::guard_in_use();
   auto const* const wish = std::getenv("DNSLINT_HEAP_GUARD");
   auto const runs_plugins =
      !arguments.empty() && (arguments[0] == "worker" || arguments[0] == "plugin");
   if (guard != nullptr && (!runs_plugins || (wish != nullptr && std::string_view{wish} == "off")))
      guard->disable();
}

int run(std::vector<std::string> arguments)
{
   choose_guard(arguments);
   if (
      arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" ||
      arguments[0] == "help") {
      print_help(arguments);
      return arguments.empty() ? dnslint::command::usage : dnslint::command::done;
   }
   if (arguments[0] == "--version")
      arguments[0] = "version";
   // Not for people, so no part of the help.
   if (arguments[0] == "worker")
      return dnslint::engine::work();
   for (auto const& c : commands)
      if (c.name == arguments[0])
         return c.run({arguments.begin() + 1, arguments.end()});
   if (auto const status = dnslint::command::run_plugin_command(arguments))
      return *status;
   // No command has a dot in its name, and nearly every domain has.
   if (arguments[0].find('.') != std::string::npos)
      return dnslint::command::scan_command(arguments);
   return unknown_command(arguments);
}

}  // namespace

int main(int argc, char** argv)
{
   try {
      dnslint::base::start_openssl();
      return run({argv + 1, argv + argc});
   } catch (std::exception const& e) {
      fmt::print(stderr, "dnslint: internal error: {}\n", dnslint::base::terminal_text(e.what()));
      return dnslint::command::incomplete;
   }
}
