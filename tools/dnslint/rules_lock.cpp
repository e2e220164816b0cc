// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_lock.hpp"

#include "core/audit/lock.hpp"
#include "core/audit/plan.hpp"
#include "core/engine/output_file.hpp"
#include "core/engine/version.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/installed_plan.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr command_usage lock_usage{
   option_group::selection | option_group::lock_output,
   "Usage: dnslint rules lock [OPTIONS]\n\n"
   "Writes the versions and SHA-256 of the profiles, rule packs and plugins of which a scan with\n"
   "these options is made. `dnslint scan --locked FILE` runs with nothing else.\n"};

}  // namespace

int rules_lock(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, lock_usage, o))
      return *ended;
   if (!o.arguments.empty())
      return wrong_usage({base::error("'" + o.arguments[0] + "' is an argument too many", "")});
   auto const built = plan_without_code(o);
   if (!built)
      return wrong_usage(built.errors());
   if (!built->problems.empty())
      return wrong_usage(built->problems);
   engine::output_file out{std::string{o.output.file}};
   out.stream() << audit::to_text(audit::lock_of(*built->made, std::string{engine::version()}));
   if (auto const unwritten = out.finish())
      return wrong_usage({*unwritten});
   return done;
}

}  // namespace dnslint::command
