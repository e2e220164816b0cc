// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"
#include "core/base/result.hpp"
#include "core/score/score.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::report {

// What a check was in a report, beside its finding.
struct reported_check {
   std::string category;
   std::string control;  // empty: not scored
   base::severity severity = base::severity::info;
};

struct reported_domain {
   audit::domain_record record;
   std::vector<reported_check> checks;                     // one for each of record.findings
   std::map<std::string, std::string, std::less<>> facts;  // JSON, by "spf.records"
};

// What a report says of its run; empty where a JSONL report begins without it.
struct reported_run {
   std::string now;
   std::string profile;
   std::vector<std::pair<std::string, std::string>> plugins;  // id, version
   std::vector<std::pair<std::string, std::string>> packs;
};

constexpr std::size_t most_report_bytes = std::size_t{1} << 30U;

// Tells `use` every domain of a report, JSON or JSONL, until it returns false. An error is text
// that is no report, or a report of another version; its location is a line of a JSONL file.
base::result<reported_run> read_report(
   std::string const& file, std::string_view text, std::function<bool(reported_domain)> const& use);

// What scoring wants to know; borrows the texts of `d`.
std::vector<score::scored_check> scored_checks(reported_domain const& d);

}  // namespace dnslint::report
