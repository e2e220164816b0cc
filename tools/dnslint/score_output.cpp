// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/score_output.hpp"

#include "core/base/escape.hpp"
#include "core/base/json_writer.hpp"
#include "core/report/prose.hpp"
#include "core/report/statement.hpp"
#include "core/report/verdict.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

using report::shown;

std::string points(std::optional<double> score)
{
   return score ? report::score_text(*score) : "none";
}

std::string grade(score::scores const& s)
{
   if (s.grade)
      return "grade " + shown(*s.grade);
   return s.score_low ? "no grade yet" : "nothing to grade";
}

void print_step(score::improvement_step const& step, audit::domain_record const& d)
{
   fmt::print("   {}\n", step.control.empty() ? "without a control" : shown(step.control));
   for (auto const& c : step.checks) {
      auto const finding = std::ranges::find(d.findings, c.id, &base::finding::id);
      fmt::print(
         "      {} ({}, {})\n", shown(c.id), base::to_text(c.severity), base::to_text(c.result));
      std::string text;
      if (c.result == base::outcome::unknown && finding->why)
         report::append_paragraph(text, 9, shown(base::to_text(*finding->why)));
      report::append_paragraph(text, 9, shown(finding->fix_text));
      for (auto const& line : report::edit_of(*finding))
         report::append_copyable(text, 9, shown(line));
      fmt::print("{}", text);
   }
}

void print_rehearsed(rehearsed_steps const& r)
{
   std::string text;
   auto const whose =
      r.with_record == r.checks
         ? std::string{"all records above"}
         : fmt::format(
              "the records above, which {} of the {} checks have", r.with_record, r.checks);
   if (r.verdict == report::rehearsal::falls)
      text = fmt::format(
         "rehearsed with {}: a check still fails, or another one would; `dnslint fix` says which "
         "records stand it",
         whose);
   else
      text = fmt::format(
         "rehearsed with {}: {} of 100, between {} and {}, {}",
         whose,
         points(r.after.score),
         points(r.after.score_low),
         points(r.after.score_high),
         grade(r.after));
   std::string out;
   report::append_paragraph(out, 3, text);
   fmt::print("{}", out);
}

void print_steps(told_way const& told)
{
   auto const& way = *told.way;
   for (auto const& step : way.steps)
      print_step(step, told.domain->record);
   fmt::print(
      "   then, by estimate, {} of 100, between {} and {}, {}\n",
      points(way.after.score),
      points(way.after.score_low),
      points(way.after.score_high),
      way.after.grade ? grade(way.after) : "at least grade " + shown(way.grade));
   if (told.rehearsed)
      print_rehearsed(*told.rehearsed);
   else if (!told.is_estimate)
      fmt::print("   not rehearsed: the steps have no record that is certain to be right\n");
}

void append_grade(base::json_writer& json, std::optional<std::string> const& grade)
{
   json.key("grade");
   if (grade)
      json.text(*grade);
   else
      json.null();
}

void append_scores(base::json_writer& json, std::string_view name, score::scores const& s)
{
   json.begin_object(name);
   json.key("score");
   json.number(s.score, 1);
   json.key("score_low");
   json.number(s.score_low, 1);
   json.key("score_high");
   json.number(s.score_high, 1);
   append_grade(json, s.grade);
   json.end_object();
}

void append_steps(base::json_writer& json, std::optional<score::improvement> const& way)
{
   json.begin_array("steps");
   if (way)
      for (auto const& step : way->steps) {
         json.begin_object();
         json.key("control");
         if (step.control.empty())
            json.null();
         else
            json.text(step.control);
         json.begin_array("checks");
         for (auto const& c : step.checks)
            json.text(c.id);
         json.end_array();
         json.end_object();
      }
   json.end_array();
}

void append_rehearsed(base::json_writer& json, rehearsed_steps const& r)
{
   json.member("checks_with_record", r.with_record);
   json.member("rehearsal", report::to_text(r.verdict));
   append_scores(json, "rehearsed", r.after);
}

}  // namespace

void print_way_text(told_way const& told)
{
   auto const& record = told.domain->record;
   auto const& s = record.scored;
   if (!s.score_low) {
      fmt::print("{}: nothing to grade\n", shown(record.domain));
      return;
   }
   fmt::print(
      "{}: {} of 100, between {} and {}, {}\n",
      shown(record.domain),
      points(s.score),
      points(s.score_low),
      points(s.score_high),
      grade(s));
   std::string cap;
   report::append_paragraph(cap, 3, report::cap_text(record));
   fmt::print("{}", cap);
   if (told.way)
      print_steps(told);
   else
      fmt::print("   no step leads to a better grade\n");
}

void print_way_json(told_way const& told)
{
   auto const& way = told.way;
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("domain", told.domain->record.domain);
   append_scores(json, "now", told.domain->record.scored);
   append_steps(json, way);
   if (way) {
      json.member("at_least", way->grade);
      append_scores(json, "then", way->after);
      if (told.rehearsed)
         append_rehearsed(json, *told.rehearsed);
   }
   json.end_object();
   fmt::print("{}\n", out);
}

}  // namespace dnslint::command
