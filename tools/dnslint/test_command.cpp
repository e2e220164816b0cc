// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/authoring/tested_file.hpp"
#include "core/base/escape.hpp"
#include "core/engine/output_file.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/command_line.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/junit.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <iterator>

namespace dnslint::command {
namespace {

constexpr command_usage test_usage{
   option_group::selection | option_group::tests,
   "Usage: dnslint test PATH... [OPTIONS]\n\n"
   "Runs the tests that stand beside the rules of packs (files with `pack:`), and the data\n"
   "tests of plugins (files with `tests:`), without a network. A folder is searched for both.\n"};

base::diagnostics test_problems(options const& o)
{
   base::diagnostics errors;
   if (o.arguments.empty())
      errors.push_back(base::error("there is nothing to test", "name a file or a folder"));
   std::ranges::copy(wrong_format(o, {"text", "junit"}), std::back_inserter(errors));
   return errors;
}

// Fails before the first test when the plugins or packs that the tests run in do not load.
base::result<authoring::test_surroundings> surroundings_of(options const& o)
{
   authoring::test_surroundings in;
   in.wanted = installed_selection(o);
   auto look = in.wanted;
   auto const built = audit::build_plan(look, plugin::load_code::no);
   if (!built)
      return built.errors();
   if (!built->problems.empty())
      return built->problems;
   in.facts = built->made->plugins.facts;
   return in;
}

void print_failures(std::ostream& out, authoring::tested_file const& f)
{
   for (auto const& t : f.tests)
      for (auto const& p : t.problems)
         fmt::print(
            out,
            "{}: {}: {}{}\n",
            place_text(p.where.line == 0 ? t.where : p.where),
            base::terminal_text(t.name),
            base::terminal_text(p.message),
            p.hint.empty() ? std::string{} : " (" + base::terminal_text(p.hint) + ")");
}

void write_text(std::ostream& out, std::vector<authoring::tested_file> const& files)
{
   std::size_t failed = 0;
   std::size_t all = 0;
   for (auto const& f : files) {
      print_failures(out, f);
      failed += authoring::failures(f);
      all += f.tests.size();
   }
   fmt::print(out, "{} passed, {} failed\n", all - failed, failed);
}

int status_of(std::vector<authoring::tested_file> const& files)
{
   auto status = done;
   for (auto const& f : files) {
      if (!f.errors.empty())
         return usage;
      if (authoring::failures(f) != 0)
         status = findings;
   }
   return status;
}

int report(options const& o, std::vector<authoring::tested_file> const& files)
{
   for (auto const& f : files)
      fmt::print(stderr, "{}", base::to_text(f.errors));
   engine::output_file to{o.output.file};
   if (o.output.format == "junit")
      write_junit(to.stream(), files);
   else
      write_text(to.stream(), files);
   auto const problem = to.finish();
   if (problem && !to.reader_gone())
      return wrong_usage({*problem});
   return status_of(files);
}

}  // namespace

int test_command(std::vector<std::string> const& arguments)
{
   options o;
   if (auto const ended = read_options(arguments, test_usage, o))
      return *ended;
   if (auto const errors = test_problems(o); !errors.empty())
      return wrong_usage(errors);
   auto const in = surroundings_of(o);
   if (!in)
      return wrong_usage(in.errors());
   std::vector<authoring::tested_file> files;
   for (auto const& path : o.arguments)
      std::ranges::move(authoring::run_tests(path, *in), std::back_inserter(files));
   return report(o, files);
}

}  // namespace dnslint::command
