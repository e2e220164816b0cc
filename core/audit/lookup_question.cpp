// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lookup_question.hpp"

#include "core/base/causes.hpp"

#include <utility>

namespace dnslint::audit {
namespace {

// Whether another server of the same zone may know more.
bool was_silent(resolver::answer const& a)
{
   return a.state == resolver::status::unknown &&
          (a.destination().empty() || a.why == base::causes::timeout ||
           a.why == base::causes::unreachable || a.why == base::causes::tcp_failed);
}

void ask_server(
   resolver::domain_memo& memo,
   resolver::direct_resolver& direct,
   lookup_question q,
   resolver::on_answer on_done)
{
   resolver::direct_question one{q.servers.front(), q.asked};
   q.servers.erase(q.servers.begin());
   memo.ask_direct(
      direct,
      one,
      [&memo, &direct, rest = std::move(q), on_done = std::move(on_done)](resolver::answer_ptr a) {
         if (rest.servers.empty() || !was_silent(*a))
            on_done(std::move(a));
         else
            ask_server(memo, direct, rest, on_done);
      });
}

}  // namespace

void ask_lookup(
   resolver::domain_memo& memo,
   resolver::direct_resolver* direct,
   lookup_question const& q,
   resolver::on_answer on_done)
{
   if (q.servers.empty())
      memo.ask(q.asked, std::move(on_done));
   else if (direct != nullptr)
      ask_server(memo, *direct, q, std::move(on_done));
   else
      memo.loop().post([done = std::move(on_done), asked = q.asked] {
         done(resolver::make_unknown(
            asked, base::because(base::causes::power_not_granted, "dnslint.dns-direct/1")));
      });
}

}  // namespace dnslint::audit
