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

// A lookup that waits for room with an upstream.
struct waiting_lookup {
   lookup* about = nullptr;
   std::coroutine_handle<> resumed;
};

// The upstreams of a run: which of them a question goes to, and who waits for room with each.
class upstream_pool {
public:
   // One upstream with what limits it. Without policies it is asked whatever comes, at once.
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
   // Somebody waits.
   bool is_full() const noexcept;

   // Where a question goes first.
   std::size_t first();
   // Something was answered, or not: what is known of the upstreams may have changed.
   void answered() noexcept { choice_.answered(); }
   // Picks another upstream when nothing is heard of this one; null when there is no better one.
   std::optional<std::size_t> better_than(std::size_t which) const;
   // Where a question may be put, too, to compare what is said; null when nobody is left.
   std::optional<std::size_t> comparable(comparison const& so_far) const;
   // Asks an upstream no more, unless it is the only one that is left.
   void drop(std::size_t which);
   // Takes the next lookup that may use the room of an upstream; also of those that wait for
   // another one, where this one is better. Null when there is no room, or nobody waits.
   std::optional<waiting_lookup> next_for(std::size_t which);

   // Opens the breaker of each upstream that has answered nothing in the trial while another did.
   void leave_dead_alone(base::event_loop::time_point now);
   std::vector<upstream_report> reports() const;

private:
   upstream_choice choice_;
   std::vector<member> members_;
};

}  // namespace dnslint::resolver
