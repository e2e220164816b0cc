// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/answer.hpp"
#include "core/resolver/answers/seen_zone.hpp"
#include "core/resolver/shared/answer_cache.hpp"
#include "core/resolver/upstream/policy.hpp"
#include "core/resolver/upstream/upstream_drop.hpp"
#include "core/resolver/upstream/upstream_policies.hpp"
#include "core/resolver/upstream/upstream_trial.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace dnslint::resolver {

// A resolver that is configured for the run. If it has no limits, every question is sent at once.
struct upstream {
   std::unique_ptr<source> from;
   std::string where;  // "192.0.2.1:53"
   std::optional<upstream_limits> limits;
   // The result of its trial. Null if it was not tried.
   std::optional<upstream_trial> tried = std::nullopt;
};

// The asker of a question.
struct question_context {
   std::uint64_t domain_key = 0;  // a hash of the audited domain
   bool recurs = false;           // other domains may ask the same, so the answer is cached
   unsigned most_tries = 0;       // 0: as many as the policy allows
   // What the asker has seen; a denial must not contradict it.
   std::shared_ptr<seen_zone const> seen{};
};

// What a run has counted, for its statistics.
struct counters {
   std::uint64_t questions = 0;  // questions of audits, memo hits included
   std::uint64_t memo_hits = 0;
   std::uint64_t coalesced = 0;   // questions that joined an equal one in flight
   std::uint64_t cache_hits = 0;  // questions that the cache answered
   std::uint64_t exchanges = 0;   // questions that were sent to a source, retries included
   std::uint64_t retries = 0;
   std::uint64_t tcp = 0;
   std::uint64_t unknown = 0;  // questions whose answer is unknown
};

using on_answer = std::function<void(answer_ptr)>;
// Called once per domain for each exchange behind an answer. If nothing was sent, it is called once
// with a failed exchange that names the intended server, if there was one.
using observer = std::function<void(exchange const&)>;

// The shared resolver of one worker. A question passes the cache, joins an equal question in flight
// if there is one, and otherwise passes the policies of an upstream on its way to a source. The
// configuration is a value that is given at construction, so that two resolvers share nothing.
// Borrows the loop and owns its sources. README.md describes the way of a question.
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

   // Calls `on_done` exactly once and never inline.
   void ask(dns::question const& q, on_answer on_done, question_context const& context = {});

   // Whether questions wait for room with an upstream or for the end of an outage. The caller
   // should then start no further domain.
   bool is_full() const noexcept;
   // How many tries of one question must go unanswered before the name counts as dead, and not as
   // unlucky on a path that loses packets. At most the tries of the policy.
   unsigned tries_that_tell() const noexcept;
   // How long no upstream has answered anything; null if there is no outage. An outage is noticed
   // only if the policy has waits_out_outages.
   std::optional<base::event_loop::duration> outage() const;
   // Changes when the audits under way must begin anew: an outage has begun, or an upstream was
   // dropped.
   std::uint64_t epoch() const noexcept;
   // Believes nothing of these upstreams from now on, as if the resolver had dropped them itself.
   void drop(upstream_drops const& all);
   // The upstreams that were dropped, in that order.
   upstream_drops const& dropped() const noexcept;
   // Calls `then` once from the loop, as soon as there is no outage.
   void when_outage_is_over(std::function<void()> then);

   // The report on each upstream that has limits.
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

// How much one domain may use. Beyond that its questions are unknown (withheld: budget), so that a
// hostile zone harms no other domain.
struct domain_budget {
   unsigned questions = 500;                  // memo hits included, retries excluded
   std::uint64_t bytes = 16ULL << 20U;        // received in answers
   base::event_loop::duration time{300'000};  // for asking, from the construction of the memo
};

// The memo of one domain's audit stands in front of the shared resolver. It asks an equal question
// once, shows every exchange to the observer once, and keeps the domain's budget.
class domain_memo {
public:
   // Answers about names outside of `domain` may be shared with other domains.
   domain_memo(
      shared_resolver& shared,
      domain_budget const& budget,
      observer seen,
      dns::name const& domain = {});
   domain_memo(domain_memo const&) = delete;
   domain_memo& operator=(domain_memo const&) = delete;
   ~domain_memo() = default;

   // Calls `on_done` exactly once and never inline, unless the memo is destroyed before. If
   // `most_tries` is 0, the policy decides how often the question is tried.
   void ask(dns::question const& q, on_answer on_done, unsigned most_tries = 0);

   // From now on the zone's own servers are asked, too, about a denial without proof.
   void hear_authority(direct_resolver& direct);

   // Asks one name server, under the same promise as ask().
   void ask_direct(direct_resolver& direct, direct_question const& q, on_answer on_done);

   // Extends the domain's time budget by the time it spent waiting for its turn.
   void waited(base::event_loop::duration time) { end_ += time; }

   // The answers so far, sorted by question. Questions without an answer yet are left out.
   std::vector<answer_ptr> answers() const;
   unsigned questions() const noexcept { return used_; }
   // Whose answers the domain's audit rests on.
   upstream_set upstreams() const noexcept;
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
   unsigned opinions_ = 0;  // opinions that were asked of the zone's servers
   upstream_set upstreams_ = 0;
   observer seen_;
   dns::name domain_;
   std::shared_ptr<seen_zone> place_ = std::make_shared<seen_zone>();
   std::uint64_t domain_key_;
   base::event_loop::time_point end_;
   std::unordered_map<dns::name, std::vector<std::pair<dns::rrtype, entry>>> entries_;
   std::shared_ptr<authority_opinion> authority_;  // null: the zone's servers are not asked
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace dnslint::resolver
