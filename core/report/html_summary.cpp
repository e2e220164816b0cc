// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_summary.hpp"

#include "core/report/html_domain.hpp"
#include "core/report/html_picture.hpp"
#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/reference.hpp"
#include "core/report/statement.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::markup_text;

std::string table(
   std::string_view caption, std::string_view columns, std::vector<std::string> const& rows)
{
   return rows.empty()
             ? ""
             : fmt::format(
                  "<div class=\"wide\" "
                  "tabindex=\"0\">\n<table>\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n"
                  "<tbody>\n{}\n</tbody>\n</table>\n</div>\n",
                  caption,
                  columns,
                  fmt::join(rows, "\n"));
}

std::string counts_html(
   std::string_view caption,
   std::string_view what,
   std::string_view of,
   ranked_counts const& counts)
{
   std::vector<std::string> rows;
   rows.reserve(counts.size());
   for (auto const& [name, count] : counts)
      rows.push_back(fmt::format(
         "<tr><th scope=\"row\">{}</th><td class=\"count\">{}</td></tr>",
         markup_text(name),
         count_text(count)));
   return table(
      caption,
      fmt::format("<th scope=\"col\">{}</th><th scope=\"col\" class=\"count\">{}</th>", what, of),
      rows);
}

// Of one domain its own part says it.
std::string grades_html(summary const& s)
{
   auto const grades = ranked_grades(s);
   return s.domains < 2 ? "" : "<h3 class=\"alone\">Grades</h3>\n" + grades_picture(grades);
}

std::string failures_html(summary const& s, catalogue const& checks)
{
   std::vector<std::string> rows;
   for (auto const& c : ranked_checks(s, checks))
      rows.push_back(fmt::format(
         "<tr><td class=\"{0}\">{0}</td><th scope=\"row\"><a href=\"#{1}\">{2}</a></th><td "
         "class=\"title\">{3}</td>"
         "<td class=\"count\">{4}</td></tr>",
         base::to_text(c.about->severity),
         html_check_anchor(c.id),
         markup_text(c.id),
         markup_text(c.about->title),
         count_text(c.count)));
   return table(
      "Failed checks",
      "<th scope=\"col\">Severity</th><th scope=\"col\">Check</th>"
      "<th scope=\"col\" class=\"title\">What should be</th><th scope=\"col\" "
      "class=\"count\">Domains</th>",
      rows);
}

std::string statuses_html(summary const& s)
{
   std::vector<std::string> parts{count_text(s.domains, "domain")};
   for (auto const& [status, count] : s.by_status)
      parts.push_back(fmt::format("{} {}", count_text(count), status));
   if (s.suppressed != 0)
      parts.push_back(count_text(s.suppressed, "failure") + " suppressed");
   if (s.bad_lines != 0)
      parts.push_back(count_text(s.bad_lines, "line") + " of the list not understood");
   return fmt::format("<p>{}.</p>\n", fmt::join(parts, ", "));
}

std::string reference_html(std::string const& reference)
{
   auto const address = address_of_reference(reference);
   return address.empty() ? markup_text(reference)
                          : fmt::format(
                               "<a href=\"{}\" rel=\"noreferrer\">{}</a>",
                               markup_text(address),
                               markup_text(reference));
}

std::string check_html(
   std::string const& id, catalogue_entry const& about, failing_domains const& domains)
{
   std::vector<std::string> references;
   references.reserve(about.references.size());
   for (auto const& reference : about.references)
      references.push_back(reference_html(reference));
   return fmt::format(
      "<div class=\"finding\" id=\"{}\">\n<h3>{}</h3>\n<p>{}</p>\n<p class=\"docs\">{}</p>\n"
      "{}<p class=\"quiet\">{}</p>\n</div>\n",
      html_check_anchor(id),
      markup_text(id),
      markup_text(about.title),
      markup_text(about.docs),
      failing_html(domains),
      fmt::join(references, "; "));
}

}  // namespace

std::string summary_html(
   run_info const& run, summary const& s, catalogue const& checks, std::string const& worst)
{
   return fmt::format(
             "<h1>dnslint report</h1>\n<p class=\"quiet\">{}</p>\n<h2>Summary</h2>\n",
             markup_text(run_text(run))) +
          statuses_html(s) + grades_html(s) + worst + failures_html(s, checks) +
          counts_html("Unknown checks, by cause", "Cause", "Checks", ranked_causes(s));
}

std::string checks_html(std::map<std::string, failing_domains> const& told, catalogue const& checks)
{
   if (told.empty())
      return {};
   std::string text = "<h2>About these checks</h2>\n";
   for (auto const& [id, domains] : told)
      text += check_html(id, entry_of(id, checks), domains);
   return text;
}

}  // namespace dnslint::report
