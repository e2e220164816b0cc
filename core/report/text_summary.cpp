// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_summary.hpp"

#include "core/report/prose.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <tuple>

namespace dnslint::report {
namespace {

using counts = std::map<std::string, std::size_t>;

constexpr std::size_t margin = 3;
constexpr std::size_t number_width = 10;
constexpr std::size_t severity_width = 10;
constexpr std::size_t most_rows = 20;

struct failed_check {
   std::size_t count = 0;
   std::string id;
   catalogue_entry const* entry = nullptr;
};

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

// The worst first, then the most frequent.
std::vector<failed_check> ranked(counts const& failed, catalogue const& checks)
{
   static catalogue_entry const unlisted;
   std::vector<failed_check> all;
   for (auto const& [id, count] : failed) {
      auto const found = checks.find(id);
      all.push_back({count, id, found == checks.end() ? &unlisted : &found->second});
   }
   std::ranges::stable_sort(all, [](failed_check const& a, failed_check const& b) {
      return std::tuple{a.entry->how_bad, a.count} > std::tuple{b.entry->how_bad, b.count};
   });
   return all;
}

void append_failures(
   std::string& out, counts const& failed, catalogue const& checks, palette const& colors)
{
   if (failed.empty())
      return;
   append_title(out, "Failed checks, by how many domains");
   auto all = ranked(failed, checks);
   auto const left_out = all.size() - std::min(all.size(), most_rows);
   all.resize(all.size() - left_out);
   for (auto const& f : all) {
      auto const how_bad = fmt::format("{:<{}}", base::to_text(f.entry->how_bad), severity_width);
      out += count_column(f.count) + colors.severity(f.entry->how_bad, how_bad) +
             colors.strong(shown(f.id)) + '\n';
      append_paragraph(out, margin + number_width + 2 + severity_width, shown(f.entry->title));
   }
   append_left_out(out, left_out);
}

void append_causes(std::string& out, counts const& unknown)
{
   if (unknown.empty())
      return;
   append_title(out, "Unknown checks, by cause");
   std::vector<std::pair<std::string, std::size_t>> causes{unknown.begin(), unknown.end()};
   std::ranges::stable_sort(causes, std::greater{}, [](auto const& c) {
      return c.second;
   });
   auto const left_out = causes.size() - std::min(causes.size(), most_rows);
   causes.resize(causes.size() - left_out);
   for (auto const& [cause, count] : causes)
      out += count_column(count) + shown(cause) + '\n';
   append_left_out(out, left_out);
}

// Each by its letter, then the domains without one.
std::string grades_text(counts by_grade)
{
   std::string text;
   auto const without = by_grade.extract("none");
   auto const withheld = by_grade.extract("withheld");
   auto const append = [&text](std::string_view grade, std::size_t count) {
      text += fmt::format("{}{} {}", text.empty() ? "Grades: " : ", ", grade, count_text(count));
   };
   for (auto const& [grade, count] : by_grade)
      append(shown(grade), count);
   if (withheld)
      append("withheld", withheld.mapped());
   if (without)
      append("nothing to grade", without.mapped());
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
   return text;
}

}  // namespace

std::string summary_text(summary const& s, catalogue const& checks, text_options const& how)
{
   palette const colors{how.color};
   auto out = colors.strong(fmt::format("Summary of {}", count_text(s.domains, "domain"))) + "\n";
   append_paragraph(out, margin, statuses_text(s));
   append_paragraph(out, margin, grades_text(s.by_grade));
   append_failures(out, s.failed_by_check, checks, colors);
   append_causes(out, s.unknown_by_cause);
   if (s.domains > how.most_full_reports) {
      out += '\n';
      append_paragraph(
         out,
         margin,
         fmt::format(
            "Shown in full: {} of {}. All of them: --format json or jsonl, with -o FILE.",
            how.most_full_reports == 0 ? "none" : "the first " + count_text(how.most_full_reports),
            count_text(s.domains)));
   }
   return out;
}

}  // namespace dnslint::report
