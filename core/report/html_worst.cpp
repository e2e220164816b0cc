// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_worst.hpp"

#include "core/report/html_picture.hpp"
#include "core/report/prose.hpp"

#include <array>
#include <fmt/format.h>
#include <set>

namespace dnslint::report {
namespace {

using base::markup_text;

std::string grade_word(std::string const& grade)
{
   return grade == "none" ? "-" : markup_text(grade);
}

std::string failure_cell(std::uint32_t count, std::string_view severity)
{
   return count == 0 ? "<td class=\"count\">-</td>"
                     : fmt::format("<td class=\"count {}\">{}</td>", severity, count_text(count));
}

// In five steps from red to green; the number stands in it.
std::string heat_cell(category_scores const* scores, std::string const& category)
{
   if (scores == nullptr)
      return "<td class=\"count\">-</td>";
   auto const found = scores->find(category);
   if (found == scores->end())
      return "<td class=\"count\">-</td>";
   auto const score = found->second;
   auto const step = score >= 90 ? 4 : score >= 80 ? 3 : score >= 70 ? 2 : score >= 60 ? 1 : 0;
   return fmt::format("<td class=\"count heat{}\">{}</td>", step, score_text(score));
}

std::string link_to(std::size_t number, std::string const& domain)
{
   return fmt::format("<a href=\"#{}\">{}</a>", html_domain_anchor(number), markup_text(domain));
}

std::set<std::string> names_of(std::map<std::size_t, category_scores> const& all)
{
   std::set<std::string> names;
   for (auto const& [number, scores] : all)
      for (auto const& [name, score] : scores)
         names.insert(name);
   return names;
}

// A name that may go on in the next line behind each dot.
std::string breakable(std::string const& name)
{
   std::string text;
   for (auto const c : markup_text(name))
      text += c == '.' ? std::string{".<wbr>"} : std::string(1, c);
   return text;
}

std::string columns_html(std::set<std::string> const& categories)
{
   std::string text = "<th scope=\"col\">Domain</th><th scope=\"col\">Grade</th>";
   for (auto const* const severity : {"critical", "high", "medium", "low"})
      text += fmt::format("<th scope=\"col\" class=\"count\">{}</th>", severity);
   for (auto const& category : categories)
      text += fmt::format("<th scope=\"col\" class=\"count\">{}</th>", breakable(category));
   return text;
}

}  // namespace

std::string html_domain_anchor(std::size_t number)
{
   return fmt::format("domain-{}", number);
}

std::string worst_html(
   std::vector<domain_row> const& rows,
   std::map<std::size_t, category_scores> const& categories,
   std::size_t left_out)
{
   if (rows.empty())
      return {};
   auto const names = names_of(categories);
   auto text = fmt::format(
      "<div class=\"wide\" tabindex=\"0\">\n<table>\n"
      "<caption>The worst domains: failed checks, and scores of categories</caption>\n"
      "<thead><tr>{}</tr></thead>\n<tbody>\n",
      columns_html(names));
   for (auto const& d : rows) {
      text += fmt::format(
         "<tr><th scope=\"row\">{}</th><td class=\"{}\">{}</td>",
         link_to(d.number, d.domain),
         grade_class(d.grade),
         grade_word(d.grade));
      constexpr std::array severities{"info", "low", "medium", "high", "critical"};
      for (std::size_t i = severities.size() - 1; i != 0; --i)
         text += failure_cell(d.failed.at(i), severities.at(i));
      auto const scores = categories.find(d.number);
      for (auto const& name : names)
         text += heat_cell(scores == categories.end() ? nullptr : &scores->second, name);
      text += "</tr>\n";
   }
   text += "</tbody>\n</table>\n</div>\n";
   if (left_out != 0)
      text += fmt::format(
         "<p class=\"quiet\">And {} more with failed checks.</p>\n", count_text(left_out));
   return text;
}

std::string brief_html(domain_row const& d)
{
   std::uint32_t failed = 0;
   for (auto const count : d.failed)
      failed += count;
   return fmt::format(
      "<li id=\"{}\">{}: {}, {} failed, {} unknown</li>\n",
      html_domain_anchor(d.number),
      markup_text(d.domain),
      d.grade == "none" ? "nothing to grade" : "grade " + markup_text(d.grade),
      count_text(failed),
      count_text(d.unknown));
}

void failing_domains::add(std::size_t number, std::string const& domain)
{
   ++count;
   if (first.size() < most)
      first.emplace_back(number, domain);
}

std::string failing_html(failing_domains const& of)
{
   if (of.first.empty())
      return {};
   std::string text;
   for (auto const& [number, domain] : of.first)
      text += (text.empty() ? "" : ", ") + link_to(number, domain);
   if (of.count > of.first.size())
      text += fmt::format(" and {} more", count_text(of.count - of.first.size()));
   return fmt::format("<p>Failed on {}.</p>\n", text);
}

}  // namespace dnslint::report
