// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/reply.hpp"

#include "core/base/causes.hpp"

namespace dnslint::resolver {

reply reply_of(answer const& got)
{
   auto const& failure = got.exchanges.back().failure;
   if (failure && failure->kind == base::cause_class::withheld)
      return reply::withdrawn;
   if (failure && (*failure == base::causes::case_folded || *failure == base::causes::no_cookie))
      return reply::answered;
   if (failure)
      return *failure == base::causes::tcp_failed ? reply::withdrawn : reply::none;
   if (got.state != status::unknown)
      return reply::answered;
   if (got.code == dns::rcode::servfail)
      return reply::servfail;
   if (got.code == dns::rcode::refused)
      return reply::refused;
   auto const unproved = got.why == base::causes::no_soa || got.why == base::causes::lame ||
                         got.why == base::causes::malformed;
   return unproved ? reply::unproved : reply::answered;
}

}  // namespace dnslint::resolver
