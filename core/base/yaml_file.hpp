// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <string>

namespace dnslint::base::yaml {

// The whole file as text; a diagnostic that names it when it cannot be read or is too large.
result<std::string> read_file(std::string const& path, std::size_t most_bytes);

}  // namespace dnslint::base::yaml
