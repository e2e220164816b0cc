// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/resolver.hpp"

#include "core/base/causes.hpp"
#include "core/resolver/answers/reply.hpp"
#include "core/resolver/shared/belief.hpp"
#include "core/resolver/shared/obey.hpp"
#include "core/resolver/shared/resolver_state.hpp"
#include "core/resolver/upstream/retry_policy.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::resolver {

namespace {

// Additional attempts, since an upstream that is asked more slowly answers again.
constexpr unsigned tries_when_refused = 4;

dns::query_form const without_edns{.edns = false};

std::vector<upstream> without_limits(std::vector<std::unique_ptr<source>> sources)
{
   std::vector<upstream> all;
   for (auto& s : sources)
      all.push_back({std::move(s), {}, std::nullopt});
   return all;
}

// Adds a failed exchange for the question that was not sent, so that recordings have it.
void note_not_asked(
   lookup_steps const& steps,
   std::string const& where,
   base::event_loop::time_point now,
   answer& got)
{
   got.why =
      base::because(base::causes::rate_limited, where + " refuses what it is asked too fast");
   exchange none;
   none.asked = steps.open();
   none.sent = none.received = now;
   none.failure = got.why;
   got.exchanges.push_back(std::move(none));
}

}  // namespace

shared_resolver::state::state(
   base::event_loop& loop, std::vector<upstream> all, policy configured, std::uint64_t seed)
: asking{configured}
, loop_{&loop}
, seed_{seed}
, in_flight_{0, keyed_hash{configured.cache_key}}
, upstreams_{std::move(all)}
{
   if (asking.cache)
      cache_.emplace(*asking.cache, asking.cache_key);
   upstreams_.leave_dead_alone(loop.now());
}

void shared_resolver::state::ask(
   dns::question const& q, on_answer on_done, question_context const& context)
{
   if (cache_ && context.recurs)
      if (auto known = cache_->find(q, loop_->now())) {
         ++stats.cache_hits;
         return loop_->post([known = std::move(known),
                             on_done = std::move(on_done),
                             still = std::weak_ptr{alive_}] {
            if (!still.expired())
               on_done(known);
         });
      }
   auto const [found, is_new] = in_flight_.try_emplace(q);
   auto& l = found->second;
   if (!is_new) {
      ++stats.coalesced;
      l.also_waiting.push_back(std::move(on_done));
      return;
   }
   l.asked = &found->first;
   l.waiting = std::move(on_done);
   l.context = context;
   l.steps.emplace(*l.asked, lookup_terms{upstreams_.size(), asking.most_chain_steps, may_hold()});
   choose(l);
   l.work = obey(*this, l);
   l.work.start();
}

step shared_resolver::state::admit(lookup& l)
{
   if (may_hold() && outage.is_down())
      return l.steps->hold();
   auto& to = upstream_of(l);
   if (!to.policies)
      return {step::action::ask};
   auto const now = loop_->now();
   if (to.policies->wants_trial(now))
      try_out(l.steps->current().upstream);
   // The retry budget protects an overloaded upstream. Losses on the path are handled by the window
   // and the rate limit.
   auto const is_retry = l.steps->is_retry() && !loss.is_lossy();
   auto const may = is_retry ? to.policies->admit_retry(now) : to.policies->admit(now);
   return l.steps->admitted(may, to.where);
}

request shared_resolver::state::request_of(lookup const& l)
{
   auto const& now = l.steps->current();
   ++stats.exchanges;
   stats.tcp += now.via == transport::tcp ? 1U : 0U;
   return {
      l.steps->open(),
      now.via,
      asking.timeout * now.patience,
      now.number,
      now.edns ? nullptr : &without_edns};
}

step shared_resolver::state::received(lookup& l, exchange e)
{
   auto const sent = e.sent;
   auto got = interpret(std::move(e));
   note_end(l, got);
   auto const& from = upstream_of(l);
   if (!from.trust.is_dropped() && !got.exchanges.back().failure)
      l.upstreams |= only(l.steps->current().upstream);
   auto const* const trial = from.tried ? &*from.tried : nullptr;
   judge_belief(got, {l.steps->at_hand(), trial, l.context.seen.get(), from.trust.is_dropped()});
   auto const is_asked_too_fast =
      from.policies && from.policies->is_slowed() && reply_of(got) == reply::refused;
   auto const then = next_attempt(
      l.steps->current(),
      got,
      policy_for(l, is_asked_too_fast),
      upstreams_.size(),
      jitter_of(*l.steps, got, seed_));
   if (!then && is_asked_too_fast)
      note_not_asked(*l.steps, from.where, loop_->now(), got);
   if (asking.compares)
      if (auto const next = compare(l, got, then))
         return *next;
   stats.retries += then && then->number > l.steps->current().number ? 1U : 0U;
   return l.steps->answered(std::move(got), then, outage.was_heard_since(sent));
}

policy shared_resolver::state::policy_for(lookup const& l, bool is_asked_too_fast) const
{
   auto p = asking;
   auto const is_limited = upstreams_.is_limited();
   if (is_limited && asking.tries > 1) {
      p.tcp_after_silence = loss.is_lossy();
      if (loss.is_lossy())
         p.tries = std::max(p.tries, loss.tries_that_tell());
   }
   // At the begin of a list many questions are sent before the loss of the path is known, so a
   // question is tried often enough for its silence to mean something.
   auto const tell = is_limited ? loss.tries_that_tell() : 0;
   if (is_asked_too_fast)
      p.tries += tries_when_refused;
   if (l.context.most_tries != 0)
      p.tries = std::min(p.tries, std::max(l.context.most_tries, tell));
   return p;
}

// Reports the end of an attempt to the policies.
void shared_resolver::state::note_end(lookup& l, answer const& got)
{
   auto const which = l.steps->current().upstream;
   auto& from = upstreams_.at(which);
   if (!from.policies)
      return;
   auto const& e = got.exchanges.back();
   auto const how_ended = reply_of(got);
   from.policies->settled(
      {how_ended, l.context.domain_key, l.steps->is_retry(), e.received - e.sent}, loop_->now());
   upstreams_.answered();
   if (how_ended == reply::none)
      l.silent.push_back(static_cast<std::uint8_t>(which));
   else if (how_ended != reply::withdrawn)
      heard();
   if (how_ended == reply::answered)
      note_losses(l);
   let_in(which);
}

// The name is alive, so the attempts that went unanswered were lost on the path.
void shared_resolver::state::note_losses(lookup& l)
{
   loss.answered(static_cast<unsigned>(l.silent.size()) + 1);
   for (auto const which : std::exchange(l.silent, {}))
      upstreams_.at(which).policies->lost(loop_->now());
}

void shared_resolver::state::choose(lookup& l)
{
   l.steps->begin_at(upstreams_.first());
}

void shared_resolver::state::wait(lookup& l, std::coroutine_handle<> h)
{
   if (auto const better = upstreams_.better_than(l.steps->current().upstream))
      l.steps->move_to(*better);
   upstream_of(l).waiting.push_back({&l, h});
   let_in(l.steps->current().upstream);
}

// Resumes waiting lookups as long as there is room.
void shared_resolver::state::let_in(std::size_t which)
{
   while (auto const next = upstreams_.next_for(which)) {
      next->about->steps->move_to(which);
      wake(*next->about, next->resumed);
   }
}

// Resumes a lookup and finishes it if it has ended. A lookup ends only after an exchange or a turn
// of the loop.
void shared_resolver::state::wake(lookup& l, std::coroutine_handle<> h)
{
   h.resume();
   if (l.work.done())
      finish(l);
}

void shared_resolver::state::finish(lookup& l)
{
   auto a = l.steps->take_result();
   a.upstreams = l.upstreams;
   if (a.state == status::unknown) {
      a.sections().records.clear();
      a.secure = false;
      stats.unknown += 1 + l.also_waiting.size();
   }
   answer_ptr const result = std::make_shared<answer>(std::move(a));
   if (cache_ && l.context.recurs)
      cache_->put(result, loop_->now());
   auto const first = std::move(l.waiting);
   auto const others = std::move(l.also_waiting);
   in_flight_.erase(*l.asked);
   // The last callback may destroy the resolver.
   first(result);
   for (auto const& tell : others)
      tell(result);
}

shared_resolver::shared_resolver(
   base::event_loop& loop,
   std::vector<std::unique_ptr<source>> upstreams,
   policy asking,
   std::uint64_t seed)
: shared_resolver{loop, without_limits(std::move(upstreams)), asking, seed}
{}

shared_resolver::shared_resolver(
   base::event_loop& loop, std::vector<upstream> upstreams, policy asking, std::uint64_t seed)
: state_{std::make_unique<state>(loop, std::move(upstreams), asking, seed)}
{}

shared_resolver::~shared_resolver() = default;

void shared_resolver::ask(
   dns::question const& q, on_answer on_done, question_context const& context)
{
   state_->ask(q, std::move(on_done), context);
}

bool shared_resolver::is_full() const noexcept
{
   return state_->upstreams().is_full() || state_->outage.is_suspected();
}

unsigned shared_resolver::tries_that_tell() const noexcept
{
   auto const is_limited = state_->upstreams().is_limited();
   return std::min(
      state_->asking.tries,
      is_limited ? state_->loss.tries_that_tell() : state_->asking.silence_tells);
}

std::optional<base::event_loop::duration> shared_resolver::outage() const
{
   auto const since = state_->outage.down_since();
   return since ? std::optional{state_->loop().now() - *since} : std::nullopt;
}

std::uint64_t shared_resolver::epoch() const noexcept
{
   return state_->epoch();
}

void shared_resolver::drop(upstream_drops const& all)
{
   state_->drop(all);
}

upstream_drops const& shared_resolver::dropped() const noexcept
{
   return state_->dropped();
}

void shared_resolver::when_outage_is_over(std::function<void()> then)
{
   state_->when_over(std::move(then));
}

std::vector<upstream_report> shared_resolver::upstreams() const
{
   return state_->upstreams().reports();
}

counters& shared_resolver::stats() noexcept
{
   return state_->stats;
}

base::event_loop& shared_resolver::loop() noexcept
{
   return state_->loop();
}

}  // namespace dnslint::resolver
