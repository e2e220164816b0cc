// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/explain_finding.hpp"

#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/report/prose.hpp"
#include "core/report/report_file.hpp"
#include "core/report/report_text.hpp"
#include "core/report/statement.hpp"
#include "core/report/verdict.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/installed_plan.hpp"
#include "tools/dnslint/messages.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dnslint::command {
namespace {

using report::reported_domain;
using report::shown;

struct wanted_finding {
   std::string domain;
   std::string check;
};

// A check id has one "/", a domain none.
base::result<wanted_finding> wanted_of(std::string const& text)
{
   auto const slash = text.find('/');
   if (slash == std::string::npos || text.find('/', slash + 1) == std::string::npos)
      return base::error(
         fmt::format("'{}' names no finding", text), "write DOMAIN/CHECK: example.com/spf/present");
   return wanted_finding{base::lower(text.substr(0, slash)), text.substr(slash + 1)};
}

struct search {
   std::vector<std::string> domains;
   std::optional<reported_domain> found;
   report::reported_run run;
};

base::result<search> find_in(
   std::string const& file, std::string_view text, std::string const& domain)
{
   search s;
   auto run = report::read_report(file, text, [&](reported_domain d) {
      s.domains.push_back(d.record.domain);
      bool const is_it = d.record.domain == domain || base::lower(d.record.input) == domain;
      if (is_it)
         s.found = std::move(d);
      return !is_it;
   });
   if (!run)
      return run.errors();
   s.run = std::move(*run);
   return s;
}

// Where the file's seek table does not lead to the domain, all of it is read: it may be meant as it
// was given in the list.
base::result<search> find_domain(std::string const& file, std::string const& domain)
{
   if (auto const lines = report::read_lines_around(file, domain)) {
      auto s = find_in(file, *lines, domain);
      if (s && s->found)
         return s;
   }
   auto const all = report::read_report_text(file);
   if (!all)
      return all.errors();
   tell(all->warnings);
   return find_in(file, all->text, domain);
}

std::string version_of(report::reported_run const& run, std::string_view owner)
{
   for (auto const* const all : {&run.plugins, &run.packs})
      for (auto const& [id, version] : *all)
         if (id == owner)
            return fmt::format(
               "the {} {} {}",
               all == &run.plugins ? "plugin" : "rule pack",
               shown(id),
               shown(version));
   return fmt::format("{}", shown(owner));
}

// Writes what the report knows; `says` is the check as this dnslint has it, and may be null.
class explanation {
public:
   explanation(reported_domain const& d, std::size_t which, report::reported_run const& run)
   : d_{&d}
   , f_{&d.record.findings[which]}
   , about_{&d.checks[which]}
   , run_{&run}
   {}

   std::string text(rules::check const* definition)
   {
      head(definition);
      judgement(definition);
      evidence(definition);
      cost();
      fix();
      return std::move(out_);
   }

private:
   void line(std::string_view label, std::string_view text)
   {
      report::append_paragraph(out_, 11, text, fmt::format("{:<11}", label));
   }

   void head(rules::check const* definition)
   {
      out_ = fmt::format("{}: {}\n", shown(d_->record.domain), shown(f_->id));
      if (definition != nullptr)
         out_ += shown(definition->title) + "\n";
      out_ += "\n";
      line(
         "Outcome",
         fmt::format(
            "{}, severity {}", base::to_text(f_->result), base::to_text(about_->severity)));
      if (!f_->message.empty())
         line("", shown(f_->message));
      if (!f_->reason.empty())
         line("", shown(f_->reason));
      if (f_->why)
         line(
            "Cause",
            fmt::format("{}; {}", shown(base::to_text(*f_->why)), report::advice(f_->why->kind)));
      if (f_->suppression)
         line(
            "Suppressed",
            fmt::format(
               "until {} by {}: {}",
               shown(f_->suppression->expires),
               shown(f_->suppression->owner),
               shown(f_->suppression->reason)));
   }

   void judgement(rules::check const* definition)
   {
      line(
         "Judged by",
         version_of(*run_, f_->id.substr(0, f_->id.find('/'))) +
            (run_->now.empty() ? "" : ", as of " + shown(run_->now)));
      if (definition == nullptr)
         return;
      if (definition->applies_when)
         line("Applies", "when " + shown(definition->applies_when->source()));
      if (definition->verdict)
         line("Passes", "when " + shown(definition->verdict->source()));
   }

   // A judgement over facts rests on those.
   std::string facts_text(rules::check const* definition) const
   {
      std::string text;
      if (definition == nullptr)
         return text;
      for (auto const& name : rules::facts_used(*definition))
         if (auto const found = d_->facts.find(name); found != d_->facts.end())
            report::append_copyable(text, 3, fmt::format("{}: {}", name, shown(found->second)));
      return text;
   }

   // Reports keep little of checks that passed.
   bool lacks_evidence(rules::check const* definition) const
   {
      if (f_->result != base::outcome::pass || !f_->evidence.empty() || !f_->items.empty())
         return false;
      return definition != nullptr &&
             std::ranges::any_of(rules::facts_used(*definition), [this](auto const& name) {
                return !d_->facts.contains(name);
             });
   }

   void evidence(rules::check const* definition)
   {
      auto const facts = facts_text(definition);
      if (lacks_evidence(definition))
         line("Not kept", "some of what it rests on: scan with --evidence --facts");
      if (f_->evidence.empty() && f_->items.empty() && facts.empty())
         return;
      out_ += "\nWhat came back\n" + facts;
      for (auto const& e : f_->evidence)
         report::append_copyable(out_, 3, fmt::format("{}: {}", shown(e.kind), shown(e.text)));
      for (auto const& item : f_->items)
         report::append_paragraph(
            out_,
            5,
            fmt::format(
               "{}: {}{}",
               shown(item.subject),
               base::to_text(item.result),
               item.message.empty() ? "" : ", " + shown(item.message)),
            "   - ");
   }

   void cost()
   {
      out_ += "\nWhat it cost\n";
      if (about_->control.empty())
         return report::append_paragraph(out_, 3, "nothing: it names no control", "   ");
      for (auto const& c : d_->record.scored.controls)
         if (std::ranges::find(c.lowered_by, f_->id) != c.lowered_by.end())
            return report::append_paragraph(
               out_,
               3,
               fmt::format(
                  "up to {} points{}: it sets the control {} to {:.2f}, whose weight in {} is {}",
                  report::score_text(c.lost),
                  d_->record.scored.caps.empty() ? "" : ", before any cap",
                  shown(c.control),
                  c.value.value_or(0),
                  shown(c.category),
                  base::json_number(c.weight)),
               "   ");
      report::append_paragraph(out_, 3, no_cost(), "   ");
   }

   std::string no_cost() const
   {
      auto const control = shown(about_->control);
      if (f_->result == base::outcome::fail)
         return fmt::format("nothing of its own: {} is set by other checks", control);
      if (f_->result == base::outcome::unknown)
         return fmt::format(
            "nothing of score; while it is unknown, score_low counts it as a failure of {}",
            control);
      return fmt::format("nothing of {}", control);
   }

   void fix()
   {
      if (f_->fix_text.empty() && f_->fix_record.empty())
         return;
      out_ += "\nHow to mend it\n";
      report::append_paragraph(out_, 3, shown(f_->fix_text), "   ");
      for (auto const& line : report::edit_of(*f_))
         report::append_copyable(out_, 3, shown(line));
   }

   reported_domain const* d_;
   base::finding const* f_;
   report::reported_check const* about_;
   report::reported_run const* run_;
   std::string out_;
};

std::optional<std::size_t> place_of(reported_domain const& d, std::string const& check)
{
   auto const& all = d.record.findings;
   auto const found = std::ranges::find(all, check, &base::finding::id);
   if (found == all.end() || d.checks.size() != all.size())
      return std::nullopt;
   return static_cast<std::size_t>(found - all.begin());
}

int no_such_check(reported_domain const& d, std::string const& check)
{
   std::vector<std::string> ids;
   for (auto const& f : d.record.findings)
      ids.push_back(f.id);
   return wrong_usage({base::error(
      fmt::format("the report has no check '{}' of {}", check, d.record.domain),
      base::suggestion(check, ids))});
}

}  // namespace

int explain_finding(options const& o)
{
   auto const wanted = wanted_of(o.arguments[0]);
   if (!wanted)
      return wrong_usage(wanted.errors());
   auto const s = find_domain(o.from, wanted->domain);
   if (!s)
      return wrong_usage(s.errors());
   if (!s->found)
      return wrong_usage({base::error_in(
         o.from,
         fmt::format("has no domain '{}'", wanted->domain),
         base::suggestion(wanted->domain, s->domains))});
   auto const which = place_of(*s->found, wanted->check);
   if (!which)
      return no_such_check(*s->found, wanted->check);
   auto const built = plan_without_code(o);
   if (!built)
      return wrong_usage(built.errors());
   auto const& checks = built->made->checks;
   auto const planned = std::ranges::find(checks, wanted->check, [](auto const& c) {
      return c.definition->id;
   });
   fmt::print(
      "{}",
      explanation{*s->found, *which, s->run}.text(
         planned == checks.end() ? nullptr : planned->definition));
   return done;
}

}  // namespace dnslint::command
