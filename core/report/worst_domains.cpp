// SPDX-License-Identifier: Apache-2.0
#include "core/report/worst_domains.hpp"

#include <algorithm>

namespace dnslint::report {
namespace {

bool is_worse(domain_row const& a, domain_row const& b)
{
   auto const order = std::lexicographical_compare_three_way(
      b.failed.rbegin(), b.failed.rend(), a.failed.rbegin(), a.failed.rend());
   return order == 0 ? a.number < b.number : order < 0;
}

}  // namespace

domain_row row_of(record const& d, std::size_t number, catalogue const& checks)
{
   domain_row row;
   row.number = number;
   row.domain = domain_of(d);
   row.grade = d.counts.grade;
   row.unknown = d.counts.outcomes.at(static_cast<std::size_t>(base::outcome::unknown));
   auto const& accepted = d.counts.suppressed;
   for (auto const& id : d.counts.failed) {
      auto const entry = checks.find(id);
      if (entry != checks.end() && std::ranges::find(accepted, id) == accepted.end())
         ++row.failed.at(static_cast<std::size_t>(entry->second.severity));
   }
   return row;
}

bool domain_row::has_failed() const
{
   return std::ranges::any_of(failed, [](std::uint32_t count) {
      return count != 0;
   });
}

void worst_domains::add(record const& d, catalogue const& checks)
{
   add(row_of(d, number_++, checks));
}

void worst_domains::add(domain_row row)
{
   if (!row.has_failed())
      return;
   ++with_failures_;
   if (kept_.size() == most_ && (most_ == 0 || !is_worse(row, kept_.front())))
      return;
   if (kept_.size() == most_) {
      std::ranges::pop_heap(kept_, is_worse);
      kept_.pop_back();
   }
   kept_.push_back(std::move(row));
   std::ranges::push_heap(kept_, is_worse);
}

std::vector<domain_row> worst_domains::rows() const
{
   auto all = kept_;
   std::ranges::sort(all, is_worse);
   return all;
}

}  // namespace dnslint::report
