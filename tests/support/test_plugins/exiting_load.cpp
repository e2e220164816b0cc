// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <unistd.h>

namespace {

struct ends_the_process {
   ends_the_process() { _exit(0); }
};
ends_the_process const at_load;

dnslint::task exiting_load(dnslint::context cx)
{
   cx.settle("exiting-load/loaded", true);
   co_return;
}

}  // namespace

DNSLINT_PLUGIN("exiting-load", "1.0.0", dnslint::make_probe<exiting_load>("exiting-load"))
