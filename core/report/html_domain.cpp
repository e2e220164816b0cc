// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_domain.hpp"

#include "core/report/html_picture.hpp"
#include "core/report/html_worst.hpp"
#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/statement.hpp"
#include "core/report/verdict.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::markup_text;
using base::outcome;

std::string_view word_of(ranked_finding const& f)
{
   return f.of->result == outcome::fail ? base::to_text(f.about->severity)
                                        : base::to_text(f.of->result);
}

std::string paragraph(std::string_view kind, std::string const& text)
{
   return text.empty() ? text : fmt::format("<p class=\"{}\">{}</p>\n", kind, text);
}

std::string list_of(std::vector<std::string> const& entries)
{
   return entries.empty()
             ? ""
             : fmt::format("<ul>\n<li>{}</li>\n</ul>\n", fmt::join(entries, "</li>\n<li>"));
}

std::string items_html(audit::finding const& f, outcomes const& show)
{
   std::vector<std::string> entries;
   for (auto const& item : f.items)
      if (is_shown(item.result, show) && !is_told_by_message(f, item))
         entries.push_back(markup_text(statement(item)));
   return list_of(entries);
}

std::string evidence_html(audit::finding const& f)
{
   std::vector<std::string> entries;
   entries.reserve(f.evidence.size());
   for (auto const& e : f.evidence)
      entries.push_back(
         fmt::format("{}: <code>{}</code>", markup_text(e.kind), markup_text(e.text)));
   return list_of(entries);
}

std::string fix_html(audit::finding const& f)
{
   auto const record = record_of(f);
   if (f.fix_text.empty() && record.empty())
      return {};
   auto const instruction = f.fix_text.empty() ? std::string{"publish"} : markup_text(f.fix_text);
   auto text = fmt::format("<p><strong>Fix:</strong> {}</p>\n", instruction);
   std::string lines;
   for (auto const& line : edit_of(f))
      lines += (lines.empty() ? "" : "\n") + markup_text(line);
   if (!lines.empty())
      text += fmt::format("<pre><code>{}</code></pre>\n", lines);
   return text;
}

std::string references_html(catalogue_entry const& about)
{
   std::vector<std::string> all;
   for (auto const& reference : about.references)
      all.push_back(markup_text(reference));
   return fmt::format("{}", fmt::join(all, "; "));
}

std::string finding_html(ranked_finding const& f, outcomes const& show)
{
   auto const id = markup_text(f.of->id);
   auto const subject =
      f.of->subject.empty() ? std::string{} : " <code>" + markup_text(f.of->subject) + "</code>";
   return fmt::format(
             "<div class=\"finding {0}\">\n<h4><span class=\"word\">{0}</span> "
             "<a href=\"#{1}\">{2}</a>{3}</h4>\n",
             word_of(f),
             html_check_anchor(f.of->id),
             id,
             subject) +
          fmt::format("<p>{}</p>\n", markup_text(statement(*f.of, *f.about))) +
          items_html(*f.of, show) + evidence_html(*f.of) + fix_html(*f.of) +
          paragraph("quiet", markup_text(suppression_text(*f.of))) +
          paragraph("quiet", references_html(*f.about)) + "</div>\n";
}

std::string grade_html(audit::domain_record const& d)
{
   if (d.status != audit::domain_status::audited)
      return std::string{audit::to_text(d.status)};
   auto text = d.scored.grade ? "grade " + markup_text(*d.scored.grade) : std::string{"no grade"};
   if (d.scored.score)
      text += ", " + score_text(*d.scored.score) + " of 100";
   return text;
}

}  // namespace

std::string html_check_anchor(std::string_view id)
{
   return "check-" + markup_text(id);
}

std::string domain_html(
   audit::domain_record const& d,
   std::size_t number,
   std::vector<published_line> const& published,
   catalogue const& checks,
   outcomes const& show)
{
   auto text = fmt::format(
      "<details class=\"domain\" id=\"{}\">\n<summary><h3>{}</h3> <span>{}</span></summary>\n"
      "<div class=\"inside\">\n",
      html_domain_anchor(number),
      markup_text(d.domain),
      grade_html(d));
   if (!base::equal_ignoring_case(d.input, d.domain))
      text += paragraph("quiet", "given as " + markup_text(d.input));
   text += "<p>";
   for (auto const* separator = ""; auto const& line : verdict_lines(d)) {
      text += separator + markup_text(line);
      separator = "<br>\n";
   }
   text += "</p>\n";
   auto const pictures = mail_picture(d.domain, published) + losses_picture(d.scored.controls);
   if (!pictures.empty())
      text += "<div class=\"pictures\">\n" + pictures + "</div>\n";
   for (auto const& f : ranked_findings(d, checks, show))
      text += finding_html(f, show);
   return text + "</div>\n</details>\n";
}

}  // namespace dnslint::report
