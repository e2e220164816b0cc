// SPDX-License-Identifier: Apache-2.0
#include "mx_set.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace mx {
namespace {

bool tried_before(mx_record const& a, mx_record const& b)
{
   return std::tie(a.preference, a.exchange) < std::tie(b.preference, b.exchange);
}

}  // namespace

mx_set read_mx_set(std::vector<mx_record> records)
{
   mx_set set;
   set.records = records.size();
   std::ranges::sort(records, tried_before);
   std::set<std::string> hosts;
   std::set<std::string> repeated;
   for (auto& r : records) {
      if (r.exchange == ".") {
         ++set.nulls;
         set.null_preference = set.null_preference.value_or(r.preference);
      } else if (!hosts.insert(r.exchange).second) {
         repeated.insert(r.exchange);
      } else {
         set.exchanges.push_back(std::move(r));
      }
   }
   set.duplicates.assign(repeated.begin(), repeated.end());
   return set;
}

}  // namespace mx
