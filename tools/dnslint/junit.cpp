// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/junit.hpp"

#include "core/base/escape.hpp"

#include <fmt/ostream.h>

namespace dnslint::command {
namespace {

using base::markup_text;

void write_problem(std::ostream& out, std::string_view element, base::diagnostics const& problems)
{
   fmt::print(
      out,
      "      <{0} message=\"{1}\">{2}</{0}>\n",
      element,
      markup_text(problems.front().message),
      markup_text(base::to_text(problems)));
}

void write_test(std::ostream& out, std::string const& file, authoring::ended_test const& t)
{
   fmt::print(
      out,
      "    <testcase classname=\"{0}\" name=\"{1}\" file=\"{0}\" line=\"{2}\"{3}>\n",
      markup_text(file),
      markup_text(t.name),
      t.where.line,
      t.problems.empty() ? "/" : "");
   if (t.problems.empty())
      return;
   write_problem(out, "failure", t.problems);
   fmt::print(out, "    </testcase>\n");
}

void write_file(std::ostream& out, authoring::tested_file const& f)
{
   auto const errors = f.errors.empty() ? 0U : 1U;
   fmt::print(
      out,
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
      markup_text(f.file),
      f.tests.size() + errors,
      authoring::failures(f),
      errors);
   for (auto const& t : f.tests)
      write_test(out, f.file, t);
   if (errors != 0) {
      fmt::print(
         out,
         "    <testcase classname=\"{0}\" name=\"can be read\" file=\"{0}\">\n",
         markup_text(f.file));
      write_problem(out, "error", f.errors);
      fmt::print(out, "    </testcase>\n");
   }
   fmt::print(out, "  </testsuite>\n");
}

}  // namespace

void write_junit(std::ostream& out, std::vector<authoring::tested_file> const& files)
{
   fmt::print(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dnslint\">\n");
   for (auto const& f : files)
      write_file(out, f);
   fmt::print(out, "</testsuites>\n");
}

}  // namespace dnslint::command
