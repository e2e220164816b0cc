// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/report/rank.hpp"
#include "core/report/statement.hpp"
#include "core/report/streamed_report.hpp"

#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::markup_text;
using base::outcome;

// How a finding stands in a suite. What the profile accepts breaks no build.
std::string_view element_of(audit::finding const& f)
{
   switch (f.result) {
      case outcome::fail:
         return f.suppression ? "skipped" : "failure";
      case outcome::unknown:
         return "error";
      case outcome::not_applicable:
         return "skipped";
      case outcome::pass:
         break;
   }
   return {};
}

std::string type_of(ranked_finding const& f)
{
   if (f.of->result == outcome::fail)
      return std::string{base::to_text(f.about->severity)};
   auto const why = f.of->why.value_or(base::because(base::causes::no_cause));
   return base::to_text({why.kind, why.code, {}});
}

std::string details_text(audit::finding const& f)
{
   std::string text;
   for (auto const& line : details(f))
      text += (text.empty() ? "" : "\n") + line.bytes();
   return text;
}

std::string problem_text(ranked_finding const& f)
{
   auto const element = element_of(*f.of);
   auto const said = f.of->suppression ? suppression_text(*f.of) : statement(*f.of, *f.about);
   if (element == "skipped")
      return fmt::format("<skipped message=\"{}\"/>", markup_text(said));
   return fmt::format(
      "<{0} type=\"{1}\" message=\"{2}\">{3}</{0}>",
      element,
      markup_text(type_of(f)),
      markup_text(said),
      markup_text(details_text(*f.of)));
}

std::string case_text(std::string const& domain, ranked_finding const& f)
{
   auto const begin = fmt::format(
      R"(    <testcase classname="{}" name="{}")", markup_text(domain), markup_text(f.of->id));
   return element_of(*f.of).empty() ? begin + "/>\n"
                                    : begin + ">" + problem_text(f) + "</testcase>\n";
}

std::string suite_text(audit::domain_record const& d, catalogue const& checks, outcomes const& show)
{
   std::map<std::string_view, std::size_t> counts;
   std::string cases;
   auto const all = ranked_findings(d, checks, show);
   for (auto const& f : all) {
      ++counts[element_of(*f.of)];
      cases += case_text(d.domain, f);
   }
   return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}"
      "  </testsuite>\n",
      markup_text(d.domain),
      all.size(),
      counts["failure"],
      counts["error"],
      counts["skipped"],
      cases);
}

// Of a list that was not audited to its end an error says so, since what is missing cannot fail.
std::string tail(summary const& s)
{
   constexpr std::string_view cut =
      "  <testsuite name=\"dnslint\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
      "    <testcase classname=\"dnslint\" name=\"the list is audited to its end\">"
      "<error message=\"the run was stopped before the end of the list\"/></testcase>\n"
      "  </testsuite>\n";
   return fmt::format("{}</testsuites>\n", s.is_cut ? cut : "");
}

}  // namespace

std::unique_ptr<writer> make_junit_writer(std::ostream& out, outcomes show)
{
   report_form form;
   form.head = [](run_info const&, catalogue const&) {
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dnslint\">\n";
   };
   form.domain = [show = std::move(show)](audit::domain_record const& d, catalogue const& checks) {
      return suite_text(d, checks, show);
   };
   form.tail = tail;
   return make_streamed_writer(out, std::move(form));
}

}  // namespace dnslint::report
