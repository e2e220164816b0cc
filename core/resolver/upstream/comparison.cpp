// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/upstream/comparison.hpp"

#include <algorithm>

namespace dnslint::resolver {

// Servers that answer NXDOMAIN for a name with others below differ from those that do not, and both
// deny the records. Whether a name exists matters where its SOA record is asked for.
comparison::kind comparison::kind_of(answer const& got)
{
   if (got.state == status::records)
      return kind::records;
   return got.asked.type == dns::rrtype::soa && got.nxdomain() ? kind::no_name : kind::denial;
}

void comparison::add(std::size_t upstream, answer const& got)
{
   asked_.push_back(upstream);
   ballots_.push_back({upstream, kind_of(got)});
}

bool comparison::was_asked(std::size_t upstream) const
{
   return std::ranges::find(asked_, upstream) != asked_.end();
}

bool comparison::is_agreed() const
{
   return of(true).size() > 1;
}

std::vector<std::size_t> comparison::of(bool agreeing) const
{
   std::vector<std::size_t> all;
   for (auto const& b : ballots_)
      if ((b.says == ballots_.back().says) == agreeing)
         all.push_back(b.upstream);
   return all;
}

}  // namespace dnslint::resolver
