// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answer.hpp"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace dnslint::resolver {

// How often and how long one question is tried.
struct policy {
   unsigned tries = 3;                        // 1 to 10, over all upstreams
   base::event_loop::duration timeout{2000};  // of each try
   base::event_loop::duration back_off{200};  // before the second try; doubles, with jitter
   unsigned most_chain_steps = 8;             // CNAME targets asked for after the first answer
};

// Fixed counters of a run, for its statistics.
struct counters {
   std::uint64_t questions = 0;  // asked by audits, memo hits included
   std::uint64_t memo_hits = 0;
   std::uint64_t coalesced = 0;  // waited for an equal question in flight
   std::uint64_t exchanges = 0;  // sent to a source, retries included
   std::uint64_t retries = 0;
   std::uint64_t tcp = 0;
   std::uint64_t unknown = 0;  // questions that ended so
};

using on_answer = std::function<void(answer_ptr)>;
// Told of every exchange that contributed to an answer, once for each domain that used it. A
// recording hangs here.
using observer = std::function<void(exchange const&)>;

// The shared resolver of one worker: coalescing -> policy (retry, TCP, next upstream) -> source.
// Configuration is a value given at construction. Borrows the loop and owns its sources.
class shared_resolver {
public:
   shared_resolver(
      base::event_loop& loop,
      std::vector<std::unique_ptr<source>> upstreams,
      policy how,
      std::uint64_t seed);
   ~shared_resolver();

   // Never inline; exactly once.
   void ask(dns::question const& q, on_answer on_done);

   counters& stats() noexcept;
   base::event_loop& loop() noexcept;

private:
   struct state;
   std::unique_ptr<state> state_;
};

// The memo of one domain's audit, in front of the shared resolver: an equal question is asked once,
// every exchange is shown to the observer once, and the domain's budget of logical questions (memo
// hits included) is kept: beyond it answers are unknown (withheld: budget).
class domain_memo {
public:
   domain_memo(shared_resolver& shared, unsigned budget, observer seen);
   domain_memo(domain_memo const&) = delete;
   domain_memo& operator=(domain_memo const&) = delete;
   ~domain_memo() = default;

   // Never inline; exactly once, unless the memo is destroyed before.
   void ask(dns::question const& q, on_answer on_done);

   // Every question so far with its answer, sorted by question; open ones are left out.
   std::vector<answer_ptr> answers() const;
   unsigned questions() const noexcept { return used_; }

private:
   struct entry {
      answer_ptr known;
      std::vector<on_answer> waiting;
   };

   entry* find(dns::question const& q);
   void complete(answer_ptr a, on_answer on_done);
   void settle(dns::question const& q, answer_ptr const& a);

   shared_resolver* shared_;
   unsigned budget_;
   unsigned used_ = 0;
   observer seen_;
   std::unordered_map<dns::name, std::vector<std::pair<dns::rrtype, entry>>> entries_;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
