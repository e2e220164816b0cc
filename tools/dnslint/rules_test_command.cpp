// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/rules_test_command.hpp"

#include "core/authoring/rule_coverage.hpp"
#include "core/authoring/tested_file.hpp"
#include "core/base/escape.hpp"
#include "core/engine/output_file.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/junit.hpp"
#include "tools/dnslint/pack_source.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/ostream.h>
#include <thread>

namespace dnslint::command {
namespace {

constexpr command_usage rule_test_usage{
   option_group::plugin_folders | option_group::tests | option_group::rule_tests,
   "Usage: dnslint rules test PATH... [OPTIONS]\n\n"
   "Runs the tests that stand beside the rules of packs, without a network, on as many threads as\n"
   "there are processors. Shows expected and actual outcome with what the rule saw, and notes the\n"
   "parts of each expression that no test makes true, or false.\n"
   "Exit status: 0; 1 when a test fails or --strict finds a gap; 2 for a pack that does not "
   "load.\n"};

constexpr unsigned most_threads = 8;

struct totals {
   std::size_t passed = 0;
   std::size_t failed = 0;
   std::size_t gaps = 0;  // those that --strict counts
};

void print_test(std::ostream& out, authoring::ended_rule_test const& t)
{
   for (auto const& p : t.result.problems)
      fmt::print(out, "{}: {}\n", place_text(t.test->where), base::terminal_text(p.message));
   if (!t.result.judged)
      return;
   for (auto const& e : t.result.judged->evidence)
      fmt::print(out, "   saw {}: {}\n", e.kind, base::terminal_text(e.text.bytes()));
}

bool is_strict(authoring::untested const& gap)
{
   return gap.subject != authoring::untested::kind::branch;
}

void print_rule(std::ostream& out, authoring::tested_rule const& r, options const& o, totals& sum)
{
   for (auto const& t : r.tests) {
      auto const passes = t.result.problems.empty();
      ++(passes ? sum.passed : sum.failed);
      if (!passes)
         print_test(out, t);
   }
   for (auto const& gap : r.gaps) {
      auto const counts = o.strict && is_strict(gap);
      sum.gaps += counts ? 1 : 0;
      fmt::print(
         out,
         "{}: {}: {}\n",
         place_text(gap.where),
         counts ? "error" : "note",
         base::terminal_text(gap.message));
   }
}

authoring::tested_file for_junit(
   rules::pack const& p, std::vector<authoring::tested_rule> const& all, bool is_strict_run)
{
   authoring::tested_file f{p.file, {}, {}};
   for (auto const& r : all) {
      for (auto const& t : r.tests)
         f.tests.push_back(
            {fmt::format("{}, line {}", r.rule->id, t.test->where.line),
             t.test->where,
             t.result.problems});
      base::diagnostics gaps;
      for (auto const& gap : r.gaps)
         if (is_strict(gap))
            gaps.push_back({base::diagnostic_level::error, gap.where, gap.message, {}});
      if (is_strict_run)
         f.tests.push_back({r.rule->id + " is tested whole", r.rule->where, std::move(gaps)});
   }
   return f;
}

int run(options const& o, pack_source const& from)
{
   auto selected = installed_selection(o);
   auto const threads = std::clamp(std::thread::hardware_concurrency(), 1U, most_threads);
   engine::output_file to{o.output.file};
   totals sum;
   std::vector<authoring::tested_file> files;
   for (auto const& p : from.packs) {
      auto const all = authoring::test_rules(p, {&selected, o.mutate, threads});
      files.push_back(for_junit(p, all, o.strict));
      std::ostringstream text;
      for (auto const& r : all)
         print_rule(text, r, o, sum);
      if (o.output.format == "text")
         to.stream() << text.str();
   }
   if (o.output.format == "junit")
      write_junit(to.stream(), files);
   else
      fmt::print(
         to.stream(),
         "{} passed, {} failed{}\n",
         sum.passed,
         sum.failed,
         o.strict ? fmt::format(", {} gaps", sum.gaps) : "");
   auto const problem = to.finish();
   if (problem && !to.reader_gone())
      return wrong_usage({*problem});
   return !from.problems.empty() ? usage : sum.failed + sum.gaps != 0 ? findings : done;
}

}  // namespace

int rules_test(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, rule_test_usage, o))
      return *ended;
   if (auto const wrong = wrong_format(o, {"text", "junit"}); !wrong.empty())
      return wrong_usage(wrong);
   auto const from = read_packs(o);
   if (!from)
      return wrong_usage(from.errors());
   fmt::print(stderr, "{}", base::to_text(from->problems));
   return run(o, *from);
}

}  // namespace dnslint::command
