// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/host_turns.hpp"

#include <algorithm>

namespace dnslint::hosts {

host_address host_turns::network_of(host_address const& address)
{
   constexpr unsigned ipv4_bits = 24;
   constexpr unsigned ipv6_bits = 48;
   return address.network(address.is_ipv4() ? ipv4_bits : ipv6_bits);
}

bool host_turns::may_go(network const& in, lane const& l) const
{
   return !l.waiting.empty() && l.busy < limits_.address && in.busy < limits_.network;
}

template <class Change>
void host_turns::change(host_address const& at, Change const& apply)
{
   auto const where = network_of(at);
   auto& in = networks_[where];
   for (auto const& [address, l] : in.lanes)
      if (!l.waiting.empty())
         ready_.erase({l.waiting.front(), address});
   auto& changed = in.lanes[at];
   apply(in, changed);
   if (changed.waiting.empty() && changed.busy == 0)
      in.lanes.erase(at);
   for (auto const& [address, l] : in.lanes)
      if (may_go(in, l))
         ready_.emplace(l.waiting.front(), address);
   if (in.lanes.empty())
      networks_.erase(where);
}

bool host_turns::enter(ticket who, host_address const& at)
{
   if (waiting_ >= limits_.waiting)
      return false;
   ++waiting_;
   change(at, [who](network&, lane& l) {
      l.waiting.push_back(who);
   });
   return true;
}

std::optional<host_turns::ticket> host_turns::next()
{
   if (ready_.empty() || busy_ >= limits_.all)
      return std::nullopt;
   auto const [who, at] = *ready_.begin();
   ++busy_;
   --waiting_;
   change(at, [](network& in, lane& l) {
      l.waiting.pop_front();
      ++l.busy;
      ++in.busy;
   });
   return who;
}

void host_turns::leave(host_address const& at)
{
   --busy_;
   change(at, [](network& in, lane& l) {
      --l.busy;
      --in.busy;
   });
}

void host_turns::withdraw(ticket who, host_address const& at)
{
   change(at, [&](network&, lane& l) {
      waiting_ -= std::erase(l.waiting, who);
   });
}

}  // namespace dnslint::hosts
