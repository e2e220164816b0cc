// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/command_line.hpp"

#include "core/base/suggestion.hpp"
#include "tools/dnslint/exit_status.hpp"

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
   return into.help ? std::optional{print_help(usage)} : std::nullopt;
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
