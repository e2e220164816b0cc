// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_lint.hpp"

#include "core/audit/domain_audit.hpp"
#include "core/base/escape.hpp"
#include "core/engine/output_file.hpp"
#include "core/rules/question_count.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/lint_output.hpp"
#include "tools/dnslint/pack_source.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace dnslint::command {
namespace {

constexpr command_usage lint_usage{
   option_group::selection | option_group::rule_lint,
   "Usage: dnslint rules lint PATH... [OPTIONS]\n\n"
   "Reads rule packs as a scan would, with the facts of the loaded plugins, and prints every\n"
   "mistake and what is doubtful with its place. Of a pack that loads it says how many questions\n"
   "it asks about a domain at most.\n"
   "Exit status: 0; 1 for a warning with --strict; 2 for a mistake.\n"};

std::string counted(std::size_t count, std::string_view noun)
{
   return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void write_text(std::ostream& out, linted const& all)
{
   for (auto const& p : all.problems)
      fmt::print(stderr, "{}", base::to_text(p.problem));
   auto const budget = audit::environment{}.budget.questions;
   for (auto const& p : all.packs) {
      fmt::print(
         out,
         "{}: {}, at most {} about a domain\n",
         base::terminal_text(p.file),
         counted(p.rules, "rule"),
         counted(p.questions, "question"));
      if (p.questions > budget)
         fmt::print(
            out,
            "   A domain's budget is {}; what is not asked any more is unknown\n",
            counted(budget, "question"));
   }
}

linted lint_all(pack_source const& from)
{
   linted all;
   for (auto const& e : from.problems)
      all.problems.push_back({"does-not-load", e});
   for (auto const& p : from.packs) {
      all.packs.push_back({p.file, p.rules.size(), rules::most_questions(p)});
      for (auto& w : rules::lint(p, from.controls))
         all.problems.push_back(std::move(w));
   }
   return all;
}

int status_of(linted const& all, bool is_strict)
{
   bool const is_wrong = std::ranges::any_of(all.problems, [](rules::lint_warning const& w) {
      return w.problem.level == base::diagnostic_level::error;
   });
   return is_wrong ? usage : is_strict && !all.problems.empty() ? findings : done;
}

int report(options const& o, linted const& all)
{
   engine::output_file to{o.output.file};
   if (o.output.format == "json")
      write_lint_json(to.stream(), all);
   else if (o.output.format == "sarif")
      write_lint_sarif(to.stream(), all);
   else
      write_text(to.stream(), all);
   auto const problem = to.finish();
   if (problem && !to.reader_gone())
      return wrong_usage({*problem});
   return status_of(all, o.strict);
}

}  // namespace

int rules_lint(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, lint_usage, o))
      return *ended;
   if (auto const wrong = wrong_format(o, {"text", "json", "sarif"}); !wrong.empty())
      return wrong_usage(wrong);
   auto const from = read_packs(o);
   if (!from)
      return wrong_usage(from.errors());
   return report(o, lint_all(*from));
}

}  // namespace dnslint::command
