// SPDX-License-Identifier: Apache-2.0
#include "core/report/fingerprint.hpp"
#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/statement.hpp"
#include "core/report/streamed_report.hpp"

#include <algorithm>

namespace dnslint::report {
namespace {

std::string cause_of(audit::finding const& f)
{
   return f.why ? base::to_text({f.why->kind, f.why->code, {}}) : std::string{};
}

std::string items_of(audit::finding const& f)
{
   std::string text;
   for (auto const& item : f.items)
      if (item.result != base::outcome::pass && !is_told_by_message(f, item))
         text += (text.empty() ? "" : " | ") + statement(item).bytes();
   return text;
}

// docs/report.md says what they hold.
constexpr std::string_view columns =
   "domain,line,input,status,grade,score,check,outcome,severity,category,control,cause,subject,"
   "message,items,fix,record,suppressed,fingerprint\r\n";

void append_cell(std::string& line, std::string_view text)
{
   if (!text.empty())
      line += base::csv_field(text);
   line += ',';
}

// The cells that every line of the domain begins with.
std::string cells_of_domain(audit::domain_record const& d)
{
   std::string cells;
   append_cell(cells, d.domain);
   append_cell(cells, d.line == 0 ? "" : std::to_string(d.line));
   append_cell(cells, d.input);
   append_cell(cells, audit::to_text(d.status));
   append_cell(cells, d.scored.grade.value_or(""));
   append_cell(cells, d.scored.score ? score_text(*d.scored.score) : "");
   return cells;
}

// RFC 4180 section 2.
void append_line(
   std::string& text,
   std::string_view cells_of_domain,
   audit::domain_record const& d,
   ranked_finding const& ranked)
{
   auto const& f = *ranked.of;
   auto const& about = *ranked.about;
   text += cells_of_domain;
   append_cell(text, f.id);
   append_cell(text, base::to_text(f.result));
   append_cell(text, base::to_text(about.severity));
   append_cell(text, about.category);
   append_cell(text, about.control);
   append_cell(text, cause_of(f));
   append_cell(text, f.subject.bytes());
   append_cell(text, statement(f, about).bytes());
   append_cell(text, items_of(f));
   append_cell(text, f.fix_text.bytes());
   append_cell(text, record_of(f));
   append_cell(text, suppression_text(f).bytes());
   text += fingerprint(d.domain, f);
   text += "\r\n";
}

constexpr std::string_view domain_columns =
   "domain,line,input,status,grade,score,score_low,score_high,coverage,failed,unknown,passed,worst,"
   "first,message\r\n";

std::string number_text(std::optional<double> number)
{
   return number ? base::json_number(*number) : std::string{};
}

std::size_t count_of(audit::domain_record const& d, base::outcome o)
{
   return static_cast<std::size_t>(std::ranges::count(d.findings, o, &audit::finding::result));
}

// One line, which ends in the failure to mend first.
std::string line_of(audit::domain_record const& d, catalogue const& checks)
{
   auto text = cells_of_domain(d);
   append_cell(text, number_text(d.scored.score_low));
   append_cell(text, number_text(d.scored.score_high));
   append_cell(text, number_text(d.scored.coverage));
   for (auto const o : {base::outcome::fail, base::outcome::unknown, base::outcome::pass})
      append_cell(text, std::to_string(count_of(d, o)));
   auto const failures = ranked_failures(d, checks);
   if (failures.empty())
      return text + ",,\r\n";
   auto const& first = failures.front();
   append_cell(text, base::to_text(first.about->severity));
   append_cell(text, first.of->id);
   return text + base::csv_field(statement(*first.of, *first.about).bytes()) + "\r\n";
}

std::string lines_of(audit::domain_record const& d, catalogue const& checks, outcomes const& show)
{
   std::string text;
   auto const cells = cells_of_domain(d);
   for (auto const& f : ranked_findings(d, checks, show))
      append_line(text, cells, d, f);
   return text;
}

}  // namespace

std::unique_ptr<writer> make_csv_writer(std::ostream& out, outcomes show, csv_rows rows)
{
   report_form form;
   form.head = [rows](run_info const&, catalogue const&) {
      return std::string{rows == csv_rows::domains ? domain_columns : columns};
   };
   form.domain = [show = std::move(show), rows](
                    audit::domain_record const& d, catalogue const& checks) {
      return rows == csv_rows::domains ? line_of(d, checks) : lines_of(d, checks, show);
   };
   return make_streamed_writer(out, std::move(form));
}

}  // namespace dnslint::report
