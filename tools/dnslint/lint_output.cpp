// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/lint_output.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <set>

namespace dnslint::command {
namespace {

using base::json_string;

std::string_view level_of(base::diagnostic const& d)
{
   return d.level == base::diagnostic_level::error ? "error" : "warning";
}

std::string joined(std::vector<std::string> const& parts)
{
   return fmt::format("{}", fmt::join(parts, ","));
}

// SARIF 2.1.0 section 3.10: an URI reference; a path of ours needs '%' and blanks escaped.
std::string uri_of(std::string_view path)
{
   std::string uri;
   for (auto const c : path) {
      auto const byte = static_cast<unsigned char>(c);
      bool const is_plain = byte > 0x20 && byte < 0x7f &&
                            std::string_view{"%\"<>?#[]\\^`{|}"}.find(c) == std::string_view::npos;
      uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
   }
   return uri;
}

std::string sarif_place(base::location const& where)
{
   if (where.file.empty())
      return {};
   auto const region = where.line == 0 ? std::string{}
                                       : fmt::format(
                                            R"(,"region":{{"startLine":{},"startColumn":{}}})",
                                            where.line,
                                            std::max(where.column, 1U));
   return fmt::format(
      R"(,"locations":[{{"physicalLocation":{{"artifactLocation":{{"uri":{}}}{}}}}}])",
      json_string(uri_of(where.file)),
      region);
}

std::string sarif_result(rules::lint_warning const& w)
{
   auto const text = w.what.hint.empty() ? w.what.message : w.what.message + ": " + w.what.hint;
   return fmt::format(
      R"({{"ruleId":{},"level":"{}","message":{{"text":{}}}{}}})",
      json_string(w.code),
      level_of(w.what),
      json_string(text),
      sarif_place(w.what.where));
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
         level_of(w.what),
         json_string(w.code),
         json_string(w.what.where.file),
         w.what.where.line,
         w.what.where.column,
         json_string(w.what.message),
         json_string(w.what.hint)));
   fmt::print(out, "{{\"packs\":[{}],\"problems\":[{}]}}\n", joined(packs), joined(problems));
}

void write_lint_sarif(std::ostream& out, linted const& all)
{
   std::set<std::string_view> codes;
   std::vector<std::string> results;
   results.reserve(all.problems.size());
   for (auto const& w : all.problems) {
      codes.insert(w.code);
      results.push_back(sarif_result(w));
   }
   std::vector<std::string> described;
   described.reserve(codes.size());
   for (auto const code : codes)
      described.push_back(fmt::format(R"({{"id":{}}})", json_string(code)));
   fmt::print(
      out,
      R"({{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[)"
      R"({{"tool":{{"driver":{{"name":"dnslint","version":"{}","rules":[{}]}}}},)"
      R"("columnKind":"unicodeCodePoints","results":[{}]}}]}})"
      "\n",
      DNSLINT_VERSION,
      joined(described),
      joined(results));
}

}  // namespace dnslint::command
