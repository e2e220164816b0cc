// SPDX-License-Identifier: Apache-2.0
#include "core/report/difference_text.hpp"

#include "core/report/prose.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

constexpr std::size_t indent = 3;
constexpr std::size_t label_width = 15;

std::string heading(domain_difference const& d)
{
   auto const domain = shown(d.domain);
   if (!d.before)
      return fmt::format("{}: only in the new report, {}", domain, shown(standing_of(*d.after)));
   if (!d.after)
      return fmt::format("{}: only in the old report, {}", domain, shown(standing_of(*d.before)));
   auto const was = shown(standing_of(*d.before));
   auto const is = shown(standing_of(*d.after));
   return was == is ? fmt::format("{}: {}, as before", domain, is)
                    : fmt::format("{}: {} -> {}", domain, was, is);
}

void append_labelled(std::string& out, std::string_view label, std::string_view text)
{
   append_paragraph(
      out, indent + label_width, text, fmt::format("{:{}}{:<{}}", "", indent, label, label_width));
}

std::string check_text(changed_check const& c)
{
   auto text = fmt::format("{} ({})", shown(c.id), base::to_text(c.severity));
   bool const goes = c.became == change::fixed || c.became == change::known_again;
   auto const statement = shown((goes ? c.before : c.after).statement);
   if (!statement.empty())
      text += (goes ? ", was: " : ": ") + statement;
   if (c.before.result == base::outcome::unknown && c.became == change::broken)
      text += " (was unknown)";
   return text;
}

void append_fact(std::string& out, changed_fact const& f)
{
   if (!is_for_people(f))
      return;
   append_labelled(out, "published", shown(f.name));
   append_copyable(out, indent + label_width, "- " + shown(f.before));
   append_copyable(out, indent + label_width, "+ " + shown(f.after));
}

}  // namespace

std::string difference_text(domain_difference const& d)
{
   auto out = heading(d) + '\n';
   for (auto const& c : d.checks)
      append_labelled(out, to_text(c.became), check_text(c));
   for (auto const& f : d.facts)
      append_fact(out, f);
   return out;
}

std::string difference_text(difference_counts const& all)
{
   auto out = fmt::format(
      "{} in both reports, {} of them differ",
      count_text(all.domains, "domain"),
      count_text(all.differing));
   if (all.added + all.removed != 0)
      out += fmt::format(
         "; {} only in the new one, {} only in the old one",
         count_text(all.added),
         count_text(all.removed));
   out += '\n';
   for (auto const& [became, count] : all.changes)
      out += fmt::format("{:>{}}  {}\n", count_text(count), indent + 6, to_text(became));
   if (all.domains > 1)
      for (auto const& [id, changes] : all.by_check) {
         std::string text;
         for (auto const& [became, count] : changes)
            text +=
               fmt::format("{}{} {}", text.empty() ? "" : ", ", count_text(count), to_text(became));
         append_paragraph(out, indent, shown(id) + ": " + text);
      }
   return out;
}

}  // namespace dnslint::report
