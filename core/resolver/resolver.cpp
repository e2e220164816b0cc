// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/resolver.hpp"

#include "core/base/encode.hpp"
#include "core/resolver/retry_policy.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
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

// A question in flight: everybody who waits for it, and how far it has got. Stands in the
// resolver's table until it ends.
struct lookup {
   dns::question const* asked = nullptr;  // the table's
   on_answer waiting;                     // who asked first
   std::vector<on_answer> also_waiting;
   std::vector<exchange> exchanges;  // before the last one
   attempt current;
   std::optional<dns::question> chain_end;  // asked now, in place of `asked`
   std::vector<dns::record> chain;          // followed before it
   unsigned chain_steps = 0;
   bool secure = true;  // so far

   dns::question const& open() const { return chain_end ? *chain_end : *asked; }
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
   auto key = to_text(l.open());
   key.push_back(static_cast<char>(l.current.number));
   return base::digest64(key, base::digest64(key, seed));
}

}  // namespace

struct shared_resolver::state {
   void attempt_after_wait(lookup& l);
   void send(lookup& l);
   void receive(lookup& l, exchange&& e);
   void part_ended(lookup& l, answer a);
   void follow(lookup& l, answer a);
   void finish(lookup& l, answer a);

   base::event_loop* loop = nullptr;
   policy how;
   std::uint64_t seed = 0;
   counters stats;
   std::unordered_map<dns::question, lookup, question_hash> in_flight;
   std::shared_ptr<bool> alive = std::make_shared<bool>(true);
   std::vector<std::unique_ptr<source>> upstreams;  // destroyed first: they know lookups
};

void shared_resolver::state::attempt_after_wait(lookup& l)
{
   if (l.current.wait == base::event_loop::duration{0})
      return send(l);
   loop->run_after(l.current.wait, [this, &l, still = std::weak_ptr{alive}] {
      if (!still.expired())
         send(l);
   });
}

// A source that is destroyed, and all are with this, completes nothing.
void shared_resolver::state::send(lookup& l)
{
   ++stats.exchanges;
   stats.tcp += l.current.via == transport::tcp ? 1U : 0U;
   upstreams[l.current.upstream]->ask(
      request{l.open(), l.current.via, how.timeout, l.current.number}, [this, &l](exchange e) {
         receive(l, std::move(e));
      });
}

void shared_resolver::state::receive(lookup& l, exchange&& e)
{
   auto got = interpret(std::move(e));
   auto const next = next_attempt(l.current, got, how, upstreams.size(), jitter_of(l, got, seed));
   if (!next)
      return part_ended(l, std::move(got));
   keep_exchanges(l, got);
   stats.retries += next->number > l.current.number ? 1U : 0U;
   l.current = *next;
   attempt_after_wait(l);
}

void shared_resolver::state::part_ended(lookup& l, answer a)
{
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
   auto const first = std::move(l.waiting);
   auto const others = std::move(l.also_waiting);
   in_flight.erase(*l.asked);
   // The last of these may destroy the resolver.
   first(settled);
   for (auto const& tell : others)
      tell(settled);
}

shared_resolver::shared_resolver(
   base::event_loop& loop,
   std::vector<std::unique_ptr<source>> upstreams,
   policy how,
   std::uint64_t seed)
: state_{std::make_unique<state>()}
{
   state_->loop = &loop;
   state_->upstreams = std::move(upstreams);
   state_->how = how;
   state_->seed = seed;
}

shared_resolver::~shared_resolver() = default;

void shared_resolver::ask(dns::question const& q, on_answer on_done)
{
   auto const [found, is_new] = state_->in_flight.try_emplace(q);
   auto& l = found->second;
   if (!is_new) {
      ++state_->stats.coalesced;
      l.also_waiting.push_back(std::move(on_done));
      return;
   }
   l.asked = &found->first;
   l.waiting = std::move(on_done);
   state_->send(l);
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
