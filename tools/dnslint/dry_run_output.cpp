// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/dry_run_output.hpp"

#include "core/base/escape.hpp"
#include "core/base/json_writer.hpp"
#include "core/report/prose.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace dnslint::command {
namespace {

constexpr std::string_view placeholder = "{domain}";
constexpr std::string_view asker_title = "probe or rule";
constexpr std::size_t count_width = 8;

std::string lookup_of(audit::expected_questions const& part)
{
   if (!part.lookup.empty())
      return base::terminal_text(part.lookup);
   return part.asker == "name" ? "SOA, up to the root" : "";
}

std::string with_placeholder(std::string lookup, std::string const& domain)
{
   if (auto const at = lookup.find(domain); at != std::string::npos)
      lookup.replace(at, domain.size(), placeholder);
   return lookup;
}

std::string row(
   std::string_view asker,
   std::size_t width,
   std::string_view usual,
   std::string_view worst,
   std::string_view lookup)
{
   auto line = fmt::format(
      "   {:{}}  {:>{}}  {:>{}}  {}", asker, width, usual, count_width, worst, count_width, lookup);
   line.erase(line.find_last_not_of(' ') + 1);
   return line + '\n';
}

template <class Number>
std::string count_or_dash(std::optional<Number> const& count)
{
   return count ? report::count_text(*count) : "-";
}

std::string json_of(
   audit::expected_questions const& part,
   std::optional<std::uint64_t> usual,
   std::string const& destination)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("asker", part.asker);
   json.optional_member("lookup", part.lookup);
   for (auto const& [key, count] :
        {std::pair{"questions", std::optional<std::uint64_t>{part.count}},
         std::pair{"usual", usual}}) {
      json.key(key);
      if (count)
         json.count(*count);
      else
         json.null();
   }
   json.member("destination", destination);
   json.end_object();
   return out;
}

}  // namespace

dry_run_output::dry_run_output(
   std::ostream& out,
   bool json,
   std::string destination,
   unsigned budget,
   std::optional<authoring::usual_questions> usual)
: out_{&out}
, json_{json}
, destination_{std::move(destination)}
, budget_{budget}
, usual_{std::move(usual)}
{
   if (json_)
      *out_ << "{\"schema\":\"dnslint.dry-run/1\",\"domains\":[";
}

void dry_run_output::write(audit::dry_run const& run)
{
   if (json_)
      write_json(run);
   else
      add_rows(run);
   ++domains_;
   questions_ += std::min(run.questions, budget_);
   is_over_budget_ = is_over_budget_ || run.questions > budget_;
}

// The parts follow from the plan, so they are the same for every domain.
void dry_run_output::add_rows(audit::dry_run const& run)
{
   if (domains_ == 0) {
      rows_ = run;
      return;
   }
   for (std::size_t i = 0; i != rows_.parts.size(); ++i) {
      auto& row = rows_.parts[i];
      row.count = std::max(row.count, run.parts[i].count);
      if (domains_ == 1)
         row.lookup = with_placeholder(std::move(row.lookup), rows_.domain);
   }
}

// The lookups of a check are measured together: the first of them shows it.
std::optional<std::uint64_t> dry_run_output::usual_of(
   std::vector<audit::expected_questions> const& parts, std::size_t i) const
{
   if (!usual_ || (i != 0 && parts[i - 1].asker == parts[i].asker))
      return std::nullopt;
   auto const found = usual_->by_asker.find(parts[i].asker);
   return found == usual_->by_asker.end() ? std::nullopt
                                          : std::optional<std::uint64_t>{found->second};
}

std::string dry_run_output::heading() const
{
   std::string text;
   report::append_paragraph(
      text,
      0,
      fmt::format(
         "{}, asking {}",
         domains_ == 1 ? rows_.domain : report::count_text(domains_, "domain"),
         base::terminal_text(destination_)));
   return text;
}

std::string dry_run_output::table() const
{
   constexpr std::string_view sum = "in all";
   std::size_t width = asker_title.size();
   for (auto const& part : rows_.parts)
      width = std::max(width, part.asker.size());
   auto text = row(asker_title, width, "usual", "at most", "asks");
   for (std::size_t i = 0; i != rows_.parts.size(); ++i) {
      auto const& part = rows_.parts[i];
      text += row(
         part.asker,
         width,
         count_or_dash(usual_of(rows_.parts, i)),
         part.count ? report::count_text(*part.count) : "not told",
         lookup_of(part));
   }
   std::optional<std::uint64_t> usual;
   if (usual_)
      usual = usual_->all;
   return text + row(
                    sum,
                    width,
                    count_or_dash(usual),
                    report::count_text(std::min(rows_.questions, budget_)),
                    is_over_budget_ ? "the budget of a domain" : "");
}

std::string dry_run_output::totals() const
{
   std::string text =
      usual_ ? "Usual is what an ordinary domain needs, with two exchanges and two name servers."
             : "What is usual could not be measured.";
   if (rows_.undeclared != 0)
      text += fmt::format(
         " {} not declare how many questions {}, and may use the whole budget of {}.",
         rows_.undeclared == 1 ? "1 probe does"
                               : report::count_text(rows_.undeclared) + " probes do",
         rows_.undeclared == 1 ? "it asks" : "they ask",
         report::count_text(budget_));
   std::string out;
   report::append_paragraph(out, 3, text);
   auto const all = report::count_text(questions_, "question");
   auto const of = report::count_text(domains_, "domain");
   report::append_paragraph(
      out,
      0,
      usual_ ? fmt::format(
                  "About {} for {}, at most {}. Nothing was asked.",
                  report::count_text(usual_->all * domains_, "question"),
                  of,
                  report::count_text(questions_))
             : fmt::format("At most {} for {}. Nothing was asked.", all, of));
   return out;
}

void dry_run_output::end_text() const
{
   if (domains_ == 0)
      *out_ << "There is no domain to ask about.\n";
   else
      *out_ << heading() << table() << '\n' << totals();
}

void dry_run_output::write_json(audit::dry_run const& run)
{
   std::string head;
   base::json_writer json{head};
   json.begin_object();
   json.member("domain", run.domain);
   json.member("questions", std::uint64_t{std::min(run.questions, budget_)});
   if (usual_)
      json.member("usual", std::uint64_t{usual_->all});
   json.member("undeclared", std::uint64_t{run.undeclared});
   json.begin_array("parts");
   for (std::size_t i = 0; i != run.parts.size(); ++i)
      json.place() += json_of(run.parts[i], usual_of(run.parts, i), destination_);
   json.end_array();
   json.end_object();
   *out_ << (domains_ == 0 ? "\n" : ",\n") << head;
}

void dry_run_output::end()
{
   if (!json_)
      return end_text();
   auto const usual = usual_ ? fmt::format(",\"usual\":{}", usual_->all * domains_) : std::string{};
   *out_ << fmt::format(
      "\n],\"total\":{{\"domains\":{},\"questions\":{}{},\"budget\":{}}}}}\n",
      domains_,
      questions_,
      usual,
      budget_);
}

}  // namespace dnslint::command
