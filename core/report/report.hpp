// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/finding.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::report {

constexpr std::string_view schema = "dnslint-report/1";

// One check of the catalogue: what stands once in a report and not with every finding.
struct catalogue_entry {
   std::string id;
   std::string title;
   std::string category;
   std::string control;
   base::severity how_bad = base::severity::info;
   std::vector<std::string> references;
   std::string docs;
};
using catalogue = std::map<std::string, catalogue_entry, std::less<>>;

// What the trial of an upstream told: {"tcp", "works"}, ...
struct upstream_trial {
   std::string where;
   std::vector<std::pair<std::string, std::string>> found;
};

// What ran: the same for every domain of a run, and without anything that differs between two equal
// runs.
struct run_info {
   std::string engine_version;
   std::string now;     // RFC 3339, the injected clock
   std::string source;  // "zone", "192.0.2.1:53, 192.0.2.2:53"
   std::string psl_date;
   std::string score_algorithm;
   std::vector<std::pair<std::string, std::string>> plugins;  // id, version
   std::vector<std::pair<std::string, std::string>> packs;
   std::vector<upstream_trial> trials{};  // empty: none was made
   std::string port_53{};                 // empty: not tried
};

// Fixed counters over the domains of a run.
struct summary {
   std::size_t domains = 0;
   std::map<std::string, std::size_t> by_status;
   std::map<std::string, std::size_t> by_grade;  // "withheld" and "none" included
   std::map<std::string, std::size_t> by_outcome;
   std::map<std::string, std::size_t> failed_by_check;
   std::map<std::string, std::size_t> unknown_by_cause;  // "transient: timeout"
   std::map<std::string, std::size_t> failed_by_severity;
   std::size_t bad_lines = 0;

   void add(audit::domain_record const& d, catalogue const& checks);
};

struct text_options {
   bool color = false;
   bool verbose = false;  // evidence, passed and not-applicable checks too
   std::vector<base::outcome> show{base::outcome::fail, base::outcome::unknown};
   std::size_t most_full_reports = 10;  // of a list; the summary counts all
};

// Writes a report as it grows, and holds none of its domains. begin() once, domain() for each,
// end() once; flushes at the end. The catalogue is borrowed until then. The stream's failure is the
// caller's to check. Equal input gives equal bytes.
class writer {
public:
   writer() = default;
   writer(writer const&) = delete;
   writer& operator=(writer const&) = delete;
   virtual ~writer() = default;

   virtual void begin(run_info const& run, catalogue const& checks) = 0;
   virtual void domain(audit::domain_record const& d) = 0;
   virtual void end(summary const& s) = 0;
};

// {schema, run, catalogue, domains: [...], summary}; docs/report.schema.json. A domain's text is
// the same in both forms.
std::unique_ptr<writer> make_json_writer(std::ostream& out);
// One object a line: a domain with `schema` and `run` (the digest of the run and its catalogue).
std::unique_ptr<writer> make_jsonl_writer(std::ostream& out);
std::unique_ptr<writer> make_text_writer(std::ostream& out, text_options const& how);

}  // namespace dnslint::report
