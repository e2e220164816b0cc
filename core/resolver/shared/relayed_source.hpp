// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/server_address.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <memory>
#include <vector>

namespace dnslint::resolver {

class direct_resolver;

// A source for a second resolver that stands on a first one, whose cache, policies and limits it
// shares. It gives the exchanges behind the answers that are `known`, and asks `through` for the
// others. Deadlines are those of the first resolver; what the request says of them is not used.
std::unique_ptr<source> make_relayed_source(
   shared_resolver& through, std::vector<answer_ptr> const& known);

// The same of one name server, of which nothing is known beside what the resolver remembers.
std::unique_ptr<source> make_relayed_source(
   direct_resolver& through, base::event_loop& loop, server_address at);

}  // namespace dnslint::resolver
