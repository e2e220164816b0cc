// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::rules {

struct pack;

// Something doubtful in a pack that loads. The codes stand in docs/writing-a-rule.md.
struct lint_warning {
   std::string_view code;  // "no-fix"
   base::diagnostic problem;
};

// `controls` are those that a profile knows. In the order of the file.
std::vector<lint_warning> lint(pack const& p, std::vector<std::string> const& controls);

}  // namespace dnslint::rules
