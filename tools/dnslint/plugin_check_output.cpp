// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/plugin_check_output.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::command {
namespace {

std::size_t failures_in(authoring::checked_plugin const& p)
{
   return static_cast<std::size_t>(
      std::ranges::count_if(p.cases, [](authoring::plugin_case const& c) {
         return !c.failure.empty();
      }));
}

void print_junit_case(authoring::checked_plugin const& p, authoring::plugin_case const& c)
{
   fmt::print(
      "    <testcase classname=\"{}.{}\" name=\"{}\"",
      base::markup_text(p.file),
      base::markup_text(c.group),
      base::markup_text(c.name));
   if (c.failure.empty())
      fmt::print("/>\n");
   else
      fmt::print("><failure message=\"{}\"/></testcase>\n", base::markup_text(c.failure));
}

}  // namespace

void print_checked_text(std::vector<authoring::checked_plugin> const& all)
{
   std::size_t cases = 0;
   std::size_t failures = 0;
   for (auto const& p : all) {
      auto const file = base::terminal_text(p.file);
      for (auto const& text : p.warnings)
         fmt::print("{}: warning: {}\n", file, base::terminal_text(text));
      for (auto const& c : p.cases)
         if (!c.failure.empty())
            fmt::print(
               "{}: FAILED {} {}: {}\n",
               file,
               c.group,
               base::terminal_text(c.name),
               base::terminal_text(c.failure));
      cases += p.cases.size();
      failures += failures_in(p);
   }
   fmt::print("{} passed, {} failed\n", cases - failures, failures);
}

void print_checked_junit(std::vector<authoring::checked_plugin> const& all)
{
   fmt::print("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
   for (auto const& p : all) {
      fmt::print(
         "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
         base::markup_text(p.file),
         p.cases.size(),
         failures_in(p));
      for (auto const& c : p.cases)
         print_junit_case(p, c);
      if (!p.warnings.empty()) {
         fmt::print("    <system-out>");
         for (auto const& text : p.warnings)
            fmt::print("warning: {}\n", base::markup_text(text));
         fmt::print("</system-out>\n");
      }
      fmt::print("  </testsuite>\n");
   }
   fmt::print("</testsuites>\n");
}

}  // namespace dnslint::command
