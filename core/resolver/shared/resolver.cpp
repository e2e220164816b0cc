// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/resolver.hpp"

#include "core/resolver/answers/reply.hpp"
#include "core/resolver/shared/lookup.hpp"
#include "core/resolver/upstream/loss_estimate.hpp"
#include "core/resolver/upstream/retry_policy.hpp"
#include "core/resolver/upstream/upstream_choice.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <utility>

namespace dnslint::resolver {

namespace {

// More of them than usual, since an upstream that is asked more slowly answers again.
constexpr unsigned tries_when_refused = 4;

dns::query_form const without_edns{.edns = false};

std::vector<upstream> without_limits(std::vector<std::unique_ptr<source>> sources)
{
   std::vector<upstream> all;
   for (auto& s : sources)
      all.push_back({std::move(s), {}, std::nullopt});
   return all;
}

// An upstream with what limits it, and who waits for room with it.
struct limited_upstream {
   explicit limited_upstream(upstream u)
   : where{std::move(u.where)}
   , tried{std::move(u.tried)}
   , from{std::move(u.from)}
   {
      if (u.limits)
         policies.emplace(*u.limits);
   }

   std::string where;
   std::optional<upstream_trial> tried;
   std::optional<upstream_policies> policies;
   std::deque<lookup*> waiting;
   std::unique_ptr<source> from;
};

}  // namespace

struct shared_resolver::state {
   explicit state(hash_key const& key)
   : in_flight{0, keyed_hash{key}}
   {}

   upstream_policies const& policies_of(std::size_t which) const;
   std::size_t first_upstream();
   std::optional<std::size_t> another_for(lookup const& l) const;
   void attempt_after(base::event_loop::duration wait, lookup& l, void (state::*then)(lookup&));
   void send(lookup& l);
   void wait(lookup& l);
   void ask(lookup& l);
   void refused(lookup& l);
   void give_up(lookup& l);
   void receive(lookup& l, exchange&& e);
   void settle(lookup& l, answer const& got);
   void try_out(std::size_t which);
   void note_losses(lookup& l);
   void let_in(limited_upstream& to);
   bool is_retry(lookup const& l) const noexcept;
   bool is_asked_too_fast(lookup const& l, answer const& got) const;
   void leave_out(lookup const& l, answer& got);
   policy policy_of(lookup const& l, answer const& got) const;
   void part_ended(lookup& l, answer a);
   void follow(lookup& l, answer a);
   void finish(lookup& l, answer a);

   void leave_dead_alone();
   std::vector<upstream_report> reports() const;

   base::event_loop* loop = nullptr;
   policy how;
   upstream_choice choice;
   std::uint64_t seed = 0;
   counters stats;
   loss_estimate loss;
   std::optional<answer_cache> cache;
   std::unordered_map<dns::question, lookup, keyed_hash> in_flight;
   std::shared_ptr<bool> alive = std::make_shared<bool>(true);
   std::vector<limited_upstream> upstreams;  // destroyed first: sources know lookups
};

void shared_resolver::state::attempt_after(
   base::event_loop::duration wait, lookup& l, void (state::*then)(lookup&))
{
   if (wait == base::event_loop::duration{0})
      return (this->*then)(l);
   loop->run_after(wait, [this, &l, then, still = std::weak_ptr{alive}] {
      if (!still.expired())
         (this->*then)(l);
   });
}

upstream_policies const& shared_resolver::state::policies_of(std::size_t which) const
{
   return *upstreams[which].policies;
}

std::size_t shared_resolver::state::first_upstream()
{
   if (upstreams.size() < 2 || !upstreams.front().policies)
      return 0;
   if (choice.wants_look())
      choice.look(reports());
   return choice.next(
      upstreams.size(), [this](std::size_t i) -> auto const& { return policies_of(i); });
}

// In place of one of which nothing is heard, and which has enough to do.
std::optional<std::size_t> shared_resolver::state::another_for(lookup const& l) const
{
   if (policies_of(l.current.upstream).is_heard())
      return std::nullopt;
   return choice.heard(
      upstreams.size(), [this](std::size_t i) -> auto const& { return policies_of(i); });
}

std::vector<upstream_report> shared_resolver::state::reports() const
{
   std::vector<upstream_report> all;
   for (auto const& u : upstreams)
      if (u.policies)
         all.push_back({u.where, u.policies->health()});
   return all;
}

void shared_resolver::state::send(lookup& l)
{
   using verdict = admission::verdict;
   auto& to = upstreams[l.current.upstream];
   if (!to.policies)
      return ask(l);
   auto const now = loop->now();
   // The budget is against a storm on one that is overrun; of what the way loses, the window and
   // the rate see to that.
   auto const again = is_retry(l) && !loss.is_lossy();
   if (to.policies->wants_trial(now))
      try_out(l.current.upstream);
   auto const may = again ? to.policies->admit_retry(now) : to.policies->admit(now);
   switch (may.says) {
      case verdict::send:
         l.refusals = 0;
         return attempt_after(may.wait, l, &state::ask);
      case verdict::full:
         return wait(l);
      case verdict::open:
         return refused(l);
      case verdict::spent:
         return give_up(l);
   }
}

void shared_resolver::state::wait(lookup& l)
{
   if (auto const other = another_for(l))
      l.current.upstream = *other;
   auto& at = upstreams[l.current.upstream];
   at.waiting.push_back(&l);
   let_in(at);
}

// A source that is destroyed, and all are with this, completes nothing.
void shared_resolver::state::ask(lookup& l)
{
   ++stats.exchanges;
   stats.tcp += l.current.via == transport::tcp ? 1U : 0U;
   upstreams[l.current.upstream].from->ask(
      request{
         l.open(),
         l.current.via,
         how.timeout * l.current.patience,
         l.current.number,
         l.current.edns ? nullptr : &without_edns},
      [this, &l](exchange e) {
         receive(l, std::move(e));
      });
}

// The upstream is taken for dead: another one may do.
void shared_resolver::state::refused(lookup& l)
{
   if (++l.refusals >= upstreams.size())
      return give_up(l);
   l.current.upstream = (l.current.upstream + 1) % upstreams.size();
   send(l);
}

// No upstream may be asked now: what is at hand stands.
void shared_resolver::state::give_up(lookup& l)
{
   if (!l.at_hand) {
      l.at_hand.emplace();
      l.at_hand->asked = l.open();
      l.at_hand->why = base::transient(
         "upstream-down",
         upstreams[l.current.upstream].where + " has answered nothing for some time");
   }
   loop->post([this, &l, still = std::weak_ptr{alive}] {
      if (!still.expired())
         part_ended(l, *std::exchange(l.at_hand, std::nullopt));
   });
}

// The first question to another upstream is none.
bool shared_resolver::state::is_retry(lookup const& l) const noexcept
{
   return l.current.number > upstreams.size();
}

// It refuses, and has begun to when it was asked more.
bool shared_resolver::state::is_asked_too_fast(lookup const& l, answer const& got) const
{
   auto const& by = upstreams[l.current.upstream];
   return by.policies && by.policies->is_slowed() && reply_of(got) == reply::refused;
}

// An exchange that was not made says so, too, for those who record them.
void shared_resolver::state::leave_out(lookup const& l, answer& got)
{
   got.why = base::withheld(
      "rate-limited", upstreams[l.current.upstream].where + " refuses what it is asked too fast");
   exchange none;
   none.asked = l.open();
   none.sent = none.received = loop->now();
   none.failure = got.why;
   got.exchanges.push_back(std::move(none));
}

policy shared_resolver::state::policy_of(lookup const& l, answer const& got) const
{
   auto p = how;
   if (upstreams.front().policies && how.tries > 1) {
      p.tcp_after_silence = loss.is_lossy();
      if (loss.is_lossy())
         p.tries = std::max(p.tries, loss.tries_that_tell());
   }
   // A list begins with many questions at once, when nothing is known of the way yet.
   auto const tell = upstreams.front().policies ? loss.tries_that_tell() : 0;
   if (is_asked_too_fast(l, got))
      p.tries += tries_when_refused;
   if (l.by.most_tries != 0)
      p.tries = std::min(p.tries, std::max(l.by.most_tries, tell));
   return p;
}

void shared_resolver::state::receive(lookup& l, exchange&& e)
{
   auto got = interpret(std::move(e));
   settle(l, got);
   if (auto const& tried = upstreams[l.current.upstream].tried)
      if (auto why = doubt(*tried, got)) {
         got.state = status::unknown;
         got.why = *std::move(why);
      }
   if (l.at_hand && agree_on_absence(*l.at_hand, got)) {
      got.state = status::absent;
      got.why = {};
   }
   if (l.by.seen)
      if (auto why = l.by.seen->contradiction(got)) {
         got.state = status::unknown;
         got.why = *std::move(why);
      }
   auto const next =
      next_attempt(l.current, got, policy_of(l, got), upstreams.size(), jitter_of(l, got, seed));
   if (!next && is_asked_too_fast(l, got))
      leave_out(l, got);
   if (!next)
      return part_ended(l, std::move(got));
   if (l.at_hand)
      keep_exchanges(l, *l.at_hand);
   l.at_hand = std::move(got);
   stats.retries += next->number > l.current.number ? 1U : 0U;
   l.current = *next;
   attempt_after(l.current.wait, l, &state::send);
}

void shared_resolver::state::settle(lookup& l, answer const& got)
{
   auto& from = upstreams[l.current.upstream];
   if (!from.policies)
      return;
   auto const& e = got.exchanges.back();
   auto const how_ended = reply_of(got);
   from.policies->settled(
      {how_ended, l.by.domain_key, is_retry(l), e.received - e.sent}, loop->now());
   choice.answered();
   if (how_ended == reply::none)
      l.silent.push_back(static_cast<std::uint8_t>(l.current.upstream));
   if (how_ended == reply::answered)
      note_losses(l);
   let_in(from);
}

// Which of its tries were lost: the name is alive.
void shared_resolver::state::note_losses(lookup& l)
{
   loss.answered(static_cast<unsigned>(l.silent.size()) + 1);
   for (auto const which : std::exchange(l.silent, {}))
      upstreams[which].policies->lost(loop->now());
}

// Those who wait, as far as there is room now; also for others, where this one is better.
void shared_resolver::state::let_in(limited_upstream& to)
{
   auto const which = static_cast<std::size_t>(&to - upstreams.data());
   auto const is_heard = to.policies->is_heard();
   auto const has_waiting = [&](limited_upstream const& u) {
      auto const is_worse = which == choice.best() || !u.policies->is_heard();
      return !u.waiting.empty() && (&u == &to || (is_heard && is_worse));
   };
   while (to.policies->in_flight() < to.policies->window()) {
      auto const from = to.waiting.empty() ? std::ranges::find_if(upstreams, has_waiting)
                                           : upstreams.begin() + static_cast<std::ptrdiff_t>(which);
      if (from == upstreams.end())
         return;
      auto* const next = from->waiting.front();
      from->waiting.pop_front();
      next->current.upstream = which;
      send(*next);
   }
}

// Whether an upstream lives shows when it is asked what every resolver knows.
void shared_resolver::state::try_out(std::size_t which)
{
   ++stats.exchanges;
   auto const root_servers = dns::question{{}, dns::rrtype::ns};
   upstreams[which].from->ask(
      request{
         .asked = root_servers, .via = transport::udp, .timeout = how.timeout, .is_trial = true},
      [this, which](exchange const& e) {
         upstreams[which].policies->trial_ended(!e.failure, loop->now());
      });
}

void shared_resolver::state::part_ended(lookup& l, answer a)
{
   if (l.at_hand)
      keep_exchanges(l, *l.at_hand);
   l.at_hand.reset();
   if (l.chain.empty() && a.is_direct())
      return finish(l, std::move(a));
   a.sections().chain = joined_chain(l, a);
   a.asked = *l.asked;
   a.secure = a.secure && l.secure;
   if (!a.chain().empty() && has_loop(a)) {
      a.state = status::unknown;
      a.why = base::transient("cname-loop", "back to " + a.canonical_name().to_text());
   }
   if (a.state == status::unknown && a.why.code == "incomplete-chain")
      return follow(l, std::move(a));
   finish(l, std::move(a));
}

void shared_resolver::state::follow(lookup& l, answer a)
{
   if (l.chain_steps >= how.most_chain_steps) {
      a.why = base::transient("chain-too-long", "gave up at " + a.canonical_name().to_text());
      return finish(l, std::move(a));
   }
   ++l.chain_steps;
   l.chain_end = dns::question{a.canonical_name(), l.asked->type};
   l.chain = std::move(a.sections().chain);
   keep_exchanges(l, a);
   l.secure = a.secure;
   l.current = attempt{};
   l.current.upstream = first_upstream();
   send(l);
}

void shared_resolver::state::finish(lookup& l, answer a)
{
   if (a.state == status::unknown) {
      a.sections().records.clear();
      a.secure = false;
      stats.unknown += 1 + l.also_waiting.size();
   }
   if (!l.exchanges.empty()) {
      keep_exchanges(l, a);
      a.exchanges = std::move(l.exchanges);
   }
   answer_ptr const settled = std::make_shared<answer>(std::move(a));
   if (cache && l.by.recurs)
      cache->put(settled, loop->now());
   auto const first = std::move(l.waiting);
   auto const others = std::move(l.also_waiting);
   in_flight.erase(*l.asked);
   // The last of these may destroy the resolver.
   first(settled);
   for (auto const& tell : others)
      tell(settled);
}

// What answered nothing when it was tried, while others did.
void shared_resolver::state::leave_dead_alone()
{
   auto const is_well = [](limited_upstream const& u) {
      return u.tried && u.tried->answered;
   };
   if (std::ranges::none_of(upstreams, is_well))
      return;
   for (auto& u : upstreams)
      if (u.policies && u.tried && !u.tried->answered)
         u.policies->take_for_dead(loop->now());
}

shared_resolver::shared_resolver(
   base::event_loop& loop,
   std::vector<std::unique_ptr<source>> upstreams,
   policy how,
   std::uint64_t seed)
: shared_resolver{loop, without_limits(std::move(upstreams)), how, seed}
{}

shared_resolver::shared_resolver(
   base::event_loop& loop, std::vector<upstream> upstreams, policy how, std::uint64_t seed)
: state_{std::make_unique<state>(how.cache_key)}
{
   state_->loop = &loop;
   state_->how = how;
   state_->seed = seed;
   if (how.cache)
      state_->cache.emplace(*how.cache, how.cache_key);
   for (auto& u : upstreams)
      state_->upstreams.emplace_back(std::move(u));
   state_->leave_dead_alone();
}

shared_resolver::~shared_resolver() = default;

void shared_resolver::ask(dns::question const& q, on_answer on_done, question_context const& by)
{
   auto& s = *state_;
   if (s.cache && by.recurs)
      if (auto known = s.cache->find(q, s.loop->now())) {
         ++s.stats.cache_hits;
         return s.loop->post([known = std::move(known),
                              on_done = std::move(on_done),
                              still = std::weak_ptr{s.alive}] {
            if (!still.expired())
               on_done(known);
         });
      }
   auto const [found, is_new] = s.in_flight.try_emplace(q);
   auto& l = found->second;
   if (!is_new) {
      ++s.stats.coalesced;
      l.also_waiting.push_back(std::move(on_done));
      return;
   }
   l.asked = &found->first;
   l.waiting = std::move(on_done);
   l.by = by;
   l.current.upstream = s.first_upstream();
   s.send(l);
}

bool shared_resolver::is_full() const noexcept
{
   return std::ranges::any_of(state_->upstreams, [](limited_upstream const& u) {
      return !u.waiting.empty();
   });
}

unsigned shared_resolver::tries_that_tell() const noexcept
{
   auto const on_a_network = std::ranges::any_of(state_->upstreams, [](limited_upstream const& u) {
      return u.policies.has_value();
   });
   return std::min(
      state_->how.tries, on_a_network ? state_->loss.tries_that_tell() : state_->how.silence_tells);
}

std::vector<upstream_report> shared_resolver::upstreams() const
{
   return state_->reports();
}

counters& shared_resolver::stats() noexcept
{
   return state_->stats;
}

base::event_loop& shared_resolver::loop() noexcept
{
   return *state_->loop;
}

}  // namespace dnslint::resolver
