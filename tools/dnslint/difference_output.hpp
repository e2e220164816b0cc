// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/dnslint/audit_run.hpp"

namespace dnslint::command {

// Prints what has changed in each domain since `before`, in the order of the report `file`, then
// the domains that it lacks, and the counts; in text, json or markdown. Domains that have not
// changed are printed where `prints_equal`.
struct comparison {
   report::difference_counts counts;
   bool is_worse = false;
};
base::result<comparison> print_differences(
   domain_states before, std::string const& file, std::string_view format, bool prints_equal);

}  // namespace dnslint::command
