// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/direct_resolver.hpp"

#include "core/base/causes.hpp"
#include "core/resolver/answers/global_address.hpp"
#include "core/resolver/shared/obey.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::resolver {

namespace {

using duration = base::event_loop::duration;

bool was_lost(answer const& got)
{
   return got.why == base::causes::timeout || got.why == base::causes::unreachable ||
          got.why == base::causes::tcp_failed;
}

reply reply_of_server(answer const& got)
{
   if (got.why == base::causes::timeout)
      return reply::none;
   if (was_lost(got))
      return reply::withdrawn;
   if (got.code == dns::rcode::servfail)
      return reply::servfail;
   return got.code == dns::rcode::refused ? reply::refused : reply::answered;
}

}  // namespace

std::optional<attempt> next_direct_attempt(
   attempt const& made, answer const& got, direct_question const& q, policy const& asking)
{
   bool const over_udp = made.via == transport::udp;
   if (
      over_udp && got.code == dns::rcode::badcookie && !made.new_cookie && q.form.options.empty()) {
      auto again = made;
      again.wait = duration{0};
      again.new_cookie = true;
      return again;
   }
   bool const will_do = (got.why == base::causes::truncated && q.truncated_will_do) ||
                        (got.code == dns::rcode::badcookie && !q.form.options.empty());
   if (over_udp && needs_a_stream(got) && !will_do)
      return attempt{made.number, 0, transport::tcp, duration{0}};
   if (!was_lost(got) || made.number >= asking.tries)
      return std::nullopt;
   auto const number = made.number + 1;
   return attempt{number, 0, made.via, back_off_before(number, asking, 0)};
}

struct direct_resolver::server {
   struct waiting {
      entry* about;
      std::coroutine_handle<> resumed;
   };

   std::unique_ptr<source> from;
   std::optional<upstream_policies> policies;
   std::deque<waiting> waiting_for_room;
   std::uint64_t last_used = 0;
   unsigned open = 0;  // questions that have not ended

   bool is_idle() const { return open == 0; }
};

// The driver that obey() needs.
struct direct_resolver::driver {
   direct_resolver& owner;

   base::event_loop& loop() const { return *owner.loop_; }
   std::weak_ptr<bool> alive() const { return owner.alive_; }
   source& source_of(entry const& e) const { return *e.at->from; }
   void choose(entry& e) const { e.steps->begin_at(0); }
   // Never called, since direct questions are not held.
   void hold(entry&, std::coroutine_handle<>) {}
   step admit(entry& e) const { return owner.admit(e); }
   step received(entry& e, exchange made) const { return owner.received(e, std::move(made)); }

   request request_of(entry const& e) const
   {
      auto const& now = e.steps->current();
      ++owner.exchanges_;
      return {e.key->asked, now.via, owner.limits_.asking.timeout, now.number, &e.key->form};
   }
   void wait(entry& e, std::coroutine_handle<> h) { e.at->waiting_for_room.push_back({&e, h}); }
   void wake(entry& e, std::coroutine_handle<> h) const
   {
      h.resume();
      if (e.work.done())
         owner.found_out(e);
   }
};

direct_resolver::direct_resolver(
   base::event_loop& loop, connect to, direct_limits const& limits, unasked tell)
: loop_{&loop}
, connect_{std::move(to)}
, limits_{limits}
, tell_unasked_{std::move(tell)}
, driver_{std::make_unique<driver>(driver{*this})}
{}

direct_resolver::~direct_resolver() = default;

void direct_resolver::ask(direct_question const& q, on_answer on_done)
{
   if (limits_.only_global && !is_global(q.server.address))
      return refuse(q, std::move(on_done));
   auto const [at, is_new] = results_.try_emplace(q);
   auto& e = at->second;
   e.waiting.push_back(std::move(on_done));
   if (!is_new) {
      ++shared_;
      if (e.known && e.waiting.size() == 1)
         loop_->post([this, &key = at->first, alive = std::weak_ptr{alive_}] {
            if (!alive.expired())
               tell(key);
         });
      return;
   }
   e.key = &at->first;
   loop_->post([this, &e, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         begin(e);
   });
}

void direct_resolver::refuse(direct_question const& q, on_answer on_done)
{
   auto const why = base::because(base::causes::not_global, q.server.to_text());
   if (tell_unasked_)
      tell_unasked_(q, why);
   loop_->post([on_done = std::move(on_done),
                known = make_unknown(q.asked, why),
                alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         on_done(known);
   });
}

void direct_resolver::begin(entry& e)
{
   auto const& where = e.key->server;
   e.at = &server_of(where);
   if (e.at->waiting_for_room.size() >= limits_.most_waiting) {
      answer none;
      none.asked = e.key->asked;
      none.why = base::because(
         base::causes::rate_limited,
         where.to_text() + " is asked for too much by too many domains at once");
      return end(*e.key, std::move(none));
   }
   ++e.at->open;
   e.steps.emplace(e.key->asked, lookup_terms{.down = base::causes::server_down});
   e.steps->begin_via(e.key->via);
   e.work = obey(*driver_, e);
   e.work.start();
}

step direct_resolver::admit(entry& e)
{
   auto& at = *e.at;
   if (!at.policies)
      return {step::action::ask};
   auto const now = loop_->now();
   // There is no question that a given server surely answers, so that no trial is sent: silence
   // alone opens the breaker. When an open breaker wants a trial, it closes, and the server gets
   // another chance.
   if (at.policies->wants_trial(now))
      at.policies->trial_ended(
         at.policies->health().breaker != circuit_breaker::condition::closed, now);
   auto const may = e.steps->is_retry() ? at.policies->admit_retry(now) : at.policies->admit(now);
   auto const next = e.steps->admitted(may, e.key->server.to_text());
   if (next.next == step::action::give_up)
      wake_one(at);  // this question sends nothing, so its end would wake nobody
   return next;
}

step direct_resolver::received(entry& e, exchange made)
{
   auto got = interpret(std::move(made));
   note_end(*e.at, got);
   auto const then = next_direct_attempt(e.steps->current(), got, *e.key, limits_.asking);
   return e.steps->answered(std::move(got), then, true);
}

void direct_resolver::found_out(entry& e)
{
   --e.at->open;
   end(*e.key, e.steps->take_result());
}

void direct_resolver::note_end(server& at, answer const& got)
{
   if (!at.policies)
      return;
   auto const& e = got.exchanges.back();
   auto const key = std::hash<dns::name>{}(got.asked.asked);
   at.policies->settled({reply_of_server(got), key, false, e.received - e.sent}, loop_->now());
   if (at.policies->in_flight() < at.policies->window())
      wake_one(at);
}

void direct_resolver::wake_one(server& at)
{
   if (at.waiting_for_room.empty())
      return;
   auto const next = at.waiting_for_room.front();
   at.waiting_for_room.pop_front();
   loop_->post([this, next, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         driver_->wake(*next.about, next.resumed);
   });
}

direct_resolver::server& direct_resolver::server_of(server_address const& address)
{
   auto& known = servers_[address];
   if (!known) {
      known = std::make_unique<server>();
      known->from = connect_(address);
      if (limits_.each)
         known->policies.emplace(*limits_.each);
      known->last_used = ++turn_;
      forget_servers();
   }
   known->last_used = ++turn_;
   return *known;
}

// Forgets the half of the idle servers that was asked least recently, so that this is seldom
// needed.
void direct_resolver::forget_servers()
{
   if (servers_.size() <= limits_.most_servers)
      return;
   std::vector<std::uint64_t> turns;
   for (auto const& [address, s] : servers_)
      if (s->is_idle())
         turns.push_back(s->last_used);
   auto const middle = turns.begin() + static_cast<std::ptrdiff_t>(turns.size() / 2);
   std::ranges::nth_element(turns, middle);
   if (middle == turns.end())
      return;
   std::erase_if(servers_, [&](auto const& s) {
      return s.second->is_idle() && s.second->last_used < *middle;
   });
}

void direct_resolver::end(direct_question const& q, answer&& a)
{
   if (a.exchanges.empty() && tell_unasked_)
      tell_unasked_(q, a.why);
   auto const at = results_.find(q);
   for (auto const& e : a.exchanges)
      bytes_ += e.wire.size();
   if (a.state == status::unknown)
      a.sections().records.clear();
   auto const is_told = a.why != base::causes::rate_limited;
   at->second.known = std::make_shared<answer>(std::move(a));
   at->second.since = loop_->now();
   if (is_told)
      known_.push_back(at);
   loop_->post([this, &key = at->first, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         tell(key);
   });
}

// Each callback may ask again or destroy this object.
void direct_resolver::tell(direct_question const& q)
{
   auto& e = results_.find(q)->second;
   e.work = {};
   auto const known = e.known;
   auto const waiting = std::exchange(e.waiting, {});
   forget_results();
   // A question that was not sent may be asked again when there is room.
   if (known->why == base::causes::rate_limited)
      results_.erase(results_.find(q));
   auto const alive = std::weak_ptr{alive_};
   for (auto const& on_done : waiting)
      if (!alive.expired())
         on_done(known);
}

void direct_resolver::forget_results()
{
   while (!known_.empty()) {
      auto const& oldest = known_.front()->second;
      auto const over = known_.size() > limits_.most_results || bytes_ > limits_.most_bytes ||
                        loop_->now() - oldest.since > limits_.most_age;
      if (!over || !oldest.waiting.empty())
         return;
      for (auto const& e : oldest.known->exchanges)
         bytes_ -= e.wire.size();
      results_.erase(known_.front());
      known_.pop_front();
   }
}

std::vector<upstream_report> direct_resolver::servers() const
{
   std::vector<upstream_report> all;
   for (auto const& [address, s] : servers_)
      if (s->policies)
         all.push_back({address.to_text(), s->policies->health()});
   return all;
}

}  // namespace dnslint::resolver
