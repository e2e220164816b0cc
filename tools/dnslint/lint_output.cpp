// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/lint_output.hpp"

#include "core/base/escape.hpp"
#include "core/engine/version.hpp"
#include "core/report/sarif.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <set>

namespace dnslint::command {
namespace {

using base::json_string;
namespace sarif = report::sarif;

std::string_view level_of(base::diagnostic const& d)
{
   return d.level == base::diagnostic_level::error ? "error" : "warning";
}

std::string joined(std::vector<std::string> const& parts)
{
   return fmt::format("{}", fmt::join(parts, ","));
}

std::string sarif_rules(linted const& all)
{
   std::set<std::string_view> codes;
   for (auto const& w : all.problems)
      codes.insert(w.code);
   std::string text;
   base::json_writer json{text};
   for (auto const code : codes) {
      json.begin_object();
      json.member("id", code);
      json.end_object();
   }
   return text;
}

void append_sarif_place(base::json_writer& json, base::location const& where)
{
   if (where.file.empty())
      return;
   json.begin_array("locations");
   json.begin_object();
   sarif::append_physical_location(
      json, where.file, where.line, where.line == 0 ? 0 : std::max(where.column, 1U));
   json.end_object();
   json.end_array();
}

std::string sarif_results(linted const& all)
{
   std::string text;
   base::json_writer json{text};
   for (auto const& w : all.problems) {
      json.begin_object();
      json.member("ruleId", w.code);
      json.member("level", level_of(w.problem));
      json.begin_object("message");
      json.member(
         "text",
         sarif::message_string(
            w.problem.hint.empty() ? w.problem.message
                                   : w.problem.message + ": " + w.problem.hint));
      json.end_object();
      append_sarif_place(json, w.problem.where);
      json.end_object();
   }
   return text;
}

}  // namespace

void write_lint_json(std::ostream& out, linted const& all)
{
   std::vector<std::string> packs;
   packs.reserve(all.packs.size());
   for (auto const& p : all.packs)
      packs.push_back(fmt::format(
         R"({{"file":{},"rules":{},"questions":{}}})", json_string(p.file), p.rules, p.questions));
   std::vector<std::string> problems;
   problems.reserve(all.problems.size());
   for (auto const& w : all.problems)
      problems.push_back(fmt::format(
         R"({{"level":"{}","code":{},"file":{},"line":{},"column":{},"message":{},"hint":{}}})",
         level_of(w.problem),
         json_string(w.code),
         json_string(w.problem.where.file),
         w.problem.where.line,
         w.problem.where.column,
         json_string(w.problem.message),
         json_string(w.problem.hint)));
   fmt::print(out, "{{\"packs\":[{}],\"problems\":[{}]}}\n", joined(packs), joined(problems));
}

void write_lint_sarif(std::ostream& out, linted const& all)
{
   out << sarif::begin(engine::version()) << sarif_rules(all) << sarif::middle()
       << sarif_results(all) << sarif::end();
}

}  // namespace dnslint::command
