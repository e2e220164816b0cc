// SPDX-License-Identifier: Apache-2.0
#include "core/audit/server_turns.hpp"

namespace dnslint::audit {
namespace {

// Waiting ones for each that is under way: how far a list is looked ahead for other servers.
constexpr std::size_t most_waiting_each = 4;

}  // namespace

void server_turns::enter(std::string const& server, go_on go)
{
   auto& q = servers_[server];
   if (q.under_way >= each_) {
      q.waiting.push_back(std::move(go));
      ++waiting_;
      if (tell_)
         tell_();
      return;
   }
   ++q.under_way;
   go();
}

void server_turns::leave(std::string const& server)
{
   auto const found = servers_.find(server);
   auto& q = found->second;
   if (q.waiting.empty()) {
      if (--q.under_way == 0)
         servers_.erase(found);
      return;
   }
   auto const next = std::move(q.waiting.front());
   q.waiting.pop_front();
   --waiting_;
   next();
}

bool has_room(server_turns const* turns, std::size_t open, std::size_t in_flight)
{
   if (turns == nullptr)
      return open < in_flight;
   return open - turns->waiting() < in_flight && open < most_open(in_flight);
}

std::size_t most_open(std::size_t in_flight)
{
   return in_flight * (1 + most_waiting_each);
}

}  // namespace dnslint::audit
