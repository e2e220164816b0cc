// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/rules/lint.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace dnslint::command {

// What `rules lint` found.
struct linted {
   struct pack {
      std::string file;
      std::size_t rules = 0;
      std::size_t questions = 0;  // about a domain, at most
   };
   std::vector<pack> packs;                    // that load
   std::vector<rules::lint_warning> problems;  // mistakes as well
};

void write_lint_json(std::ostream& out, linted const& all);
// SARIF 2.1.0 (OASIS): one run, a result for each problem.
void write_lint_sarif(std::ostream& out, linted const& all);

}  // namespace dnslint::command
