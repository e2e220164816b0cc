// SPDX-License-Identifier: Apache-2.0
#include "core/report/verdict.hpp"

#include "core/report/prose.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

std::string range_text(score::scores const& s)
{
   return fmt::format(
      "between {} and {} once all is known", score_text(*s.score_low), score_text(*s.score_high));
}

std::string graded_text(score::scores const& s)
{
   auto text =
      fmt::format("Grade {}: {} of 100", base::terminal_text(*s.grade), score_text(*s.score));
   if (s.score_low != s.score_high)
      text += ", " + range_text(s);
   return text + ".";
}

std::string scored_text(score::scores const& s)
{
   if (s.grade && s.score)
      return graded_text(s);
   if (!s.score_low)
      return "No score: nothing that is scored applies.";
   if (!s.score)
      return "No score: nothing that is scored is known.";
   return fmt::format(
      "No grade yet: {} of 100 by what is known, {}.", score_text(*s.score), range_text(s));
}

std::size_t count(audit::domain_record const& d, base::outcome o)
{
   return static_cast<std::size_t>(std::ranges::count(d.findings, o, &audit::finding::result));
}

std::size_t suppressed_count(audit::domain_record const& d)
{
   return static_cast<std::size_t>(std::ranges::count_if(d.findings, [](auto const& f) {
      return f.suppression != nullptr;
   }));
}

void append_part(std::string& text, std::size_t count, std::string_view one, std::string_view many)
{
   if (count == 0)
      return;
   auto const subject = text.empty() ? count_text(count, "check") : count_text(count);
   text += fmt::format("{}{} {}", text.empty() ? "" : ", ", subject, count == 1 ? one : many);
}

std::string cap_sentence(std::string_view start, score::told_cap const& c)
{
   return fmt::format(
      "{} {}: {}.", start, base::terminal_text(c.most), base::terminal_text(c.text));
}

// Else the score has a worse grade by itself.
bool limits(score::told_cap const& c, score::scores const& s)
{
   return !s.grade || *s.grade == c.most;
}

}  // namespace

score::told_cap const* limiting_cap(audit::domain_record const& d)
{
   auto const& caps = d.scored.caps;
   return !caps.empty() && limits(caps.front(), d.scored) ? &caps.front() : nullptr;
}

std::string cap_text(audit::domain_record const& d)
{
   auto const& s = d.scored;
   std::string text;
   if (auto const* const cap = limiting_cap(d))
      text = cap_sentence("At most", *cap);
   if (!s.possible_caps.empty() && limits(s.possible_caps.front(), s))
      text += (text.empty() ? "" : " ") + cap_sentence("Perhaps at most", s.possible_caps.front());
   return text;
}

std::string verdict_text(audit::domain_record const& d)
{
   if (d.status == audit::domain_status::nonexistent)
      return "This domain does not exist.";
   auto text = scored_text(d.scored);
   if (d.score_standard && d.scored.score && d.score_standard != d.scored.score)
      text += fmt::format(" The standard profile gives {}.", score_text(*d.score_standard));
   if (d.status == audit::domain_status::aborted)
      text += " The audit was stopped before its end.";
   return text;
}

std::string not_seen_text(audit::domain_record const& d)
{
   std::string text;
   if (d.scored.score_low)
      for (auto const& control : d.scored.not_seen)
         text += (text.empty() ? "Not looked at: " : ", ") + base::terminal_text(control);
   return text.empty() ? text : text + ".";
}

std::string rehearsed_text(audit::domain_record const& d)
{
   if (!d.rehearsed || !d.rehearsed->score)
      return {};
   auto const score = score_text(*d.rehearsed->score);
   return d.rehearsed->grade ? fmt::format(
                                  "With all records that are offered below: {} {}, as rehearsed.",
                                  base::terminal_text(*d.rehearsed->grade),
                                  score)
                             : fmt::format(
                                  "With all records that are offered below: {} of 100 by what is "
                                  "known, as rehearsed.",
                                  score);
}

std::string outcomes_text(audit::domain_record const& d)
{
   std::string text;
   append_part(text, count(d, base::outcome::fail), "failed", "failed");
   if (auto const accepted = suppressed_count(d); accepted != 0)
      text += fmt::format(" ({} of them suppressed)", count_text(accepted));
   append_part(text, count(d, base::outcome::unknown), "is unknown", "are unknown");
   append_part(text, count(d, base::outcome::pass), "passed", "passed");
   append_part(text, count(d, base::outcome::not_applicable), "does not apply", "do not apply");
   return text.empty() ? "No check ran." : text + ".";
}

std::vector<std::string> verdict_lines(audit::domain_record const& d)
{
   std::vector<std::string> all{
      verdict_text(d), cap_text(d), not_seen_text(d), outcomes_text(d), rehearsed_text(d)};
   std::erase(all, std::string{});
   return all;
}

std::string_view advice(base::cause_class c)
{
   switch (c) {
      case base::cause_class::transient:
         return "asking again may help";
      case base::cause_class::unobservable:
         return "no question can tell";
      case base::cause_class::withheld:
         return "it was not asked";
      case base::cause_class::internal:
         return "a defect, please report it";
   }
   return {};
}

}  // namespace dnslint::report
