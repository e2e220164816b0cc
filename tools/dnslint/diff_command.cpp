// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/difference_output.hpp"
#include "tools/dnslint/exit_status.hpp"

namespace dnslint::command {
namespace {

constexpr command_usage diff_usage{
   static_cast<option_groups>(option_group::comparison),
   "Usage: dnslint diff OLD NEW [--format text|json|markdown]\n\n"
   "Says what has changed between two reports, JSON or JSONL, packed or not: which checks fail\n"
   "that did not, which are mended, which are unknown now, and which records have changed.\n",
   "\n"
   "Exit status: 0 nothing fails that did not before; 1 something does; 2 wrong usage, or a report "
   "cannot be read.\n"};

}  // namespace

int diff_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, diff_usage, o))
      return *ended;
   if (o.arguments.size() != 2)
      return wrong_usage({base::error("two reports are compared", "dnslint diff OLD NEW")});
   if (auto const errors = wrong_format(o, {"text", "json", "markdown"}); !errors.empty())
      return wrong_usage(errors);
   auto before = read_states(o.arguments[0]);
   if (!before)
      return wrong_usage(before.errors());
   auto const compared =
      print_differences(*std::move(before), o.arguments[1], o.output.format, false);
   if (!compared)
      return wrong_usage(compared.errors());
   return compared->counts.changes.contains(report::change::broken) ? findings : done;
}

}  // namespace dnslint::command
