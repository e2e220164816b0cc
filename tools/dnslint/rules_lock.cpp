// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_lock.hpp"

#include "core/audit/lock.hpp"
#include "tools/dnslint/catalogue.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/output_file.hpp"

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
   auto wanted = with_defaults(o);
   wanted.with_code = plugin::load_code::no;
   return audit::build_plan(wanted);
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
   output_file out{std::string{o->output}};
   out.stream() << audit::to_text(audit::lock_of(*built->made, DNSLINT_VERSION));
   if (auto const unwritten = out.finish())
      return wrong({*unwritten});
   return done;
}

base::diagnostics check_lock(options const& o, audit::plan const& p)
{
   if (o.locked.empty())
      return {};
   auto const wanted = audit::load_lock(o.locked);
   if (!wanted)
      return wanted.errors();
   return audit::differences(*wanted, audit::lock_of(p, DNSLINT_VERSION), o.locked);
}

base::diagnostics check_lock(options const& o)
{
   if (o.locked.empty())
      return {};
   auto const built = plan_without_code(o);
   if (!built)
      return built.errors();
   return check_lock(o, *built->made);
}

}  // namespace dnslint::command
