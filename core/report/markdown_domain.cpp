// SPDX-License-Identifier: Apache-2.0
#include "core/report/markdown_domain.hpp"

#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/statement.hpp"
#include "core/report/verdict.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::markdown_text;
using base::outcome;

constexpr std::size_t most_items = 10;
constexpr std::size_t most_characters = 1000;
constexpr std::string_view indent = "  ";  // of what belongs to an entry of the list

std::string cut(base::untrusted const& text)
{
   auto const& bytes = text.bytes();
   auto const most = base::first_characters(bytes, most_characters);
   return markdown_text(most) + (most.size() == bytes.size() ? "" : " ...");
}

std::string_view label_of(ranked_finding const& f)
{
   return f.of->result == outcome::fail ? base::to_text(f.about->severity)
                                        : base::to_text(f.of->result);
}

void append_entry(std::string& out, std::string const& text)
{
   out += fmt::format("{}- {}\n", indent, text);
}

// A word of ours in front, since there markup of lines could begin.
std::string item_text(audit::finding_item const& item)
{
   return fmt::format(
      "**{}** {}",
      base::to_text(item.result),
      cut(item.message.empty() ? item.subject : statement(item)));
}

void append_items(std::string& out, audit::finding const& f, outcomes const& show)
{
   std::size_t told = 0;
   std::size_t left_out = 0;
   for (auto const& item : f.items)
      if (!is_shown(item.result, show) || is_told_by_message(f, item))
         continue;
      else if (told == most_items)
         ++left_out;
      else {
         ++told;
         append_entry(out, item_text(item));
      }
   if (left_out != 0)
      append_entry(out, fmt::format("and {} more", count_text(left_out)));
}

void append_fix(std::string& out, audit::finding const& f)
{
   auto const record = record_of(f);
   if (f.fix_text.empty() && record.empty())
      return;
   append_entry(out, "Fix: " + (f.fix_text.empty() ? std::string{"publish"} : cut(f.fix_text)));
   std::string lines;
   for (auto const& line : edit_of(f))
      lines += (lines.empty() ? "" : "\n") + line.bytes();
   if (!lines.empty())
      out += base::markdown_block(lines, std::string{indent} + std::string{indent});
}

void append_finding(std::string& out, ranked_finding const& f, outcomes const& show)
{
   auto const subject = f.of->subject.empty() ? std::string{} : " " + cut(f.of->subject);
   out += fmt::format(
      "- **{}** {}{}: {}\n",
      label_of(f),
      markdown_text(f.of->id),
      subject,
      cut(statement(*f.of, *f.about)));
   append_items(out, *f.of, show);
   append_fix(out, *f.of);
   if (f.of->suppression)
      append_entry(out, cut(suppression_text(*f.of)));
}

}  // namespace

std::string domain_markdown(
   audit::domain_record const& d, catalogue const& checks, outcomes const& show)
{
   auto out = fmt::format("### {}\n\n", markdown_text(d.domain));
   for (auto const& line : verdict_lines(d))
      out += markdown_text(line) + '\n';
   out += '\n';
   for (auto const& f : ranked_findings(d, checks, show))
      append_finding(out, f, show);
   return out;
}

}  // namespace dnslint::report
