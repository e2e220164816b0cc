// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <cstdio>
#include <cstdlib>

namespace {

// Runs when the library is loaded, which no plugin should have and every hostile one would.
[[gnu::constructor]] void leave_a_trace()
{
   auto const* path = std::getenv("DNSLINT_WITNESS");
   auto* const file = path == nullptr ? nullptr : std::fopen(path, "a");
   if (file == nullptr)
      return;
   std::fputs("loaded\n", file);
   std::fclose(file);
}

dnslint::task look(dnslint::context cx)
{
   cx.facts().set("seen", 1);
   cx.settle("witness/seen", true);
   co_return;
}

}  // namespace

DNSLINT_PLUGIN("witness", "1.0.0", dnslint::make_probe<look>("look"))
