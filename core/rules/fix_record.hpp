// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/check.hpp"

#include <string>

namespace dnslint::rules {

// Why the template makes no record (RFC 1035 section 5.1), whatever its placeholders stand for;
// empty when it does for some sample of them.
std::string wrong_record(text_template const& record);

}  // namespace dnslint::rules
