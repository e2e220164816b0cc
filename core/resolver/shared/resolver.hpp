// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/answers/seen_zone.hpp"
#include "core/resolver/shared/answer_cache.hpp"
#include "core/resolver/upstream/policy.hpp"
#include "core/resolver/upstream/upstream_policies.hpp"
#include "core/resolver/upstream/upstream_trial.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace dnslint::resolver {

// A resolver that is configured for the run. Without limits every question goes to it at once.
struct upstream {
   std::unique_ptr<source> from;
   std::string where;  // "192.0.2.1:53"
   std::optional<upstream_limits> limits;
   std::optional<upstream_trial> tried =
      std::nullopt;  // what its trial has shown, if there was one
};

// For whom a question is asked.
struct question_context {
   std::uint64_t domain_key = 0;  // a hash of the audited domain
   bool recurs = false;           // other domains may ask the same: the answer is kept for them
   unsigned most_tries = 0;       // 0: as the policy says
   std::shared_ptr<seen_zone const> seen{};  // what the asker knows; a denial has to fit it
};

// Fixed counters of a run, for its statistics.
struct counters {
   std::uint64_t questions = 0;  // asked by audits, memo hits included
   std::uint64_t memo_hits = 0;
   std::uint64_t coalesced = 0;   // waited for an equal question in flight
   std::uint64_t cache_hits = 0;  // answered from what another domain had asked
   std::uint64_t exchanges = 0;   // sent to a source, retries included
   std::uint64_t retries = 0;
   std::uint64_t tcp = 0;
   std::uint64_t unknown = 0;  // questions that ended so
};

using on_answer = std::function<void(answer_ptr)>;
// Called once per domain for each exchange behind an answer. If nothing was sent, it is called once
// with a failed exchange that names the server that was to be asked, or none.
using observer = std::function<void(exchange const&)>;

// The shared resolver of one worker: cache, then one question in flight for all who ask it, then
// the policies of each upstream, then a source. Configuration is a value given at construction: two
// resolvers share nothing. Borrows the loop and owns its sources. README.md has the way through it.
class shared_resolver {
public:
   shared_resolver(
      base::event_loop& loop,
      std::vector<std::unique_ptr<source>> upstreams,
      policy asking,
      std::uint64_t seed);
   shared_resolver(
      base::event_loop& loop, std::vector<upstream> upstreams, policy asking, std::uint64_t seed);
   ~shared_resolver();

   // Never inline; exactly once.
   void ask(dns::question const& q, on_answer on_done, question_context const& context = {});

   // Whether questions wait for room with an upstream, or for the end of an outage: no time to
   // start on another domain.
   bool is_full() const noexcept;
   // How many tries of one question must go unanswered before it is the name that is dead, and not
   // bad luck on a path that loses packets. At most the policy's.
   unsigned tries_that_tell() const noexcept;
   // How long no upstream has answered anything, in an outage; null when there is none. Only of a
   // policy that waits outages out.
   std::optional<base::event_loop::duration> outage() const;
   // Changes when what domains are finding out becomes worth nothing: an outage has begun, or an
   // upstream was dropped.
   std::uint64_t epoch() const noexcept;
   // Runs `then` once, from the loop, when there is no outage (any more).
   void when_outage_is_over(std::function<void()> then);

   // What is known of each upstream that has limits.
   std::vector<upstream_report> upstreams() const;

   counters& stats() noexcept;
   base::event_loop& loop() noexcept;

private:
   class state;
   std::unique_ptr<state> state_;
};

class authority_opinion;
class direct_resolver;
struct direct_question;
struct server_address;

// What one domain may use: a hostile zone ends in unknown (withheld: budget), and harms no other.
struct domain_budget {
   unsigned questions = 500;                  // logical ones, memo hits included
   std::uint64_t bytes = 16ULL << 20U;        // of answers
   base::event_loop::duration time{300'000};  // to ask in, since the memo was made
};

// The memo of one domain's audit, in front of the shared resolver: an equal question is asked once,
// every exchange is shown to the observer once, and the domain's budget is kept.
class domain_memo {
public:
   // Answers about names outside of `domain` are shared with other domains.
   domain_memo(
      shared_resolver& shared,
      domain_budget const& budget,
      observer seen,
      dns::name const& domain = {});
   domain_memo(domain_memo const&) = delete;
   domain_memo& operator=(domain_memo const&) = delete;
   ~domain_memo() = default;

   // Never inline; exactly once, unless the memo is destroyed before.
   // `most_tries`: 0 is as many as the policy says.
   void ask(dns::question const& q, on_answer on_done, unsigned most_tries = 0);

   // From now on a denial without proof is put to the zone's own servers, too.
   void hear_authority(direct_resolver& direct);

   // The same for a question to one server.
   void ask_direct(direct_resolver& direct, direct_question const& q, on_answer on_done);

   // Extends the domain's time budget by the time it spent waiting for its turn.
   void waited(base::event_loop::duration time) { end_ += time; }

   // The answers so far, sorted by question. Questions without an answer yet are left out.
   std::vector<answer_ptr> answers() const;
   unsigned questions() const noexcept { return used_; }
   base::event_loop& loop() noexcept { return shared_->loop(); }

private:
   struct entry {
      answer_ptr known;
      std::vector<on_answer> waiting;
   };

   entry* find(dns::question const& q);
   std::optional<base::cause> over_budget() const;
   void complete(answer_ptr a, on_answer on_done);
   void answered(answer_ptr const& a);
   void use(answer const& a, server_address const* at = nullptr);
   void settle(dns::question const& q, answer_ptr const& a);
   void show(answer const& a, server_address const* at) const;

   shared_resolver* shared_;
   domain_budget budget_;
   unsigned used_ = 0;
   std::uint64_t bytes_ = 0;
   unsigned opinions_ = 0;  // asked of servers of the zone
   observer seen_;
   dns::name domain_;
   std::shared_ptr<seen_zone> place_ = std::make_shared<seen_zone>();
   std::uint64_t domain_key_;
   base::event_loop::time_point end_;
   std::unordered_map<dns::name, std::vector<std::pair<dns::rrtype, entry>>> entries_;
   std::shared_ptr<authority_opinion> authority_;  // null: there is none to ask
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
