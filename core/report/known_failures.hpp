// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace dnslint::report {

// The failures that an earlier report has, suppressed ones included. Takes 8 bytes and a node for
// each.
class known_failures {
public:
   void add(std::string_view domain, std::string_view check);
   bool has(std::string_view domain, std::string_view check) const;

private:
   std::unordered_set<std::uint64_t> digests_;  // of domain and check
};

// Those of a report, JSON or JSONL, packed or not. An error if it cannot be read.
base::result<known_failures> read_known_failures(std::string const& file);

}  // namespace dnslint::report
