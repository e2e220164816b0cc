// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <atomic>
#include <cstdlib>

namespace {

// Each kind of answer breaks the process in another way; some are harmless.
dnslint::task breaking(dnslint::context cx)
{
   // A name below the domain: the engine has seen that the domain itself exists.
   auto const name = "breaking." + std::string{cx.domain()};
   auto const txt = co_await cx.query(name, dnslint::rrtype::txt);
   if (txt.nxdomain())
      std::abort();
   if (txt.unknown() && txt.cause().code == "servfail")
      __builtin_trap();
   if (txt.unknown() && txt.cause().code == "refused")
      std::exit(3);
   std::atomic<bool> const for_ever{txt.records().size() > 500};
   while (for_ever) {
   }
   cx.settle("breaking/few-records", !txt.unknown() && txt.records().size() < 500);
}

}  // namespace

DNSLINT_PLUGIN("breaking", "1.0.0", dnslint::make_probe<breaking>("breaking"))
