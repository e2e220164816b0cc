// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/static_type.hpp"
#include "core/dns/record_type.hpp"
#include "core/facts/value.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace dnslint::cel {

class program_memory;

// The names that an expression may use, known when it is compiled.
struct scope {
   facts::schema facts;
   // Required but not loaded, with `_` for `-`: any fact name of theirs is fine.
   std::set<std::string, std::less<>> absent_plugins;
   std::map<std::string, facts::type, std::less<>> variables;
   // What variables of the types list and map hold, where that is known.
   std::map<std::string, facts::type, std::less<>> variable_elements;
   // Names that have a meaning elsewhere, and what to do instead of using them here.
   std::map<std::string, std::string, std::less<>> out_of_reach;
   std::map<std::string, dns::rrtype, std::less<>> lookups;
   // Other values by their names, which may be qualified: "each", "a.b".
   std::map<std::string, static_type, std::less<>> given;
   // What cannot be resolved, or is of a wrong type, then fails when it is evaluated.
   bool is_checked = true;
   // Borrowed; null: expressions are not bounded together.
   program_memory* memory = nullptr;
};

}  // namespace dnslint::cel
