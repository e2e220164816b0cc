// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"
#include "core/cel/expression.hpp"

#include <cstddef>

namespace dnslint::rules {

// Compiles the scalar `at`. Errors have their place in the file: the caret stands below the
// character that is wrong.
base::result<cel::expression> compile_scalar(
   base::yaml::document const& doc, base::yaml::node const& at, cel::scope const& names);

// Compiles a part of the scalar's text, as templates have it.
base::result<cel::expression> compile_part(
   base::yaml::document const& doc,
   base::yaml::node const& at,
   cel::scope const& names,
   std::size_t begin,
   std::size_t length);

}  // namespace dnslint::rules
