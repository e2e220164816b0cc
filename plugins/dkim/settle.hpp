// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_search.hpp"

#include <dnslint/context.hpp>

namespace dkim {

// Settles the checks of keys and selectors, each key with its own verdict.
void settle_checks(dnslint::context const& cx, key_search const& found);

}  // namespace dkim
