// SPDX-License-Identifier: Apache-2.0
#include "core/audit/advice.hpp"

#include "core/audit/plan.hpp"
#include "core/dns/zone_text.hpp"

#include <map>
#include <optional>
#include <utility>

namespace dnslint::audit {
namespace {

using place = std::pair<dns::name, dns::rrtype>;

// Whose record it is that a fix would publish.
std::optional<place> place_of(finding const& f)
{
   if (f.fix_record.empty())
      return std::nullopt;
   auto const read = dns::parse_zone_text(f.fix_record.bytes(), dns::name{}, {});
   if (!read || read->empty())
      return std::nullopt;
   return place{read->front().owner, read->front().type};
}

void withdraw(finding& f)
{
   f.fix_record = {};
   f.fix_removed.clear();
}

}  // namespace

void settle_advice(plan const& p, std::vector<finding>& findings)
{
   std::map<place, std::size_t> chosen;
   auto const severity_of = [&p](std::size_t i) {
      return p.checks[i].definition->severity;
   };
   for (std::size_t i = 0; i != findings.size(); ++i) {
      auto const at = place_of(findings[i]);
      if (!at)
         continue;
      auto const [entry, is_first] = chosen.try_emplace(*at, i);
      auto& other = findings[entry->second];
      if (is_first || other.fix_record == findings[i].fix_record)
         continue;
      bool const is_more_severe = severity_of(i) > severity_of(entry->second);
      withdraw(is_more_severe ? other : findings[i]);
      if (is_more_severe)
         entry->second = i;
   }
}

}  // namespace dnslint::audit
