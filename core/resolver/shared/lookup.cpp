// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/lookup.hpp"

#include "core/base/encode.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace dnslint::resolver {

std::vector<dns::record> joined_chain(lookup const& l, answer const& last)
{
   auto chain = l.chain;
   std::ranges::copy(last.chain(), std::back_inserter(chain));
   return chain;
}

bool has_loop(answer const& a)
{
   std::unordered_set<dns::name> left;
   auto const again = [&](dns::record const& cname) {
      return !left.insert(cname.owner).second;
   };
   return std::ranges::any_of(a.chain(), again) || left.contains(a.canonical_name());
}

void keep_exchanges(lookup& l, answer& a)
{
   std::ranges::move(a.exchanges, std::back_inserter(l.exchanges));
}

std::uint64_t jitter_of(lookup const& l, answer const& got, std::uint64_t seed)
{
   if (got.state != status::unknown)
      return 0;
   auto key = to_text(l.open());
   key.push_back(static_cast<char>(l.current.number));
   return base::digest64(key, base::digest64(key, seed));
}

}  // namespace dnslint::resolver
