// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_summary.hpp"

#include "core/report/prose.hpp"
#include "core/report/rank.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

constexpr std::size_t margin = 3;
constexpr std::size_t number_width = 10;
constexpr std::size_t severity_width = 10;
constexpr std::size_t most_rows = 20;

std::string count_column(std::size_t count)
{
   return fmt::format("{:>{}}  ", count_text(count), margin + number_width);
}

void append_left_out(std::string& out, std::size_t count)
{
   if (count != 0)
      out += fmt::format("{:{}}  and {} more\n", "", margin + number_width, count_text(count));
}

void append_title(std::string& out, std::string_view title)
{
   out += fmt::format("\n{:{}}{}\n", "", margin, title);
}

void append_failures(std::string& out, std::vector<ranked_check> all, palette const& colors)
{
   if (all.empty())
      return;
   append_title(out, "Failed checks, by how many domains");
   auto const left_out = all.size() - std::min(all.size(), most_rows);
   all.resize(all.size() - left_out);
   for (auto const& f : all) {
      auto const severity = fmt::format("{:<{}}", base::to_text(f.about->severity), severity_width);
      out += count_column(f.count) + colors.severity(f.about->severity, severity) +
             colors.strong(shown(f.id)) + '\n';
      append_paragraph(out, margin + number_width + 2 + severity_width, shown(f.about->title));
   }
   append_left_out(out, left_out);
}

void append_causes(std::string& out, ranked_counts causes)
{
   if (causes.empty())
      return;
   append_title(out, "Unknown checks, by cause");
   auto const left_out = causes.size() - std::min(causes.size(), most_rows);
   causes.resize(causes.size() - left_out);
   for (auto const& [cause, count] : causes)
      out += count_column(count) + shown(cause) + '\n';
   append_left_out(out, left_out);
}

// A number of failures, or nothing that draws the eye.
std::string cell(std::size_t count)
{
   return count == 0 ? "-" : count_text(count);
}

// Without a grade the columns say enough.
std::string grade_cell(std::string const& grade)
{
   return grade == "withheld" || grade == "none" ? "-" : shown(grade);
}

std::string domain_cell(std::string const& domain, std::size_t column)
{
   auto const text = shown(domain);
   auto const room = line_width - column;
   if (base::character_count(text) <= room)
      return text;
   return std::string{base::first_characters(text, room - 4)} + " ...";
}

void append_worst(std::string& out, worst_domains const& worst, palette const& colors)
{
   constexpr std::size_t columns = 54;
   auto const rows = worst.rows();
   if (rows.empty())
      return;
   append_title(out, "Domains by their failed checks, the worst first");
   out += colors.quiet(fmt::format(
             "{:{}}{:<7}{:>8}{:>6}{:>8}{:>6}{:>6}{:>9}  domain",
             "",
             margin,
             "grade",
             "critical",
             "high",
             "medium",
             "low",
             "info",
             "unknown")) +
          '\n';
   for (auto const& d : rows)
      out += fmt::format(
         "{:{}}{:<7}{:>8}{:>6}{:>8}{:>6}{:>6}{:>9}  {}\n",
         "",
         margin,
         grade_cell(d.grade),
         cell(d.failed[4]),
         cell(d.failed[3]),
         cell(d.failed[2]),
         cell(d.failed[1]),
         cell(d.failed[0]),
         cell(d.unknown),
         domain_cell(d.domain, columns + 1));
   append_left_out(out, worst.left_out());
}

std::string grades_text(ranked_counts const& grades)
{
   std::string text;
   for (auto const& [grade, count] : grades)
      text +=
         fmt::format("{}{} {}", text.empty() ? "Grades: " : ", ", shown(grade), count_text(count));
   return text;
}

std::string statuses_text(summary const& s)
{
   std::string text;
   for (auto const& [status, count] : s.by_status)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count_text(count), status);
   if (s.bad_lines != 0)
      text += fmt::format(
         "{}{} of the list not understood",
         text.empty() ? "" : ", ",
         count_text(s.bad_lines, "line"));
   if (s.withdrawn != 0)
      text += fmt::format(
         "{}{} by a resolver that was dropped: not to be believed",
         text.empty() ? "" : ", ",
         count_text(s.withdrawn));
   return text;
}

}  // namespace

std::string summary_text(
   summary const& s,
   worst_domains const& worst,
   catalogue const& checks,
   text_options const& options)
{
   palette const colors{options.color};
   auto out = colors.strong(fmt::format("Summary of {}", count_text(s.domains, "domain"))) + "\n";
   append_paragraph(out, margin, statuses_text(s));
   append_paragraph(out, margin, grades_text(ranked_grades(s)));
   append_worst(out, worst, colors);
   append_failures(out, ranked_checks(s, checks), colors);
   append_causes(out, ranked_causes(s));
   if (s.domains > options.most_full_reports) {
      out += '\n';
      append_paragraph(
         out,
         margin,
         fmt::format(
            "Shown in full: {} of {}. All of them: --format json or jsonl, with -o FILE.",
            options.most_full_reports == 0 ? "none"
                                           : "the first " + count_text(options.most_full_reports),
            count_text(s.domains)));
   }
   return out;
}

}  // namespace dnslint::report
