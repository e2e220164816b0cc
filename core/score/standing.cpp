// SPDX-License-Identifier: Apache-2.0
#include "core/score/standing.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace dnslint::score {
namespace {

auto sort_key(scored_check const& c)
{
   return std::tuple{c.id, c.category, c.control, c.severity, c.result};
}

std::vector<scored_check const*> counted_by_id(std::vector<scored_check> const& checks)
{
   std::vector<scored_check const*> counted;
   counted.reserve(checks.size());
   for (auto const& c : checks)
      if (counts(c))
         counted.push_back(&c);
   auto const key = [](scored_check const* c) {
      return sort_key(*c);
   };
   if (!std::ranges::is_sorted(counted, {}, key))
      std::ranges::sort(counted, {}, key);
   return counted;
}

void add_failure(standing& s, scored_check const& c)
{
   auto const left = 1 - penalty(c.severity);
   if (left > s.high || left == 1)
      return;
   if (left < s.high)
      s.lowered_by.clear();
   s.high = left;
   s.lowered_by.push_back(c.id);
}

void add(standing& s, scored_check const& c)
{
   if (c.result == base::outcome::fail)
      add_failure(s, c);
   if (c.result != base::outcome::pass)
      s.low = std::min(s.low, 1 - penalty(c.severity));
   if (c.result != base::outcome::unknown)
      s.value = 1;
}

// An alternative that may turn out not to apply can then not be the best one, so what is certain
// sets the low.
double lowest(standing const& a, standing const& b)
{
   if (a.certain() != b.certain())
      return a.certain() ? a.low : b.low;
   return a.certain() ? std::max(a.low, b.low) : std::min(a.low, b.low);
}

standing better(standing const& a, standing const& b)
{
   auto both = b.value > a.value ? b : a;  // null is less than any value
   both.low = lowest(a, b);
   both.high = std::max(a.high, b.high);
   return both;
}

}  // namespace

double penalty(base::severity s)
{
   switch (s) {
      case base::severity::critical:
         return 1;
      case base::severity::high:
         return 0.7;
      case base::severity::medium:
         return 0.4;
      case base::severity::low:
         return 0.15;
      case base::severity::info:
         return 0;
   }
   return 1;
}

bool counts(scored_check const& c)
{
   if (c.control.empty() || c.result == base::outcome::not_applicable)
      return false;
   return c.result != base::outcome::unknown || c.why != base::cause_class::unobservable;
}

standings stand(std::vector<scored_check> const& checks)
{
   standings all;
   for (auto const* c : counted_by_id(checks)) {
      auto const [entry, is_new] = all.try_emplace(c->control);
      if (is_new)
         entry->second.category = c->category;
      add(entry->second, *c);
   }
   for (auto& [control, s] : all)
      if (s.certain())
         s.value = s.high;
   return all;
}

std::optional<standing> best(standings const& all, std::vector<std::string_view> const& names)
{
   std::optional<standing> found;
   for (auto const& name : names) {
      auto const entry = all.find(name);
      if (entry != all.end())
         found = found ? better(*found, entry->second) : entry->second;
   }
   return found;
}

}  // namespace dnslint::score
