// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

// Exported, and unique to the whole process: neither may be in a plugin.
template <class T>
struct [[gnu::visibility("default")]] shared_by_all
{
   static inline int value = 0;
};

extern "C" [[gnu::visibility("default")]] int leaked()
{
   return ++shared_by_all<int>::value;
}

namespace {

dnslint::task leaking(dnslint::context cx)
{
   cx.settle("leaking/never", true);
   co_return;
}

}  // namespace

DNSLINT_PLUGIN("leaking", "1.0.0", dnslint::make_probe<leaking>("leaking"))
