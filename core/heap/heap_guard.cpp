// SPDX-License-Identifier: Apache-2.0
#include "core/heap/heap_guard.hpp"

namespace dnslint::heap {
namespace {

constinit guard const* in_use = nullptr;

}  // namespace

guard const* guard_in_use() noexcept
{
   return in_use;
}

void use_guard(guard const& g) noexcept
{
   in_use = &g;
}

}  // namespace dnslint::heap
