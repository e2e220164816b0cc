// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/record.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dnslint::report {

constexpr std::string_view schema = "dnslint-report/2";
// Of reports and journals that are still read.
constexpr std::string_view earlier_schema = "dnslint-report/1";
constexpr std::string_view earlier_journal_schema = "dnslint-journal/1";

// One check of the catalogue: what stands once in a report and not with every finding.
struct catalogue_entry {
   std::string id;
   std::string title;
   std::string category;
   std::string control;
   base::severity severity = base::severity::info;
   std::vector<std::string> references;
   std::string docs;
};
using catalogue = std::map<std::string, catalogue_entry, std::less<>>;

// A file that decides what a run finds.
struct run_part {
   std::string id;
   std::string version;   // empty for a profile
   std::string sha256{};  // of the bytes that were loaded
};

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
   std::vector<run_part> plugins;
   std::vector<run_part> packs;
   std::vector<run_part> profiles{};  // what it extends first; the last one is in force
   std::vector<std::string> expired_suppressions{};  // that would work if they had not expired
   std::vector<upstream_trial> trials{};             // empty: none was made
   std::string port_53{};                            // empty: not tried
   std::uint64_t list_digest = 0;  // of what names the domains; 0 where it cannot be known before
   std::uint32_t shard = 1;        // of so many, by which the list is parted
   std::uint32_t shards = 1;
   std::string options;  // the others that decide outcomes, as text
   std::string id;       // of a run that is read; of one that runs it is made of all this
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
   std::size_t suppressed = 0;  // failures that the profile accepts; counted above, too
   std::size_t bad_lines = 0;
   std::size_t withdrawn = 0;  // of the domains: their records rest on an upstream that was dropped
   bool is_cut = false;        // the list was not audited to its end
   std::optional<double> seconds{};  // that the run took; none where equal runs must look equal

   void add(domain_counts const& d, catalogue const& checks);
};

// Of findings, those that a report shows.
using outcomes = std::vector<base::outcome>;
bool is_shown(base::outcome o, outcomes const& show);

struct text_options {
   bool color = false;
   bool verbose = false;  // evidence, passed and not-applicable checks too
   outcomes show{base::outcome::fail, base::outcome::unknown};
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
   virtual void domain(record const& d) = 0;
   virtual void end(summary const& s) = 0;
};

// {schema, run, catalogue, domains: [...], summary}; docs/report.schema.json. A domain's members
// are the same in both forms.
std::unique_ptr<writer> make_json_writer(std::ostream& out);
// One object a line (core/report/line.hpp): the run, its domains, and the summary unless the run
// was cut. Packed, the lines are in compressed frames (core/report/line_packer.hpp).
std::unique_ptr<writer> make_jsonl_writer(std::ostream& out, bool packed = false);
std::unique_ptr<writer> make_text_writer(std::ostream& out, text_options const& options);

// These have the findings with the outcomes of `show`. RFC 4180: a record for each of them, or one
// for each domain.
enum class csv_rows : bool { findings, domains };
std::unique_ptr<writer> make_csv_writer(std::ostream& out, outcomes show, csv_rows rows);
// To be pasted into an issue: no longer than these take, whatever the list; it says what is left
// out. It is written at the end.
std::unique_ptr<writer> make_markdown_writer(std::ostream& out, outcomes show);
// One page that needs nothing but itself. Its summary stands above the domains, which are kept in
// `domains`, empty and open for both, until the end; a failure of it becomes one of `out`.
std::unique_ptr<writer> make_html_writer(std::ostream& out, std::iostream& domains, outcomes show);
// SARIF 2.1.0 (OASIS). Results stand at their domains' lines of the artifact `list`, a path; with
// an empty one the artifact is called like the domain. Says whether the run was cut.
std::unique_ptr<writer> make_sarif_writer(std::ostream& out, outcomes show, std::string list);
// A <testsuite> for each domain, a <testcase> for each of its checks; one more if the run was cut.
std::unique_ptr<writer> make_junit_writer(std::ostream& out, outcomes show);
// The counts of the run as gauges, in the text format of Prometheus. It is written at the end.
std::unique_ptr<writer> make_prometheus_writer(std::ostream& out);

}  // namespace dnslint::report
