// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/answers/reply.hpp"

namespace dnslint::resolver {

reply reply_of(answer const& got)
{
   auto const& failure = got.exchanges.back().failure;
   if (failure && failure->kind == base::cause_class::withheld)
      return reply::withdrawn;
   if (failure && (failure->code == "case-folded" || failure->code == "no-cookie"))
      return reply::answered;
   if (failure)
      return failure->code == "tcp-failed" ? reply::withdrawn : reply::none;
   if (got.state != status::unknown)
      return reply::answered;
   if (got.code == dns::rcode::servfail)
      return reply::servfail;
   if (got.code == dns::rcode::refused)
      return reply::refused;
   auto const unproved =
      got.why.code == "no-soa" || got.why.code == "lame" || got.why.code == "malformed";
   return unproved ? reply::unproved : reply::answered;
}

}  // namespace dnslint::resolver
