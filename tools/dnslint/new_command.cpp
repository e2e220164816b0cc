// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/installed_plan.hpp"
#include "tools/dnslint/new_rule.hpp"
#include "tools/dnslint/scaffold.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

namespace dnslint::command {
namespace {

namespace fs = std::filesystem;

constexpr command_usage new_usage{
   option_group::scaffold | option_group::new_rule,
   "Usage: dnslint new plugin NAME [OPTIONS]\n"
   "       dnslint new rule NAME [OPTIONS]\n"
   "       dnslint new rule NAME --from REPORT DOMAIN/CHECK [OPTIONS]\n\n"
   "Makes the folder NAME with a plugin, or with a rule pack, that works as it is and has its\n"
   "tests. In dnslint's own plugins/ and rules/ folders, only what belongs there is made. With\n"
   "--from it makes the file NAME.yaml with a rule that judges as the check does that failed, and\n"
   "a test of what was seen there.\n"};

// Whether `folder` is the folder of this name in a dnslint source tree.
bool is_in_tree(fs::path const& folder, std::string_view name)
{
   std::error_code error;
   auto const whole = fs::canonical(folder, error);
   return !error && whole.filename() == name &&
          fs::exists(whole.parent_path() / "sdk/cmake", error);
}

// A second plugin or pack of one id would not load.
std::optional<base::diagnostic> taken(std::string const& name)
{
   auto const built = plan_without_code({});
   if (!built || !built->made->settings.contains(name))
      return std::nullopt;
   return base::error(
      fmt::format("there is a plugin or rule pack '{}' already", name),
      "`dnslint version` lists them");
}

scaffold plugin_scaffold(fs::path const& folder, std::string const& name)
{
   auto const templates = template_folder();
   auto const* const around = is_in_tree(folder, "plugins") ? "in-tree" : "project";
   return {{templates / "plugin", templates / around}, folder / name, true, name};
}

scaffold rule_scaffold(fs::path const& folder, std::string const& name)
{
   auto const templates = template_folder();
   if (is_in_tree(folder, "rules"))
      return {{templates / "rule"}, folder, false, name};
   return {{templates / "rule", templates / "rule-lab"}, folder / name, true, name};
}

void print_next_steps(scaffold const& s, bool plugin)
{
   auto const where = base::terminal_text(s.target.lexically_normal().string());
   if (plugin && s.templates.back().filename() == "project")
      fmt::print(
         "\nNext: cd {} && cmake -S . -B build && cmake --build build && ctest --test-dir build\n",
         where);
   else if (plugin)
      fmt::print("\nNext: tools/test -R {}\n", s.name);
   else
      fmt::print("\nNext: dnslint rules test --strict {}/{}.yaml\n", where, s.name);
}

int make(scaffold const& s, bool plugin)
{
   auto const files = write_scaffold(s);
   if (!files)
      return wrong_usage(files.errors());
   for (auto const& file : *files)
      fmt::print("{}\n", base::terminal_text(file.lexically_normal().string()));
   print_next_steps(s, plugin);
   return done;
}

std::optional<base::diagnostic> problem_with(options const& o)
{
   if (o.arguments.size() != 2 && o.from.empty())
      return base::error(
         "say what to make, and one name for it",
         "`dnslint new plugin NAME` or `dnslint new rule NAME`");
   if (!o.from.empty() && (o.arguments.size() != 3 || o.arguments[0] != "rule"))
      return base::error(
         "--from is for one rule, from one finding",
         "dnslint new rule NAME --from REPORT DOMAIN/CHECK");
   if (o.arguments[0] != "plugin" && o.arguments[0] != "rule")
      return base::error(
         fmt::format("'{}' cannot be made", o.arguments[0]),
         base::suggestion(o.arguments[0], {"plugin", "rule"}));
   if (auto problem = wrong_name(o.arguments[1]))
      return problem;
   std::error_code error;
   if (!fs::is_directory(o.folder, error))
      return base::error_in(o.folder, "there is no such folder", "make it first");
   return taken(o.arguments[1]);
}

}  // namespace

int new_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, new_usage, o))
      return *ended;
   if (auto const problem = problem_with(o))
      return wrong_usage({*problem});
   if (!o.from.empty())
      return new_rule_from_report(o);
   auto const plugin = o.arguments[0] == "plugin";
   auto const& name = o.arguments[1];
   return make(plugin ? plugin_scaffold(o.folder, name) : rule_scaffold(o.folder, name), plugin);
}

}  // namespace dnslint::command
