// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/alias_chain.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace dnslint::resolver {

namespace {

// Whether the chain leads back to one of its own aliases.
bool has_loop(answer const& a)
{
   std::unordered_set<dns::name> left;
   auto const again = [&](dns::record const& cname) {
      return !left.insert(cname.owner).second;
   };
   return std::ranges::any_of(a.chain(), again) || left.contains(a.canonical_name());
}

}  // namespace

bool is_incomplete(answer const& a)
{
   return a.state == status::unknown && a.why == base::causes::incomplete_chain;
}

void alias_chain::complete(answer& last, dns::question const& asked) const
{
   if (followed_.empty() && last.is_direct())
      return;
   auto chain = followed_;
   std::ranges::copy(last.chain(), std::back_inserter(chain));
   last.sections().chain = std::move(chain);
   last.asked = asked;
   last.secure = last.secure && secure_;
   if (!last.chain().empty() && has_loop(last)) {
      last.state = status::unknown;
      last.why =
         base::because(base::causes::cname_loop, "back to " + last.canonical_name().to_text());
   }
}

std::optional<dns::question> alias_chain::follow(answer& incomplete, unsigned most_steps)
{
   if (steps_ >= most_steps) {
      incomplete.why = base::because(
         base::causes::chain_too_long, "gave up at " + incomplete.canonical_name().to_text());
      return std::nullopt;
   }
   ++steps_;
   secure_ = incomplete.secure;
   dns::question next{incomplete.canonical_name(), incomplete.asked.type};
   followed_ = std::move(incomplete.sections().chain);
   return next;
}

}  // namespace dnslint::resolver
