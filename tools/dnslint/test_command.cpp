// SPDX-License-Identifier: Apache-2.0
#include "core/audit/plan.hpp"
#include "core/base/escape.hpp"
#include "core/base/yaml.hpp"
#include "core/engine/output_file.hpp"
#include "tools/dnslint/command.hpp"
#include "tools/dnslint/exit_status.hpp"
#include "tools/dnslint/installation.hpp"
#include "tools/dnslint/junit.hpp"
#include "tools/dnslint/options.hpp"
#include "tools/dnslint/tested_file.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <iterator>

namespace dnslint::command {
namespace {

constexpr auto groups = option_group::selection | option_group::tests;

int wrong(base::diagnostics const& errors)
{
   fmt::print(stderr, "{}", base::to_text(errors));
   return usage;
}

int help()
{
   fmt::print(
      "Usage: dnslint test PATH... [OPTIONS]\n\n"
      "Runs the tests that stand beside the rules of packs (files with `pack:`), and the data\n"
      "tests of plugins (files with `tests:`), without a network. A folder is searched for "
      "both.\n\n"
      "{}",
      describe_options(groups));
   return done;
}

base::diagnostics check_usage(options const& o)
{
   base::diagnostics errors;
   if (o.arguments.empty())
      errors.push_back(base::error("there is nothing to test", "name a file or a folder"));
   if (o.output.format != "text" && o.output.format != "junit")
      errors.push_back(base::error(
         fmt::format("--format {}: there is no such format", o.output.format),
         base::yaml::suggestion(o.output.format, {"text", "junit"})));
   return errors;
}

// Fails before the first test when the plugins or packs that the tests run in do not load.
base::result<test_surroundings> surroundings_of(options const& o)
{
   test_surroundings in;
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

std::string place(base::location const& where)
{
   return fmt::format("{}:{}:{}", base::terminal_text(where.file), where.line, where.column);
}

void print_failures(std::ostream& out, tested_file const& f)
{
   for (auto const& t : f.tests)
      for (auto const& p : t.problems)
         fmt::print(
            out,
            "{}: {}: {}{}\n",
            place(p.where.line == 0 ? t.where : p.where),
            base::terminal_text(t.name),
            base::terminal_text(p.message),
            p.hint.empty() ? std::string{} : " (" + base::terminal_text(p.hint) + ")");
}

void write_text(std::ostream& out, std::vector<tested_file> const& files)
{
   std::size_t failed = 0;
   std::size_t all = 0;
   for (auto const& f : files) {
      print_failures(out, f);
      failed += failures(f);
      all += f.tests.size();
   }
   fmt::print(out, "{} passed, {} failed\n", all - failed, failed);
}

int status_of(std::vector<tested_file> const& files)
{
   auto status = done;
   for (auto const& f : files) {
      if (!f.errors.empty())
         return usage;
      if (failures(f) != 0)
         status = findings;
   }
   return status;
}

int report(options const& o, std::vector<tested_file> const& files)
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
      return wrong({*problem});
   return status_of(files);
}

}  // namespace

int test_command(std::vector<std::string> const& arguments)
{
   auto const o = parse_options(arguments, groups);
   if (!o)
      return wrong(o.errors());
   if (o->help)
      return help();
   if (auto const errors = check_usage(*o); !errors.empty())
      return wrong(errors);
   auto const in = surroundings_of(*o);
   if (!in)
      return wrong(in.errors());
   std::vector<tested_file> files;
   for (auto const& path : o->arguments)
      std::ranges::move(run_tests(path, *in), std::back_inserter(files));
   return report(*o, files);
}

}  // namespace dnslint::command
