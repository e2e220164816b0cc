// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/shared/lookup.hpp"
#include "core/resolver/shared/resolver.hpp"
#include "core/resolver/shared/upstream_pool.hpp"
#include "core/resolver/upstream/loss_estimate.hpp"
#include "core/resolver/upstream/outage_watch.hpp"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace dnslint::resolver {

// Drives the lookups of the shared resolver.
class shared_resolver::state {
public:
   state(base::event_loop& loop, std::vector<upstream> all, policy asking, std::uint64_t seed);

   void ask(dns::question const& q, on_answer on_done, question_context const& context);
   void when_over(std::function<void()> then);
   std::uint64_t epoch() const noexcept { return outage.count() + dropped_.size(); }
   void drop(upstream_drops const& all);
   upstream_drops const& dropped() const noexcept { return dropped_; }

   // For obey().
   base::event_loop& loop() noexcept { return *loop_; }
   std::weak_ptr<bool> alive() const { return alive_; }
   step admit(lookup& l);
   source& source_of(lookup const& l) { return *upstream_of(l).from; }
   request request_of(lookup const& l);
   step received(lookup& l, exchange e);
   void choose(lookup& l);
   void wait(lookup& l, std::coroutine_handle<> h);
   void hold(lookup& l, std::coroutine_handle<> h);
   void wake(lookup& l, std::coroutine_handle<> h);

   policy asking;
   counters stats;
   loss_estimate loss;
   outage_watch outage;
   upstream_pool& upstreams() noexcept { return upstreams_; }

private:
   upstream_pool::member& upstream_of(lookup const& l)
   {
      return upstreams_.at(l.steps->current().upstream);
   }
   bool may_hold() const { return asking.waits_out_outages && upstreams_.is_limited(); }
   policy policy_for(lookup const& l, bool is_asked_too_fast) const;
   void note_end(lookup& l, answer const& got);
   void note_losses(lookup& l);
   std::optional<step> compare(lookup& l, answer& got, std::optional<attempt> const& then);
   void note_agreement(lookup const& l, answer const& got);
   step dispute(lookup& l, answer got);
   void look_at(std::size_t which);
   void let_in(std::size_t which);
   void try_out(std::size_t which);
   void heard();
   void look_for_an_end();
   void send_round();
   void release();
   void finish(lookup& l);

   base::event_loop* loop_;
   std::uint64_t seed_;
   std::optional<answer_cache> cache_;
   std::unordered_map<dns::question, lookup, keyed_hash> in_flight_;
   upstream_drops dropped_;
   std::deque<waiting_lookup> held_;
   std::vector<std::function<void()>> when_over_;
   bool looks_for_an_end_ = false;
   std::uint64_t round_ = 0;        // the number of the round of trials
   std::size_t open_in_round_ = 0;  // trials of the round that have not ended
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
   upstream_pool upstreams_;  // destroyed first, since sources refer to lookups
};

}  // namespace dnslint::resolver
