// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/public_suffix.hpp"
#include "core/audit/selection.hpp"
#include "core/base/diagnostic.hpp"
#include "core/facts/value.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace dnslint::authoring {

// One test of a file, and how its subject differs from what it expects; nothing when it passes.
struct ended_test {
   std::string name;
   base::location where;
   base::diagnostics problems;
};

// What became of one file of tests. `errors`: why its tests cannot be read; then none were run.
struct tested_file {
   std::string file;
   std::vector<ended_test> tests;
   base::diagnostics errors;
};

std::size_t failures(tested_file const& f);

// What the tests run in: the plugins and packs of their audits, the facts that these publish.
struct test_surroundings {
   audit::selection wanted;
   facts::schema facts;
   audit::public_suffix_list suffixes = audit::public_suffix_list::builtin();
};

// The files with tests below `path`, or itself: rule packs (`pack:`) and data tests (`tests:`). In
// a folder other YAML files are passed over; a file that was named must have tests.
std::vector<tested_file> run_tests(std::string const& path, test_surroundings const& in);

}  // namespace dnslint::authoring
