// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <cstdlib>

namespace {

struct ends_the_process {
   ends_the_process() { std::abort(); }
};
ends_the_process const at_load;

dnslint::task crashing_load(dnslint::context cx)
{
   cx.settle("crashing-load/loaded", true);
   co_return;
}

}  // namespace

DNSLINT_PLUGIN("crashing-load", "1.0.0", dnslint::make_probe<crashing_load>("crashing-load"))
