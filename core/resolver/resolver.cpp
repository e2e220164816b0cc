// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/resolver.hpp"

#include "core/base/encode.hpp"
#include "core/resolver/retry_policy.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace dnslint::resolver {

namespace {

struct question_hash {
   std::size_t operator()(dns::question const& q) const noexcept
   {
      return std::hash<dns::name>{}(q.asked) ^ (static_cast<std::size_t>(q.type) << 1U);
   }
};

// A question in flight: everybody who waits for it, and how far it has got. Owned by the resolver's
// table until it ends; timers and sources hold it weakly.
struct lookup {
   dns::question asked;
   std::vector<on_answer> waiting;
   std::vector<exchange> exchanges;
   attempt current;
   dns::question open;              // asked, or the end of an incomplete chain
   std::vector<dns::record> chain;  // followed before `open`
   unsigned chain_steps = 0;
   bool secure = true;  // so far
};

// The chain of the whole look-up, `last` being the answer to its last part.
std::vector<dns::record> joined_chain(lookup const& l, answer const& last)
{
   auto chain = l.chain;
   std::ranges::copy(last.chain(), std::back_inserter(chain));
   return chain;
}

// Whether the chain comes back to a name that it has left.
bool has_loop(answer const& a)
{
   std::unordered_set<dns::name> left;
   auto const again = [&](dns::record const& cname) {
      return !left.insert(cname.owner).second;
   };
   return std::ranges::any_of(a.chain(), again) || left.contains(a.canonical_name());
}

void keep_exchanges(lookup& l, answer& a)
{
   std::ranges::move(a.exchanges, std::back_inserter(l.exchanges));
}

// Of the question alone, so that the order of questions does not matter.
std::uint64_t jitter_of(lookup const& l, answer const& got, std::uint64_t seed)
{
   if (got.state != status::unknown)
      return 0;
   auto key = to_text(l.open);
   key.push_back(static_cast<char>(l.current.number));
   return base::digest64(key, base::digest64(key, seed));
}

}  // namespace

struct shared_resolver::state {
   using lookup_ptr = std::shared_ptr<lookup>;

   void attempt_after_wait(lookup_ptr const& l);
   void send(lookup_ptr const& l);
   void receive(lookup_ptr const& l, exchange e);
   void part_ended(lookup_ptr const& l, answer a);
   void follow(lookup_ptr const& l, answer a);
   void finish(lookup_ptr const& l, answer a);

   base::event_loop* loop;
   std::vector<std::unique_ptr<source>> upstreams;
   policy how;
   std::uint64_t seed;
   counters stats;
   std::unordered_map<dns::question, lookup_ptr, question_hash> in_flight;
};

void shared_resolver::state::attempt_after_wait(lookup_ptr const& l)
{
   if (l->current.wait == base::event_loop::duration{0})
      return send(l);
   loop->run_after(l->current.wait, [this, weak = std::weak_ptr{l}] {
      if (auto const alive = weak.lock())
         send(alive);
   });
}

void shared_resolver::state::send(lookup_ptr const& l)
{
   ++stats.exchanges;
   stats.tcp += l->current.via == transport::tcp ? 1U : 0U;
   upstreams[l->current.upstream]->ask(
      request{l->open, l->current.via, how.timeout, l->current.number},
      [this, weak = std::weak_ptr{l}](exchange e) {
         if (auto const alive = weak.lock())
            receive(alive, std::move(e));
      });
}

void shared_resolver::state::receive(lookup_ptr const& l, exchange e)
{
   auto got = interpret(std::move(e));
   auto const next = next_attempt(l->current, got, how, upstreams.size(), jitter_of(*l, got, seed));
   if (!next)
      return part_ended(l, std::move(got));
   keep_exchanges(*l, got);
   stats.retries += next->number > l->current.number ? 1U : 0U;
   l->current = *next;
   attempt_after_wait(l);
}

void shared_resolver::state::part_ended(lookup_ptr const& l, answer a)
{
   if (l->chain.empty() && a.is_direct())
      return finish(l, std::move(a));
   a.sections().chain = joined_chain(*l, a);
   a.asked = l->asked;
   a.secure = a.secure && l->secure;
   if (!a.chain().empty() && has_loop(a)) {
      a.state = status::unknown;
      a.why = base::transient("cname-loop", "back to " + a.canonical_name().to_text());
   }
   if (a.state == status::unknown && a.why.code == "incomplete-chain")
      return follow(l, std::move(a));
   finish(l, std::move(a));
}

void shared_resolver::state::follow(lookup_ptr const& l, answer a)
{
   if (l->chain_steps >= how.most_chain_steps) {
      a.why = base::transient("chain-too-long", "gave up at " + a.canonical_name().to_text());
      return finish(l, std::move(a));
   }
   ++l->chain_steps;
   l->open = dns::question{a.canonical_name(), l->asked.type};
   l->chain = std::move(a.sections().chain);
   keep_exchanges(*l, a);
   l->secure = a.secure;
   l->current = attempt{};
   send(l);
}

void shared_resolver::state::finish(lookup_ptr const& l, answer a)
{
   if (a.state == status::unknown) {
      a.sections().records.clear();
      a.secure = false;
      stats.unknown += l->waiting.size();
   }
   // `l` may be the entry that is erased.
   auto const keep = l;  // NOLINT(performance-unnecessary-copy-initialization)
   in_flight.erase(keep->asked);
   if (!keep->exchanges.empty()) {
      keep_exchanges(*keep, a);
      a.exchanges = std::move(keep->exchanges);
   }
   answer_ptr const settled = std::make_shared<answer>(std::move(a));
   // The last of these may destroy the resolver.
   for (auto const& tell : std::exchange(keep->waiting, {}))
      tell(settled);
}

shared_resolver::shared_resolver(
   base::event_loop& loop,
   std::vector<std::unique_ptr<source>> upstreams,
   policy how,
   std::uint64_t seed)
: state_{std::make_unique<state>(state{&loop, std::move(upstreams), how, seed, {}, {}})}
{}

shared_resolver::~shared_resolver() = default;

void shared_resolver::ask(dns::question const& q, on_answer on_done)
{
   auto& found = state_->in_flight[q];
   if (found) {
      ++state_->stats.coalesced;
      found->waiting.push_back(std::move(on_done));
      return;
   }
   found = std::make_shared<lookup>();
   found->asked = found->open = q;
   found->waiting.push_back(std::move(on_done));
   auto const started = found;
   state_->send(started);
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
