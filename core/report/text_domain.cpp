// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_domain.hpp"

#include "core/base/causes.hpp"
#include "core/report/fact_prose.hpp"
#include "core/report/prose.hpp"
#include "core/report/rank.hpp"
#include "core/report/statement.hpp"
#include "core/report/verdict.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <span>

namespace dnslint::report {
namespace {

using base::outcome;

constexpr std::size_t margin = 3;   // of all that belongs to a domain
constexpr std::size_t column = 13;  // where text starts, right of the severity or outcome
constexpr std::size_t most_items = 10;
constexpr std::size_t most_alike = 3;  // unknown checks with one detail that are named one by one
constexpr std::size_t most_seen = 3;   // pieces of evidence without --verbose
constexpr std::string_view fix_label = "Fix: ";
constexpr std::string_view seen_label = "Seen: ";

class domain_block {
public:
   domain_block(
      audit::domain_record const& d,
      std::vector<published_line> const& published,
      catalogue const& checks,
      text_options const& options)
   : d_{&d}
   , published_{&published}
   , checks_{&checks}
   , options_{&options}
   , colors_{options.color}
   {}

   std::string text()
   {
      auto const failed = ranked_failures(*d_, *checks_);
      head(failed);
      if (shows(outcome::fail))
         for (auto const& f : failed)
            failure(f);
      if (shows(outcome::unknown))
         unknowns();
      if (shows(outcome::pass))
         settled(outcome::pass, colors_.good(label("passed")));
      if (shows(outcome::not_applicable))
         settled(outcome::not_applicable, colors_.quiet(label("n/a")));
      return std::move(out_);
   }

private:
   bool shows(outcome o) const { return options_->verbose || is_shown(o, options_->show); }

   static std::string label(std::string_view word)
   {
      return fmt::format("{:{}}{:<{}}", "", margin, word, column - margin);
   }

   void head(std::vector<ranked_finding> const& failed)
   {
      out_ += colors_.strong(base::terminal_text(d_->domain));
      if (!base::equal_ignoring_case(d_->input, d_->domain))
         out_ += fmt::format(" (given as {})", shown(d_->input));
      out_ += '\n';
      published();
      append_paragraph(out_, margin, verdict_text(*d_));
      append_paragraph(out_, margin, cap_text(*d_));
      append_paragraph(out_, margin, not_seen_text(*d_));
      append_paragraph(out_, margin, outcomes_text(*d_));
      if (failed.size() > 1 && shows(outcome::fail) && !failed.front().of->suppression)
         do_first(first_step(failed));
      if (shows(outcome::fail))
         append_paragraph(out_, margin, rehearsed_text(*d_));
   }

   // The worst failure by which the cap is lifted that limits the grade; without one the worst.
   ranked_finding const& first_step(std::vector<ranked_finding> const& failed) const
   {
      auto const* const cap = limiting_cap(*d_);
      if (cap == nullptr)
         return failed.front();
      auto const found = std::ranges::find_if(failed, [&](ranked_finding const& f) {
         return std::ranges::find(cap->failed, f.of->id) != cap->failed.end();
      });
      return found == failed.end() ? failed.front() : *found;
   }

   // A line each, cut at its end: the whole records stand in other formats.
   void published()
   {
      for (auto const& [name, text] : *published_) {
         auto const line = fmt::format("{:{}}{:<7}{}", "", margin, name, shown(text));
         out_ += colors_.quiet(cut_to_line(line)) + '\n';
      }
   }

   // Under a cap a check gains more or less than its control has lost.
   void do_first(ranked_finding const& f)
   {
      auto text = fmt::format("Do first: {}", shown(f.of->id));
      if (f.lost >= 0.05 && cap_text(*d_).empty())
         text += fmt::format(", worth up to {}", points_text(f.lost));
      append_paragraph(out_, margin, text + ".");
   }

   static std::string points_text(double lost)
   {
      auto const number = score_text(lost);
      return number + (number == "1" ? " point" : " points");
   }

   void failure(ranked_finding const& f)
   {
      out_ += '\n';
      out_ += colors_.severity(f.about->severity, label(base::to_text(f.about->severity)));
      name(*f.of);
      append_paragraph(out_, column, message_text(*f.of));
      items(*f.of);
      if (options_->verbose)
         evidence(*f.of);
      else
         seen(*f.of);
      fix(*f.of);
      suppression(*f.of);
   }

   void suppression(audit::finding const& f)
   {
      if (f.suppression)
         append_paragraph(
            out_,
            column,
            fmt::format(
               "Suppressed until {} by {}: {}",
               shown(f.suppression->expires),
               shown(f.suppression->owner),
               shown(f.suppression->reason)));
   }

   void name(audit::finding const& f)
   {
      out_ += colors_.strong(shown(f.id));
      if (!f.subject.empty())
         out_ += fmt::format("  {}", shown(f.subject));
      out_ += '\n';
   }

   // A title says what should be, so it is no message for a failure.
   std::string message_text(audit::finding const& f) const
   {
      if (!f.message.empty())
         return shown(f.message);
      auto const title = shown(entry_of(f.id, *checks_).title);
      return f.result == outcome::fail && !title.empty() ? "Expected: " + title : title;
   }

   void items(audit::finding const& f)
   {
      std::size_t told = 0;
      std::size_t left_out = 0;
      for (auto const& item : f.items) {
         if (!shows(item.result) || is_told_by_message(f, item))
            continue;
         if (!options_->verbose && told == most_items) {
            ++left_out;
            continue;
         }
         ++told;
         append_paragraph(
            out_, column + 2, shown(statement(item)), std::string(column, ' ') + "- ");
      }
      if (left_out != 0)
         append_paragraph(out_, column + 2, fmt::format("and {} more", count_text(left_out)));
   }

   void fix(audit::finding const& f)
   {
      if (f.fix_text.empty() && f.fix_record.empty())
         return;
      auto const instruction = f.fix_text.empty() ? "publish" : shown(f.fix_text);
      append_paragraph(
         out_, column + fix_label.size(), instruction, std::string(column, ' ').append(fix_label));
      for (auto const& line : edit_of(f))
         append_copyable(out_, column + fix_label.size(), colors_.good(record_text(line)));
   }

   static std::string record_text(base::untrusted const& record)
   {
      auto const& bytes = record.bytes();
      return base::terminal_text(
         std::string_view{bytes}.substr(0, bytes.find_last_not_of('\n') + 1));
   }

   void evidence(audit::finding const& f)
   {
      if (!options_->verbose)
         return;
      for (auto const& e : f.evidence)
         append_copyable(
            out_, column, colors_.quiet(fmt::format("{}: {}", shown(e.kind), shown(e.text))));
   }

   // The first pieces of evidence, a line each, cut at its end.
   void seen(audit::finding const& f)
   {
      auto const shown_here = std::min(f.evidence.size(), most_seen);
      auto label = seen_label;
      for (auto const& e : std::span{f.evidence}.first(shown_here)) {
         auto const line =
            fmt::format("{:{}}{:<{}}{}", "", column, label, seen_label.size(), prose_of(e));
         out_ += colors_.quiet(cut_to_line(line)) + '\n';
         label = {};
      }
      if (auto const left_out = f.evidence.size() - shown_here; left_out != 0)
         append_paragraph(
            out_,
            column + seen_label.size(),
            fmt::format("and {} more, which --verbose shows", count_text(left_out)));
   }

   static std::string prose_of(base::evidence const& e)
   {
      return e.kind == "fact" ? shown(fact_prose(e.text.bytes())) : shown(e.text);
   }

   static std::string cut_to_line(std::string const& line)
   {
      if (base::character_count(line) <= line_width)
         return line;
      return std::string{base::first_characters(line, line_width - 4)} + " ...";
   }

   void unknowns()
   {
      std::map<std::pair<base::cause_class, std::string>, std::vector<audit::finding const*>>
         groups;
      for (auto const& f : d_->findings)
         if (f.result == outcome::unknown) {
            auto const why = f.why.value_or(base::because(base::causes::no_cause));
            groups[{why.kind, why.code}].push_back(&f);
         }
      for (auto const& [why, findings] : groups) {
         out_ += '\n';
         out_ += colors_.unsure(label("unknown"));
         out_ += fmt::format("{}: {}\n", shown(why.second), advice(why.first));
         if (!options_->verbose && findings.size() > most_alike && have_one_detail(findings))
            together(findings);
         else
            for (auto const* f : findings)
               unknown(*f);
      }
   }

   static std::string_view detail_of(audit::finding const& f)
   {
      return f.why ? std::string_view{f.why->detail} : std::string_view{};
   }

   static bool have_one_detail(std::vector<audit::finding const*> const& findings)
   {
      return std::ranges::all_of(findings, [&](audit::finding const* f) {
         return f->message.empty() && detail_of(*f) == detail_of(*findings.front());
      });
   }

   void together(std::vector<audit::finding const*> const& findings)
   {
      auto text = shown(detail_of(*findings.front()));
      auto const* separator = text.empty() ? "" : ": ";
      for (auto const* f : std::span{findings}.first(std::min(findings.size(), most_items))) {
         text += separator + shown(f->id);
         separator = ", ";
      }
      if (findings.size() > most_items)
         text += fmt::format(" and {} more, which --verbose names", findings.size() - most_items);
      append_paragraph(out_, column + 2, text, std::string(column, ' ') + "- ");
   }

   void unknown(audit::finding const& f)
   {
      auto const id = shown(f.id);
      auto const detail = f.why && !f.why->detail.empty() ? shown(f.why->detail) : shown(f.message);
      append_paragraph(
         out_,
         column + 2,
         detail.empty() ? id : fmt::format("{}: {}", id, detail),
         std::string(column, ' ') + "- ");
      evidence(f);
   }

   void settled(outcome o, std::string const& first_label)
   {
      bool is_first = true;
      for (auto const& f : d_->findings) {
         if (f.result != o)
            continue;
         out_ += is_first ? "\n" + first_label : std::string(column, ' ');
         is_first = false;
         name(f);
         append_paragraph(
            out_,
            column,
            o == outcome::pass || f.reason.empty() ? message_text(f) : shown(f.reason));
         evidence(f);
      }
   }

   audit::domain_record const* d_;
   std::vector<published_line> const* published_;
   catalogue const* checks_;
   text_options const* options_;
   palette colors_;
   std::string out_;
};

}  // namespace

std::string domain_text(
   audit::domain_record const& d,
   std::vector<published_line> const& published,
   catalogue const& checks,
   text_options const& options)
{
   return domain_block{d, published, checks, options}.text();
}

}  // namespace dnslint::report
