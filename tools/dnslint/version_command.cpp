// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/audit/public_suffix.hpp"
#include "core/base/escape.hpp"
#include "core/engine/version.hpp"
#include "core/resolver/transport/cares_source.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/messages.hpp"
#include "tools/dnslint/options.hpp"

#include <dnslint/abi.h>

#include <boost/version.hpp>

#include <cstdio>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

void print_libraries()
{
   fmt::print(
      "dnslint {}, plugin ABI {}.{}\n", engine::version(), DNSLINT_ABI_MAJOR, DNSLINT_ABI_MINOR);
   fmt::print(
      "  Boost {}.{}.{}, c-ares {}, fmt {}, yaml-cpp {}, allocator {}\n",
      BOOST_VERSION / 100000,
      BOOST_VERSION / 100 % 1000,
      BOOST_VERSION % 100,
      resolver::cares_version(),
      DNSLINT_FMT_VERSION,
      DNSLINT_YAML_CPP_VERSION,
      DNSLINT_ALLOCATOR);
   fmt::print("  public suffix list of {}\n", audit::public_suffix_list::builtin().date());
}

}  // namespace

int version_command(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, static_cast<unsigned>(option_group::selection));
   if (!o)
      return wrong_usage(o.errors());
   print_libraries();
   auto const built = audit::build_plan(installed_selection(*o));
   if (!built)
      return wrong_usage(built.errors());
   for (auto const& p : built->made->plugins.plugins)
      fmt::print(
         "  plugin {} {} ({})\n", p.manifest.id, p.manifest.version, base::terminal_text(p.file));
   for (auto const& p : built->made->packs)
      fmt::print("  rule pack {} {} ({})\n", p.name, p.version, base::terminal_text(p.file));
   fmt::print(stderr, "{}", base::to_text(built->problems));
   return built->problems.empty() ? done : incomplete;
}

}  // namespace dnslint::command
