// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_lint.hpp"

#include "core/audit/domain_audit.hpp"
#include "core/base/escape.hpp"
#include "core/rules/question_count.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/options.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr auto groups = option_groups{static_cast<unsigned>(option_group::selection)};

int help()
{
   fmt::print(
      "Usage: dnslint rules lint PATH... [OPTIONS]\n\n"
      "Reads rule packs as a scan would, with the facts of the loaded plugins, and prints every\n"
      "mistake with its place. Of a pack without one it says how many questions it asks about a\n"
      "domain at most. Exit status: 0, or 2 for a mistake.\n\n{}",
      describe_options(groups));
   return done;
}

int wrong(base::diagnostics const& errors)
{
   fmt::print(stderr, "{}", base::to_text(errors));
   return usage;
}

std::string counted(std::size_t count, std::string_view what)
{
   return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

void print_questions(rules::pack const& p)
{
   auto const most = rules::most_questions(p);
   auto const budget = audit::surroundings{}.budget.questions;
   fmt::print(
      "{}: {}, at most {} about a domain\n",
      base::terminal_text(p.file),
      counted(p.rules.size(), "rule"),
      counted(most, "question"));
   if (most > budget)
      fmt::print(
         "   A domain's budget is {}; what is not asked any more is unknown\n",
         counted(budget, "question"));
}

int lint_file(std::string const& file, facts::schema const& available)
{
   auto const pack = rules::load_pack(file, available);
   if (!pack)
      return wrong(pack.errors());
   print_questions(*pack);
   return done;
}

int lint_path(std::string const& path, facts::schema const& available)
{
   auto const files = rules::pack_files(path);
   if (!files)
      return wrong(files.errors());
   int status = done;
   for (auto const& file : *files)
      status = std::max(status, lint_file(file, available));
   return status;
}

}  // namespace

int rules_lint(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, groups);
   if (!o)
      return wrong(o.errors());
   if (o->help)
      return help();
   if (o->arguments.empty())
      return wrong({base::error("there is nothing to read", "name a file or a folder")});
   auto look = with_defaults(*o);
   look.rule_paths.clear();
   look.with_code = plugin::load_code::no;
   auto const built = audit::build_plan(look);
   if (!built)
      return wrong(built.errors());
   int status = built->problems.empty() ? int{done} : wrong(built->problems);
   for (auto const& path : o->arguments)
      status = std::max(status, lint_path(path, built->made->plugins.facts));
   return status;
}

}  // namespace dnslint::command
