// SPDX-License-Identifier: Apache-2.0
#include "core/report/record.hpp"

#include <map>

namespace dnslint::report {
namespace {

std::string grade_text(score::scores const& s)
{
   if (s.grade)
      return *s.grade;
   return s.score_low ? "withheld" : "none";
}

}  // namespace

domain_counts count(audit::domain_record const& d)
{
   domain_counts counted;
   counted.status = d.status;
   counted.grade = grade_text(d.scored);
   std::map<std::string, std::uint32_t> unknown;
   for (auto const& f : d.findings) {
      ++counted.outcomes.at(static_cast<std::size_t>(f.result));
      if (f.result == base::outcome::fail)
         counted.failed.push_back(f.id);
      if (f.suppression)
         counted.suppressed.push_back(f.id);
      if (f.result != base::outcome::unknown || !f.why)
         continue;
      ++unknown[base::to_text({f.why->kind, f.why->code, {}})];
      counted.has_defect |= f.why->kind == base::cause_class::internal;
   }
   counted.unknown.assign(unknown.begin(), unknown.end());
   return counted;
}

std::string_view domain_of(record const& r)
{
   constexpr std::string_view begin = R"("domain":")";
   std::string_view const members{r.json};
   if (!members.starts_with(begin))
      return {};
   auto const rest = members.substr(begin.size());
   return rest.substr(0, rest.find('"'));
}

}  // namespace dnslint::report
