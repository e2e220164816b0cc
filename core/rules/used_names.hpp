// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

namespace dnslint::rules {

struct check;

// The variables and lookups that anything of a check uses, texts included.
struct used_names {
   std::set<std::string> variables;
   std::set<std::string> lookups;
};
used_names names_used(check const& c);

}  // namespace dnslint::rules
