// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/upstream/comparison.hpp"
#include "core/resolver/upstream/upstream_choice.hpp"
#include "core/resolver/upstream/upstream_trust.hpp"

#include <coroutine>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::resolver {

struct lookup;

// A lookup that waits for room with an upstream, and the coroutine to resume.
struct waiting_lookup {
   lookup* about = nullptr;
   std::coroutine_handle<> resumed;
};

// The upstreams of a run. The pool chooses the upstream of a question and keeps the lookups that
// wait for room.
class upstream_pool {
public:
   // One upstream. If it has no policies, every question is sent at once.
   struct member {
      explicit member(upstream u);

      std::string where;
      std::optional<upstream_trial> tried;
      std::optional<upstream_policies> policies;
      upstream_trust trust;
      std::deque<waiting_lookup> waiting;
      std::unique_ptr<source> from;
   };

   explicit upstream_pool(std::vector<upstream> all);

   std::size_t size() const noexcept { return members_.size(); }
   member& at(std::size_t which) { return members_[which]; }
   bool is_limited() const noexcept;
   // Whether any lookup waits.
   bool is_full() const noexcept;

   // The upstream that a question goes to first.
   std::size_t first();
   // A question has ended, so that the health of the upstreams may have changed.
   void answered() noexcept { choice_.answered(); }
   // Picks another upstream if this one is silent. Null if no other is better.
   std::optional<std::size_t> better_than(std::size_t which) const;
   // The next upstream to ask for a comparison; null if none is left.
   std::optional<std::size_t> comparable(comparison const& so_far) const;
   // Stops asking an upstream, unless it is the last one.
   void drop(std::size_t which);
   // Takes the next lookup that may use the room of an upstream. It may have waited for another
   // upstream if this one is better. Null if there is no room or no lookup waits.
   std::optional<waiting_lookup> next_for(std::size_t which);

   // Opens the breaker of each upstream that answered nothing in its trial while another upstream
   // did.
   void leave_dead_alone(base::event_loop::time_point now);
   std::vector<upstream_report> reports() const;

private:
   upstream_choice choice_;
   std::vector<member> members_;
};

}  // namespace dnslint::resolver
