// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/dry_run_output.hpp"

#include "core/base/escape.hpp"
#include "core/base/json_writer.hpp"
#include "core/report/prose.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

constexpr std::string_view asker_title = "probe or rule";

std::string what_it_asks(audit::expected_questions const& part)
{
   if (!part.lookup.empty())
      return "  " + base::terminal_text(part.lookup);
   return part.asker == "name" ? "  SOA, up to the root" : "";
}

std::string json_of(audit::expected_questions const& part, std::string const& destination)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("asker", part.asker);
   json.optional_member("lookup", part.lookup);
   json.key("questions");
   if (part.count)
      json.count(*part.count);
   else
      json.null();
   json.member("destination", destination);
   json.end_object();
   return out;
}

}  // namespace

dry_run_output::dry_run_output(
   std::ostream& out, bool json, std::string destination, unsigned budget)
: out_{&out}
, json_{json}
, destination_{std::move(destination)}
, budget_{budget}
{
   if (json_)
      *out_ << "{\"schema\":\"dnslint.dry-run/1\",\"domains\":[";
}

void dry_run_output::write(audit::dry_run const& run)
{
   if (json_)
      write_json(run);
   else
      write_text(run);
   ++domains_;
   questions_ += std::min(run.questions, budget_);
}

void dry_run_output::write_text(audit::dry_run const& run)
{
   *out_ << fmt::format("{}, asking {}\n", run.domain, base::terminal_text(destination_));
   std::size_t width = asker_title.size();
   for (auto const& part : run.parts)
      width = std::max(width, part.asker.size());
   *out_ << fmt::format("   {:{}}  {:>12}  asks\n", asker_title, width, "at most");
   for (auto const& part : run.parts)
      *out_ << fmt::format(
         "   {:{}}  {:>12}{}\n",
         part.asker,
         width,
         part.count ? report::count_text(*part.count) : "not declared",
         what_it_asks(part));
   *out_ << fmt::format(
      "   At most {}", report::count_text(std::min(run.questions, budget_), "question"));
   if (run.undeclared != 0)
      *out_ << fmt::format(
         ", since {} {} not declare how many {}",
         run.undeclared,
         run.undeclared == 1 ? "probe does" : "probes do",
         run.undeclared == 1 ? "it asks" : "they ask");
   if (run.questions > budget_)
      *out_ << fmt::format("; {} is the budget of a domain", budget_);
   *out_ << ".\n\n";
}

void dry_run_output::write_json(audit::dry_run const& run)
{
   std::string head;
   base::json_writer json{head};
   json.begin_object();
   json.member("domain", run.domain);
   json.member("questions", std::uint64_t{std::min(run.questions, budget_)});
   json.member("undeclared", std::uint64_t{run.undeclared});
   json.begin_array("parts");
   for (auto const& part : run.parts)
      json.place() += json_of(part, destination_);
   json.end_array();
   json.end_object();
   *out_ << (domains_ == 0 ? "\n" : ",\n") << head;
}

void dry_run_output::end()
{
   if (json_)
      *out_ << fmt::format(
         "\n],\"total\":{{\"domains\":{},\"questions\":{},\"budget\":{}}}}}\n",
         domains_,
         questions_,
         budget_);
   else
      *out_ << fmt::format(
         "In all at most {} for {}. Nothing was asked.\n",
         report::count_text(questions_, "question"),
         report::count_text(domains_, "domain"));
}

}  // namespace dnslint::command
