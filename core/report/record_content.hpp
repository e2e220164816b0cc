// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// What the record of a domain keeps of its audit, beside its failed and unknown checks.
struct record_content {
   bool all_facts = false;  // and not only those that are named below
   bool passes = false;     // messages, subjects and evidence of the checks that passed
   // "spf.record": the facts that every record has.
   std::set<std::string, std::less<>> reported_facts{};
   // By the id of a check, the facts that it rests on: a record has them when the check failed.
   std::map<std::string, std::vector<std::string>, std::less<>> facts_of_checks{};
};

}  // namespace dnslint::report
