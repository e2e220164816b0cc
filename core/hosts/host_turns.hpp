// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_address.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace dnslint::hosts {

// How many connections there may be at once. Providers give each customer a name of its own on
// shared addresses, so names say nothing about load.
struct turn_limits {
   unsigned address = 1;
   unsigned network = 4;  // a /24 of IPv4, a /48 of IPv6
   unsigned all = 64;
   std::size_t waiting = 4096;
};

// Decides who may connect next. Among those who may, the one goes first who came first.
class host_turns {
public:
   using ticket = std::uint64_t;

   explicit host_turns(turn_limits limits = {})
   : limits_{limits}
   {}

   // False if too many wait; then the ticket does not.
   bool enter(ticket who, host_address const& at);
   // The next ticket that has its turn, which lasts until leave(). Null if none may go now.
   std::optional<ticket> next();
   // Ends a turn.
   void leave(host_address const& at);
   // Takes back a ticket that has had no turn.
   void withdraw(ticket who, host_address const& at);

   std::size_t waiting() const noexcept { return waiting_; }
   unsigned busy() const noexcept { return busy_; }

private:
   struct lane {
      std::deque<ticket> waiting;
      unsigned busy = 0;
   };
   struct network {
      std::map<host_address, lane> lanes;  // those with somebody
      unsigned busy = 0;
   };
   using first_in_lane = std::pair<ticket, host_address>;

   static host_address network_of(host_address const& address);
   bool may_go(network const& in, lane const& l) const;
   // Keeps ready_ right when something in the network is about to change, and has changed.
   template <class Change>
   void change(host_address const& at, Change const& apply);

   turn_limits limits_;
   std::map<host_address, network> networks_;
   std::set<first_in_lane> ready_;
   std::size_t waiting_ = 0;
   unsigned busy_ = 0;
};

}  // namespace dnslint::hosts
