// SPDX-License-Identifier: Apache-2.0
#include "core/report/record.hpp"

#include <charconv>
#include <cmath>
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

// No text of a record can have this in it: its quotes would be escaped.
unsigned coverage_of(record const& r)
{
   constexpr std::string_view before = R"(,"coverage":)";
   auto const at = r.json.find(before);
   if (at == std::string::npos)
      return 0;
   double share = 0;
   auto const* const end = r.json.data() + r.json.size();
   auto const read = std::from_chars(r.json.data() + at + before.size(), end, share);
   return read.ec == std::errc{} && share >= 0 && share <= 1
             ? static_cast<unsigned>(std::lround(share * 100))
             : 0;
}

}  // namespace dnslint::report
