// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace dnslint::audit {

// Limits how many domains of the same primary name server (SOA MNAME) are audited at once.
// Questions about such domains go to the same servers, so a list that is sorted by hosting provider
// would be a burst of questions to each provider in turn. The others wait while domains of other
// servers are audited.
class server_turns {
public:
   using go_on = std::function<void()>;

   explicit server_turns(std::size_t each)
   : each_{each}
   {}

   // `tell` is called when a domain begins to wait, which leaves room for another one.
   void on_waiting(go_on tell) { tell_ = std::move(tell); }

   // Calls `go` now, or when a turn has come; leave() follows, once for each call.
   void enter(std::string const& server, go_on go);
   // May call the function of a domain that waits.
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

// Whether another domain may be begun while `open` domains are. At most `in_flight` are audited at
// once. Domains that wait for a turn do not count as that, but their number is bounded, too.
// `turns` may be null.
bool has_room(server_turns const* turns, std::size_t open, std::size_t in_flight);
// The most domains that are open at once where domains take turns.
std::size_t most_open(std::size_t in_flight);

}  // namespace dnslint::audit
