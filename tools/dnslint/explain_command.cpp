// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/base/glob.hpp"
#include "core/base/json_writer.hpp"
#include "core/base/suggestion.hpp"
#include "core/cel/bindings.hpp"
#include "core/rules/fix_record.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/explain_finding.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/installed_plan.hpp"
#include "tools/dnslint/options.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace dnslint::command {
namespace {

using audit::planned_check;

constexpr command_usage checks_usage{
   option_group::selection | option_group::format,
   "Usage: dnslint checks [GLOB...] [OPTIONS]\n\n"
   "Lists the checks of all plugins and rule packs.\n"};

constexpr command_usage explain_usage{
   option_group::selection | option_group::finding,
   "Usage: dnslint explain CHECK [OPTIONS]\n"
   "       dnslint explain DOMAIN/CHECK --from REPORT [OPTIONS]\n\n"
   "Says what a check judges, why, and how to fix what it finds. `dnslint checks` lists them.\n"
   "With --from it says why a finding of a report came out as it did, and what it cost.\n"};

// The keys are those of a report's catalogue.
std::string json_of(rules::check const& c)
{
   std::string out;
   base::json_writer json{out};
   json.begin_object();
   json.member("id", c.id);
   json.member("title", c.title);
   json.member("category", c.category);
   json.key("control");
   if (c.control.empty())
      json.null();
   else
      json.text(c.control);
   json.member("severity", base::to_text(c.severity));
   json.begin_array("references");
   for (auto const& reference : c.references)
      json.text(reference);
   json.end_array();
   json.member("docs", c.docs);
   json.end_object();
   return out;
}

void print_json(std::vector<planned_check> const& checks)
{
   fmt::print("[");
   for (auto const& c : checks)
      fmt::print("{}\n{}", &c == checks.data() ? "" : ",", json_of(*c.definition));
   fmt::print("\n]\n");
}

void print_list(std::vector<planned_check> const& checks)
{
   std::size_t width = 0;
   for (auto const& c : checks)
      width = std::max(width, c.definition->id.size());
   for (auto const& c : checks)
      fmt::print(
         "{:{}}  {:8}  {}\n",
         c.definition->id,
         width,
         base::to_text(c.definition->severity),
         base::terminal_text(c.definition->title));
}

// Markdown of the check's own docs: terminal-safe, line breaks kept.
void print_paragraph(std::string_view text)
{
   while (!text.empty()) {
      auto const end = std::min(text.find('\n'), text.size());
      fmt::print("{}\n", base::terminal_text(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
   }
}

// Empty where the record depends on what is known of a domain.
std::string example_of(rules::fix const& f, cel::bindings const& example)
{
   return f.record ? rules::render_record(*f.record, example) : std::string{};
}

void print_check(rules::check const& c)
{
   fmt::print("{}\n{}\n\n", c.id, base::terminal_text(c.title));
   fmt::print(
      "Severity  {}\nCategory  {}\nControl   {}\n\n",
      base::to_text(c.severity),
      c.category,
      c.control.empty() ? "none: reported, not scored" : c.control);
   print_paragraph(c.docs);
   cel::bindings example;
   example.domain = "example.com";
   if (c.how_to_fix.text)
      fmt::print("\nTo fix it: {}\n", base::terminal_text(c.how_to_fix.text->render(example)));
   if (auto const record = example_of(c.how_to_fix, example); !record.empty())
      fmt::print("\nRecord to publish, for example.com:\n   {}\n", base::terminal_text(record));
   if (c.verdict)
      fmt::print("\nIt passes when\n   {}\n", base::terminal_text(c.verdict->source()));
   if (!c.references.empty())
      fmt::print(
         "\nReferences: {}\n",
         base::terminal_text(fmt::format("{}", fmt::join(c.references, "; "))));
}

std::vector<std::string> ids_of(std::vector<planned_check> const& checks)
{
   std::vector<std::string> ids;
   ids.reserve(checks.size());
   for (auto const& c : checks)
      ids.push_back(c.definition->id);
   return ids;
}

int unknown_check(std::string const& id, std::vector<planned_check> const& checks)
{
   return wrong_usage({base::error(
      fmt::format("there is no check '{}'", id), base::suggestion(id, ids_of(checks)))});
}

// The checks that any of the globs matches, all of them without globs. A glob that matches none is
// an error.
base::result<std::vector<planned_check>> matching(
   std::vector<planned_check> const& checks, std::vector<std::string> const& globs)
{
   std::set<std::string> unmatched(globs.begin(), globs.end());
   std::vector<planned_check> found;
   for (auto const& c : checks) {
      auto is_wanted = globs.empty();
      for (auto const& glob : globs)
         if (base::glob_matches(glob, c.definition->id)) {
            unmatched.erase(glob);
            is_wanted = true;
         }
      if (is_wanted)
         found.push_back(c);
   }
   if (unmatched.empty())
      return found;
   base::diagnostics errors;
   for (auto const& glob : unmatched)
      errors.push_back(base::error(
         fmt::format("no check matches '{}'", glob), base::suggestion(glob, ids_of(checks))));
   return errors;
}

}  // namespace

int checks_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, checks_usage, o))
      return *ended;
   auto const built = plan_without_code(o);
   if (!built)
      return wrong_usage(built.errors());
   auto const listed = matching(built->made->checks, o.arguments);
   if (!listed)
      return wrong_usage(listed.errors());
   tell(built->problems);
   if (o.output.format == "json")
      print_json(*listed);
   else
      print_list(*listed);
   return built->problems.empty() ? done : incomplete;
}

int explain_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, explain_usage, o))
      return *ended;
   if (o.arguments.size() != 1) {
      print_help(explain_usage);
      return usage;
   }
   if (!o.from.empty())
      return explain_finding(o);
   auto const built = plan_without_code(o);
   if (!built)
      return wrong_usage(built.errors());
   auto const& checks = built->made->checks;
   auto const found = std::ranges::find(checks, o.arguments[0], [](auto const& c) {
      return c.definition->id;
   });
   if (found == checks.end())
      return unknown_check(o.arguments[0], checks);
   print_check(*found->definition);
   return done;
}

}  // namespace dnslint::command
