// SPDX-License-Identifier: Apache-2.0
#include "core/report/fingerprint.hpp"
#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/statement.hpp"
#include "core/report/streamed_report.hpp"

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

struct cell {
   std::string_view column;
   std::string text;
};

// docs/report.md says what the columns hold.
std::vector<cell> cells_of(
   audit::domain_record const& d, audit::finding const& f, catalogue_entry const& about)
{
   return {
      {"domain", d.domain},
      {"line", d.line == 0 ? "" : std::to_string(d.line)},
      {"input", d.input},
      {"status", std::string{audit::to_text(d.status)}},
      {"grade", d.scored.grade.value_or("")},
      {"score", d.scored.score ? score_text(*d.scored.score) : ""},
      {"check", f.id},
      {"outcome", std::string{base::to_text(f.result)}},
      {"severity", std::string{base::to_text(about.severity)}},
      {"category", about.category},
      {"control", about.control},
      {"cause", cause_of(f)},
      {"subject", f.subject.bytes()},
      {"message", statement(f, about).bytes()},
      {"items", items_of(f)},
      {"fix", f.fix_text.bytes()},
      {"record", std::string{record_of(f)}},
      {"suppressed", suppression_text(f).bytes()},
      {"fingerprint", fingerprint(d.domain, f)}};
}

// RFC 4180 section 2.
std::string line_of(std::vector<cell> const& cells, auto const& text_of)
{
   std::string line;
   for (auto const& c : cells)
      line += base::csv_field(text_of(c)) + (&c == &cells.back() ? "\r\n" : ",");
   return line;
}

std::string header()
{
   return line_of(cells_of({}, {}, {}), [](cell const& c) {
      return c.column;
   });
}

std::string lines_of(audit::domain_record const& d, catalogue const& checks, outcomes const& show)
{
   std::string text;
   for (auto const& f : ranked_findings(d, checks, show))
      text += line_of(cells_of(d, *f.of, *f.about), [](cell const& c) {
         return std::string_view{c.text};
      });
   return text;
}

}  // namespace

std::unique_ptr<writer> make_csv_writer(std::ostream& out, outcomes show)
{
   report_form form;
   form.head = [](run_info const&, catalogue const&) {
      return header();
   };
   form.domain = [show = std::move(show)](audit::domain_record const& d, catalogue const& checks) {
      return lines_of(d, checks, show);
   };
   return make_streamed_writer(out, std::move(form));
}

}  // namespace dnslint::report
