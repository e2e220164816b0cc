// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/authoring/tested_file.hpp"

#include <ostream>
#include <vector>

namespace dnslint::command {

// The form that CI systems read: a <testsuite> for each file, a <testcase> for each test; a file
// that cannot be read is a case with an <error>. No times, so that equal results are equal bytes.
void write_junit(std::ostream& out, std::vector<authoring::tested_file> const& files);

}  // namespace dnslint::command
