// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/report/report.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

// The value of a label: its backslashes, quotes and line feeds are escaped, and nothing in it can
// drive a terminal.
std::string label_value(std::string_view text)
{
   std::string value;
   for (auto const c : base::terminal_text(text)) {
      if (c == '\\' || c == '"')
         value += '\\';
      value += c;
   }
   return value;
}

// One gauge, its samples behind its description.
class gauge {
public:
   gauge(std::string& out, std::string_view name, std::string_view help)
   : out_{&out}
   , name_{fmt::format("dnslint_{}", name)}
   {
      out += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name_, help);
   }

   void sample(double value) const { *out_ += fmt::format("{} {}\n", name_, value); }
   void sample(std::string_view label, std::string_view of, std::size_t value) const
   {
      *out_ += fmt::format("{}{{{}=\"{}\"}} {}\n", name_, label, label_value(of), value);
   }
   void sample(catalogue_entry const& check, std::size_t value) const
   {
      *out_ += fmt::format(
         "{}{{check=\"{}\",severity=\"{}\"}} {}\n",
         name_,
         label_value(check.id),
         base::to_text(check.severity),
         value);
   }

private:
   std::string* out_;
   std::string name_;
};

using counts = std::map<std::string, std::size_t>;

std::size_t count_of(counts const& all, std::string const& name)
{
   auto const found = all.find(name);
   return found == all.end() ? 0 : found->second;
}

// What is usual stands there with zero, too: a series that comes and goes cannot be compared.
void append_counts(
   gauge const& g, std::string_view label, counts all, std::vector<std::string> const& usual)
{
   for (auto const& name : usual)
      all.emplace(name, 0);
   for (auto const& [name, count] : all)
      g.sample(label, name, count);
}

// Of the checks that apply; none where nothing applies.
double unknown_share(summary const& s)
{
   auto const unknown = count_of(s.by_outcome, "unknown");
   auto const all = count_of(s.by_outcome, "pass") + count_of(s.by_outcome, "fail") + unknown;
   return all == 0 ? 0 : static_cast<double>(unknown) / static_cast<double>(all);
}

std::string run_labels(run_info const& run)
{
   return fmt::format(
      "{{version=\"{}\",profile=\"{}\"}}",
      label_value(run.engine_version),
      run.profiles.empty() ? std::string{} : label_value(run.profiles.back().id));
}

std::string metrics_text(run_info const& run, catalogue const& checks, summary const& s)
{
   std::string out = fmt::format(
      "# HELP dnslint_run_info What ran.\n# TYPE dnslint_run_info gauge\ndnslint_run_info{} 1\n",
      run_labels(run));
   append_counts(
      {out, "domains", "Domains by what became of them."},
      "status",
      s.by_status,
      {"aborted", "audited", "nonexistent"});
   append_counts(
      {out, "graded_domains", "Domains by grade; withheld: too much is unknown."},
      "grade",
      s.by_grade,
      {"A", "B", "C", "D", "F", "none", "withheld"});
   append_counts(
      {out, "checks", "Checks of all domains by outcome."},
      "outcome",
      s.by_outcome,
      {"fail", "not-applicable", "pass", "unknown"});
   append_counts(
      {out, "failures", "Failed checks of all domains by severity."},
      "severity",
      s.failed_by_severity,
      {"critical", "high", "info", "low", "medium"});
   gauge const failed{out, "failed_domains", "Domains on which a check failed, by check."};
   for (auto const& [id, check] : checks)
      failed.sample(check, count_of(s.failed_by_check, id));
   append_counts(
      {out, "unknown_checks", "Unknown checks of all domains by cause."},
      "cause",
      s.unknown_by_cause,
      {});
   gauge{out, "unknown_ratio", "Share of the checks that apply which are unknown."}.sample(
      unknown_share(s));
   gauge{out, "suppressed_failures", "Failures that the profile accepts."}.sample(
      static_cast<double>(s.suppressed));
   gauge{out, "unread_lines", "Lines of the list that name no domain."}.sample(
      static_cast<double>(s.bad_lines));
   gauge{out, "withdrawn_domains", "Domains that rest on a resolver that was dropped."}.sample(
      static_cast<double>(s.withdrawn));
   gauge{out, "run_cut", "1 if the list was not audited to its end."}.sample(s.is_cut ? 1 : 0);
   if (s.seconds)
      gauge{out, "run_duration_seconds", "How long the run took."}.sample(*s.seconds);
   return out;
}

class prometheus_report final : public writer {
public:
   explicit prometheus_report(std::ostream& out)
   : out_{&out}
   {}

   void begin(run_info const& run, catalogue const& checks) override
   {
      run_ = run;
      checks_ = &checks;
   }
   void domain(record const&) override {}
   void end(summary const& s) override { *out_ << metrics_text(run_, *checks_, s) << std::flush; }

private:
   std::ostream* out_;
   run_info run_;
   catalogue const* checks_ = nullptr;
};

}  // namespace

std::unique_ptr<writer> make_prometheus_writer(std::ostream& out)
{
   return std::make_unique<prometheus_report>(out);
}

}  // namespace dnslint::report
