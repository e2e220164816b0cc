// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/check_case.hpp"

#include "core/audit/plan.hpp"
#include "core/authoring/lab_audit.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::authoring {
namespace {

base::diagnostic differs(base::location const& where, std::string message, std::string hint = {})
{
   return {base::diagnostic_level::error, where, std::move(message), std::move(hint)};
}

std::string shown(base::finding const& f)
{
   auto text = std::string{base::to_text(f.result)};
   if (f.why)
      text += ", " + base::to_text(*f.why);
   if (!f.reason.empty())
      text += ", " + f.reason;
   if (!f.message.empty())
      text += ", " + f.message.bytes();
   return text;
}

std::string shown(expectation const& e)
{
   auto text = std::string{base::to_text(e.result)};
   if (e.cause)
      text += ", " + *e.cause;
   if (e.message)
      text += fmt::format(", '{}'", *e.message);
   return text;
}

bool meets(base::finding const& f, expectation const& e)
{
   auto const& said = f.result == base::outcome::not_applicable ? f.reason : f.message.bytes();
   return f.result == e.result && (!e.cause || (f.why && f.why->code == *e.cause)) &&
          (!e.message || said.find(*e.message) != std::string::npos);
}

void compare_checks(
   check_test const& test, audit::domain_record const& record, base::diagnostics& errors)
{
   for (auto const& [id, expected] : test.checks) {
      auto const found = std::ranges::find(record.findings, id, &base::finding::id);
      if (found == record.findings.end())
         errors.push_back(differs(expected.where, fmt::format("there is no check '{}'", id)));
      else if (!meets(*found, expected))
         errors.push_back(differs(
            expected.where,
            fmt::format("{} is {}; the test expects {}", id, shown(*found), shown(expected))));
   }
}

void compare_facts(
   check_test const& test, audit::domain_record const& record, base::diagnostics& errors)
{
   for (auto const& [path, expected] : test.facts) {
      auto const dot = path.find('.');
      auto const plugin = record.facts.find(path.substr(0, dot));
      auto const* value =
         plugin == record.facts.end() || !plugin->second.contains(path.substr(dot + 1))
            ? nullptr
            : &plugin->second.find(path.substr(dot + 1))->second;
      auto const actual = value == nullptr ? "not published" : facts::to_json(*value);
      if (actual != expected)
         errors.push_back(
            differs(test.where, fmt::format("facts.{} is {}, not {}", path, actual, expected)));
   }
}

}  // namespace

base::diagnostics run_check_test(
   check_test const& test, audit::selection wanted, audit::public_suffix_list const& suffixes)
{
   wanted.settings = test.settings;
   auto const built = audit::build_plan(wanted);
   if (!built)
      return built.errors();
   if (!built->problems.empty())
      return built->problems;
   auto const record = audit_in_lab(
      *built->made,
      *test.zones,
      {test.domain, test.domain.to_text(), 0, test.columns},
      test.now,
      suffixes);
   if (!record)
      return {differs(test.where, "the audit did not end")};
   base::diagnostics errors;
   compare_checks(test, *record, errors);
   compare_facts(test, *record, errors);
   return errors;
}

}  // namespace dnslint::authoring
