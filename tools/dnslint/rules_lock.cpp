// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_lock.hpp"

#include "core/audit/lock.hpp"
#include "core/audit/plan.hpp"
#include "core/engine/output_file.hpp"
#include "core/engine/version.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr auto groups = option_group::selection | option_group::lock_output;

int help()
{
   fmt::print(
      "Usage: dnslint rules lock [OPTIONS]\n\n"
      "Writes the versions and SHA-256 of the profiles, rule packs and plugins of which a scan "
      "with\n"
      "these options is made. `dnslint scan --locked FILE` runs with nothing else.\n\n{}",
      describe_options(groups));
   return done;
}

int wrong(base::diagnostics const& errors)
{
   fmt::print(stderr, "{}", base::to_text(errors));
   return usage;
}

base::result<audit::built_plan> plan_without_code(options const& o)
{
   auto wanted = installed_selection(o);
   return audit::build_plan(wanted, plugin::load_code::no);
}

}  // namespace

int rules_lock(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, groups);
   if (!o)
      return wrong(o.errors());
   if (o->help)
      return help();
   if (!o->arguments.empty())
      return wrong({base::error("'" + o->arguments[0] + "' is an argument too many", "")});
   auto const built = plan_without_code(*o);
   if (!built)
      return wrong(built.errors());
   if (!built->problems.empty())
      return wrong(built->problems);
   engine::output_file out{std::string{o->output.file}};
   out.stream() << audit::to_text(audit::lock_of(*built->made, std::string{engine::version()}));
   if (auto const unwritten = out.finish())
      return wrong({*unwritten});
   return done;
}

}  // namespace dnslint::command
