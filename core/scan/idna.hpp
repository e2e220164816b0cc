// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace dnslint::scan {

// A name with U-labels by its A-labels: UTS 46 mapping, non-transitional, then IDNA 2008. For a
// name that a user gave, never for one with service labels. The characters of the outcome are still
// to be checked: the mapping makes '/' of some and lets '_' and '*' pass.
base::result<std::string> to_alabels(std::string_view utf8);

}  // namespace dnslint::scan
