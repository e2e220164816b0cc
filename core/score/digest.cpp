// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/base/escape.hpp"
#include "core/score/cap.hpp"
#include "core/score/score.hpp"

#include <fmt/format.h>
#include <set>

namespace dnslint::score {
namespace {

// One line a part, so that no two different lists of parts have the same text.
void append(std::string& text, std::initializer_list<std::string_view> parts)
{
   for (auto const part : parts)
      base::append_json_string(text, part);
   text += '\n';
}

void append_checks(std::string& text, std::vector<scored_check> const& checks)
{
   std::set<std::string> lines;
   for (auto const& c : checks) {
      std::string line;
      append(line, {"check", c.id, c.category, c.control, base::to_text(c.severity)});
      if (!c.control.empty())
         lines.insert(std::move(line));
   }
   for (auto const& line : lines)
      text += line;
}

void append_weights(std::string& text, weights const& weighting)
{
   for (auto const& [control, weight] : weighting.controls) {
      append(text, {"control", control, weight.category, base::json_number(weight.weight)});
      for (auto const& alternative : weight.alternatives)
         append(text, {"alternative", alternative});
   }
   for (auto const& [category, weight] : weighting.categories)
      append(text, {"category", category, base::json_number(weight)});
   for (auto const& bound : weighting.grades)
      append(
         text,
         {"grade",
          bound.grade,
          base::json_number(bound.least),
          bound.when_all_seen ? "when all is seen" : "always"});
}

// A check that is not there keeps a cap from holding, whatever control it has.
void append_caps(
   std::string& text, std::vector<scored_check> const& checks, std::vector<cap> const& caps)
{
   checks_by_id const by_id{checks};
   auto const presence = [&](std::string_view id) -> std::string_view {
      return by_id.find(id) == nullptr ? "absent" : "present";
   };
   for (auto const& one : caps) {
      append(text, {"cap", one.id, one.most});
      for (auto const& id : one.failed)
         append(text, {"failed", id, presence(id)});
      for (auto const& id : one.unless)
         append(text, {"unless", id, presence(id)});
      for (auto const& id : one.passed)
         append(text, {"passed", id, presence(id)});
   }
}

}  // namespace

std::string digest(std::vector<scored_check> const& checks, weights const& weighting)
{
   std::string text;
   append(text, {"algorithm", algorithm});
   append_checks(text, checks);
   append_weights(text, weighting);
   append_caps(text, checks, weighting.caps);
   return fmt::format("{:016x}", base::digest64(text));
}

}  // namespace dnslint::score
