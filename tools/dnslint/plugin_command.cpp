// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/plugin_check_output.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr command_usage plugin_usage{
   static_cast<option_groups>(option_group::plugin_check),
   "Usage: dnslint plugin check FILE.so... [OPTIONS]\n\n"
   "Tries a plugin as a host would, and harder: its file and manifest, then each probe in many\n"
   "kinds of DNS and at the bounds of its options, each time in a process of its own.\n"
   "docs/plugin-check.md has the cases.\n",
   "\n"
   "Exit status: 0 all passed; 1 something failed; 2 wrong usage.\n"};

base::diagnostics plugin_check_problems(options const& o)
{
   base::diagnostics errors;
   if (o.arguments.empty() || o.arguments.front() != "check")
      errors.push_back(
         base::error("`dnslint plugin` is followed by `check`", "dnslint plugin check FILE.so"));
   else if (o.arguments.size() == 1)
      errors.push_back(base::error("there is no plugin to check", "name the .so file"));
   else
      for (auto const& file : std::vector(o.arguments.begin() + 1, o.arguments.end()))
         if (std::error_code error; !std::filesystem::is_regular_file(file, error))
            errors.push_back(base::error_in(file, "there is no such file"));
   std::ranges::copy(wrong_format(o, {"text", "junit"}), std::back_inserter(errors));
   return errors;
}

bool all_passed(authoring::checked_plugin const& p)
{
   return std::ranges::all_of(p.cases, [](authoring::plugin_case const& c) {
      return c.failure.empty();
   });
}

}  // namespace

int plugin_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, plugin_usage, o))
      return *ended;
   if (auto const errors = plugin_check_problems(o); !errors.empty())
      return wrong_usage(errors);
   authoring::plugin_check_settings settings;
   settings.companions = installed_selection(o).plugin_folders;
   settings.seed = o.run.questions.seed;
   settings.time_limit = o.case_time;
   std::vector<authoring::checked_plugin> all;
   for (auto i = o.arguments.begin() + 1; i != o.arguments.end(); ++i)
      all.push_back(authoring::check_plugin(*i, settings));
   if (o.output.format == "junit")
      print_checked_junit(all);
   else
      print_checked_text(all);
   return std::ranges::all_of(all, all_passed) ? done : findings;
}

}  // namespace dnslint::command
