// SPDX-License-Identifier: Apache-2.0
#include "core/report/zone_edit.hpp"

#include "core/dns/zone_text.hpp"
#include "core/report/statement.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace dnslint::report {
namespace {

std::optional<dns::record> record_in(std::string_view line)
{
   auto read = dns::parse_zone_text(std::string{line} + '\n', dns::name{}, {});
   if (!read || read->size() != 1)
      return std::nullopt;
   return std::move(read->front());
}

std::optional<zone_edit> edit_in(base::finding const& f)
{
   auto added = record_in(record_of(f));
   if (!added)
      return std::nullopt;
   zone_edit made{added->owner, added->type, {}, {}, {f.id}};
   made.add.push_back(*std::move(added));
   for (auto const& line : f.fix_removed) {
      auto removed = record_in(line.bytes());
      if (!removed)
         return std::nullopt;
      made.remove.push_back(*std::move(removed));
   }
   return made;
}

void join(std::vector<dns::record>& to, std::vector<dns::record> const& more)
{
   for (auto const& r : more)
      if (std::ranges::find(to, r) == to.end())
         to.push_back(r);
}

}  // namespace

std::vector<zone_edit> zone_edits(audit::domain_record const& d)
{
   std::map<std::pair<dns::name, dns::rrtype>, zone_edit> all;
   for (auto const& f : d.findings) {
      auto made = f.fix_record.empty() ? std::nullopt : edit_in(f);
      if (!made)
         continue;
      auto const [at, is_first] = all.try_emplace({made->owner, made->type}, *made);
      if (is_first)
         continue;
      join(at->second.remove, made->remove);
      join(at->second.add, made->add);
      at->second.checks.push_back(f.id);
   }
   std::vector<zone_edit> sorted;
   sorted.reserve(all.size());
   for (auto& [at, edit] : all)
      sorted.push_back(std::move(edit));
   return sorted;
}

}  // namespace dnslint::report
