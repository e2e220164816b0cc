// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace dnslint::audit {

// Domains whose zones have the same primary name server (SOA MNAME) are asked of the same servers.
// No more than `each` of them are audited at once, the others wait for their turn while those of
// other servers go on: a list that is sorted by who hosts its domains is no burst to anybody.
class server_turns {
public:
   using go_on = std::function<void()>;

   explicit server_turns(std::size_t each)
   : each_{each}
   {}

   // Whom to tell that there is room since one more waits.
   void on_waiting(go_on tell) { tell_ = std::move(tell); }

   // Calls `go` now, or when a turn has come; leave() follows, once for each call.
   void enter(std::string const& server, go_on go);
   // May call what waits.
   void leave(std::string const& server);

   std::size_t waiting() const noexcept { return waiting_; }

private:
   struct queue {
      std::size_t under_way = 0;
      std::deque<go_on> waiting;
   };

   std::size_t each_;
   std::size_t waiting_ = 0;
   go_on tell_;
   std::map<std::string, queue> servers_;
};

// Whether another domain may be begun when so many are open and at most `in_flight` are to be under
// way. Those that wait for a turn are not, but are bounded, too. `turns` may be null.
bool has_room(server_turns const* turns, std::size_t open, std::size_t in_flight);
// How many can be open at once where domains take turns.
std::size_t most_open(std::size_t in_flight);

}  // namespace dnslint::audit
