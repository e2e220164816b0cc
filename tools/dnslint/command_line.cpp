// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/command_line.hpp"

#include "core/base/suggestion.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/project_config.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {

int print_help(command_usage const& usage)
{
   fmt::print("{}\n{}{}", usage.before, describe_options(usage.groups), usage.after);
   return done;
}

std::optional<int> read_options(
   std::vector<std::string> const& arguments, command_usage const& usage, options& into)
{
   auto read = parse_options(arguments, usage.groups);
   if (!read)
      return wrong_usage(read.errors());
   into = std::move(*read);
   if (into.help)
      return print_help(usage);
   if ((usage.groups & static_cast<unsigned>(option_group::selection)) == 0)
      return std::nullopt;
   auto const project = project_of(into);
   if (!project)
      return wrong_usage(project.errors());
   if (!*project)
      return std::nullopt;
   auto const errors = add_project(into, **project);
   return errors.empty() ? std::nullopt : std::optional{wrong_usage(errors)};
}

base::diagnostics wrong_format(options const& o, std::vector<std::string> const& known)
{
   auto const& format = o.output.format;
   if (std::ranges::find(known, format) != known.end())
      return {};
   return {base::error(
      fmt::format("--format {}: there is no such format", format),
      base::suggestion(format, known))};
}

}  // namespace dnslint::command
