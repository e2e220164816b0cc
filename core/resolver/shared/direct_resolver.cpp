// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/direct_resolver.hpp"

#include "core/resolver/answers/global_address.hpp"

#include <algorithm>
#include <coroutine>
#include <utility>

namespace dnslint::resolver {

namespace {

using duration = base::event_loop::duration;

constexpr std::string_view rate_limited = "rate-limited";

// `co_await` of one exchange with a source. What owns anything is awaited by a name of its own: g++
// 12 destroys such temporaries twice.
struct exchanging {
   source& with;
   request const& what;
   exchange got{};

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h)
   {
      with.ask(what, [this, h](exchange e) {
         got = std::move(e);
         h.resume();
      });
   }
   exchange await_resume() noexcept { return std::move(got); }
};

struct pausing {
   base::event_loop& loop;
   duration time;
   std::weak_ptr<bool> alive;

   bool await_ready() const noexcept { return time <= duration{0}; }
   void await_suspend(std::coroutine_handle<> h)
   {
      loop.run_after(time, [h, still = alive] {
         if (!still.expired())
            h.resume();
      });
   }
   void await_resume() const noexcept {}
};

struct queueing {
   std::deque<std::coroutine_handle<>>& queue;

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h) { queue.push_back(h); }
   void await_resume() const noexcept {}
};

bool was_lost(answer const& got)
{
   return got.why.code == "timeout" || got.why.code == "unreachable" ||
          got.why.code == "tcp-failed";
}

reply reply_of_server(answer const& got)
{
   if (got.why.code == "timeout")
      return reply::none;
   if (was_lost(got))
      return reply::withdrawn;
   if (got.code == dns::rcode::servfail)
      return reply::servfail;
   return got.code == dns::rcode::refused ? reply::refused : reply::answered;
}

}  // namespace

std::optional<attempt> next_direct_attempt(
   attempt const& made, answer const& got, direct_question const& q, policy const& how)
{
   bool const over_udp = made.via == transport::udp;
   if (
      over_udp && got.code == dns::rcode::badcookie && !made.new_cookie && q.form.options.empty()) {
      auto again = made;
      again.wait = duration{0};
      again.new_cookie = true;
      return again;
   }
   bool const will_do = (got.why.code == "truncated" && q.truncated_will_do) ||
                        (got.code == dns::rcode::badcookie && !q.form.options.empty());
   if (over_udp && needs_a_stream(got) && !will_do)
      return attempt{made.number, 0, transport::tcp, duration{0}};
   if (!was_lost(got) || made.number >= how.tries)
      return std::nullopt;
   auto const number = made.number + 1;
   return attempt{number, 0, made.via, back_off_before(number, how, 0)};
}

struct direct_resolver::server {
   std::unique_ptr<source> from;
   std::optional<upstream_policies> policies;
   std::deque<std::coroutine_handle<>> waiting;  // for room
   std::uint64_t last_used = 0;
   unsigned open = 0;  // questions

   bool is_idle() const { return open == 0; }
};

direct_resolver::direct_resolver(
   base::event_loop& loop, connect to, direct_limits const& limits, unasked tell)
: loop_{&loop}
, connect_{std::move(to)}
, limits_{limits}
, tell_unasked_{std::move(tell)}
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
   e.work = find_out(at->first);
   loop_->post([&e, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         e.work.start();
   });
}

void direct_resolver::refuse(direct_question const& q, on_answer on_done)
{
   auto const why = base::withheld("not-global", q.server.to_text());
   if (tell_unasked_)
      tell_unasked_(q, why);
   loop_->post([on_done = std::move(on_done),
                known = make_unknown(q.asked, why),
                alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         on_done(known);
   });
}

base::task<> direct_resolver::find_out(direct_question const& q)
{
   auto& at = server_of(q.server);
   ++at.open;
   auto found = co_await try_out(q, at);
   --at.open;
   if (found.exchanges.empty() && tell_unasked_)
      tell_unasked_(q, found.why);
   end(q, std::move(found));
}

base::task<answer> direct_resolver::try_out(direct_question const& q, server& at)
{
   answer last;
   last.asked = q.asked;
   last.why =
      base::transient("server-down", q.server.to_text() + " has answered nothing for some time");
   std::vector<exchange> before;
   if (at.waiting.size() >= limits_.most_waiting) {
      last.why = base::withheld(
         std::string{rate_limited},
         q.server.to_text() + " is asked for too much by too many domains at once");
      co_return last;
   }
   for (attempt next{.via = q.via};;) {
      if (!co_await enter(at, next.number > 1))
         break;
      ++exchanges_;
      request const what{q.asked, next.via, limits_.how.timeout, next.number, &q.form};
      exchanging asked{*at.from, what};
      auto got = interpret(co_await asked);
      settle(at, got);
      std::ranges::move(last.exchanges, std::back_inserter(before));
      last = std::move(got);
      auto const then = next_direct_attempt(next, last, q, limits_.how);
      if (!then)
         break;
      next = *then;
      pausing before_next{*loop_, next.wait, alive_};
      co_await before_next;
   }
   std::ranges::move(last.exchanges, std::back_inserter(before));
   last.exchanges = std::move(before);
   co_return last;
}

// Waits until the server may be asked; false when it is to be left alone.
base::task<bool> direct_resolver::enter(server& at, bool again)
{
   using verdict = admission::verdict;
   if (!at.policies)
      co_return true;
   for (;;) {
      auto const now = loop_->now();
      // Nothing is known that one server surely answers: silence alone opens its breaker, and after
      // a time it has another chance.
      if (at.policies->wants_trial(now))
         at.policies->trial_ended(
            at.policies->health().breaker != circuit_breaker::condition::closed, now);
      auto const may = again ? at.policies->admit_retry(now) : at.policies->admit(now);
      if (may.says == verdict::full) {
         co_await queueing{at.waiting};
         continue;
      }
      if (may.says == verdict::send) {
         pausing for_its_turn{*loop_, may.wait, alive_};
         co_await for_its_turn;
      } else {
         wake_one(at);  // who will send nothing, and so wake nobody later
      }
      co_return may.says == verdict::send;
   }
}

void direct_resolver::settle(server& at, answer const& got)
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
   if (at.waiting.empty())
      return;
   auto const next = at.waiting.front();
   at.waiting.pop_front();
   loop_->post([next, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         next.resume();
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

// The half of the idle ones that was not asked for longest, so that this is seldom done.
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
   auto const at = results_.find(q);
   for (auto const& e : a.exchanges)
      bytes_ += e.wire.size();
   if (a.state == status::unknown)
      a.sections().records.clear();
   auto const is_told = a.why.code != rate_limited;
   at->second.known = std::make_shared<answer>(std::move(a));
   at->second.since = loop_->now();
   if (is_told)
      known_.push_back(at);
   loop_->post([this, &key = at->first, alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         tell(key);
   });
}

// Each of them may ask on, or destroy this.
void direct_resolver::tell(direct_question const& q)
{
   auto& e = results_.find(q)->second;
   e.work = {};
   auto const known = e.known;
   auto const waiting = std::exchange(e.waiting, {});
   forget_results();
   // What was not asked may be asked when there is room again.
   if (known->why.code == rate_limited)
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
