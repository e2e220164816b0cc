// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/answer_cache.hpp"
#include "core/resolver/transport/timer_wheel.hpp"
#include "core/resolver/upstream/upstream_policies.hpp"
#include "tests/bench/allocation_count.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <random>

namespace {

using namespace dnslint;
using namespace dnslint::resolver;
using namespace std::chrono_literals;

constexpr hash_key key{0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9};

dns::question question(unsigned i)
{
   return {*dns::name::from_text(fmt::format("_dmarc.domain-{}.example", i)), dns::rrtype::txt};
}

// Of TTL 1 hour, with one SPF record.
answer_ptr text_of(dns::question const& q)
{
   auto m = dns::make_query(q, 1);
   m.head.qr = true;
   m.answer = {*dns::make_record(q.asked, q.type, 3600, "\x0bv=spf1 -all")};
   exchange e;
   e.asked = q;
   e.wire = dns::encode(m);
   return std::make_shared<answer const>(interpret(e));
}

// Allocations per turn of the loop that this begins with.
class counted {
public:
   explicit counted(benchmark::State& state)
   : state_{&state}
   , before_{bench::allocations()}
   {}
   counted(counted const&) = delete;
   counted& operator=(counted const&) = delete;
   ~counted()
   {
      auto const made = static_cast<double>(bench::allocations() - before_);
      state_->counters["allocations"] = made / static_cast<double>(state_->iterations());
   }

private:
   benchmark::State* state_;
   std::uint64_t before_;
};

// One question, as the resolver puts it through: from the cache, or through the policies.
struct pipeline {
   void ask(dns::question const& q, std::uint64_t domain)
   {
      if (auto const known = cache.find(q, now)) {
         benchmark::DoNotOptimize(known);
         return;
      }
      benchmark::DoNotOptimize(upstream.admit(now));
      upstream.settled({reply::answered, domain, false, 300us}, now);
   }

   answer_cache cache{{.entries = 2'000'000, .bytes = std::size_t{8} << 30U}, key};
   upstream_policies upstream{{}};
   base::event_loop::time_point now{1000};
};

void hot_hit(benchmark::State& state)
{
   pipeline p;
   auto const q = question(1);
   p.cache.put(text_of(q), p.now);
   counted const allocations{state};
   for (auto _ : state)
      p.ask(q, 1);
}
BENCHMARK(hot_hit);

void hot_miss(benchmark::State& state)
{
   pipeline p;
   p.cache.put(text_of(question(1)), p.now);
   auto const q = question(2);
   counted const allocations{state};
   for (auto _ : state)
      p.ask(q, 1);
}
BENCHMARK(hot_miss);

constexpr unsigned million = 1'000'000;

pipeline& with_a_million()
{
   static auto const p = [] {
      auto made = std::make_unique<pipeline>();
      for (auto i = 0U; i != million; ++i)
         made->cache.put(text_of(question(i)), made->now);
      return made;
   }();
   return *p;
}

// 65,536 questions at random, so that what they touch is in none of the processor's own caches.
void at_a_million(benchmark::State& state, unsigned first)
{
   auto& p = with_a_million();
   std::mt19937 random{1};
   std::vector<dns::question> asked;
   for (auto i = 0; i != 1 << 16; ++i)
      asked.push_back(question(first + static_cast<unsigned>(random() % million)));
   std::size_t i = 0;
   counted const allocations{state};
   for (auto _ : state) {
      p.ask(asked[i % asked.size()], i);
      ++i;
   }
}
BENCHMARK_CAPTURE(at_a_million, miss, million);
BENCHMARK_CAPTURE(at_a_million, hit, 0);

// What putting costs while others must go.
void put_and_evict(benchmark::State& state)
{
   answer_cache cache{{.entries = 10'000}, key};
   std::vector<answer_ptr> answers;
   for (auto i = 0U; i != 20'000; ++i)
      answers.push_back(text_of(question(i)));
   for (auto const& a : answers)
      cache.put(a, 1s);
   std::size_t i = 0;
   counted const allocations{state};
   for (auto _ : state)
      cache.put(answers[++i % answers.size()], 1s);
}
BENCHMARK(put_and_evict);

void admit_and_settle(benchmark::State& state)
{
   upstream_policies upstream{{.per_second = 1'000'000'000}};
   base::event_loop::time_point const now{1000};
   std::uint64_t domain = 0;
   counted const allocations{state};
   for (auto _ : state) {
      benchmark::DoNotOptimize(upstream.admit(now));
      upstream.settled({reply::answered, ++domain, false, 300us}, now);
   }
}
BENCHMARK(admit_and_settle);

// A deadline for each question, `in_flight` of them at once, all cancelled in time; the clock moves
// by a millisecond each 100 questions.
void deadlines_cancelled(benchmark::State& state)
{
   auto const in_flight = static_cast<std::size_t>(state.range(0));
   timer_wheel timers;
   std::vector<timer_wheel::timer_id> open(in_flight);
   base::event_loop::time_point now{0};
   std::size_t i = 0;
   auto const turn = [&] {
      auto& timer = open[i++ % in_flight];
      timers.cancel(timer);
      timer = timers.add(now + 2s, [] {});
      if (i % 100 == 0)
         benchmark::DoNotOptimize(timers.take_due(++now));
   };
   for (std::size_t warm = 0; warm != 2 * in_flight; ++warm)
      turn();
   counted const allocations{state};
   for (auto _ : state)
      turn();
}
BENCHMARK(deadlines_cancelled)->Arg(1000)->Arg(20'000);

// The same with deadlines beyond the wheel's span.
void far_deadlines_cancelled(benchmark::State& state)
{
   timer_wheel timers;
   std::vector<timer_wheel::timer_id> open(20'000);
   base::event_loop::time_point now{0};
   std::size_t i = 0;
   counted const allocations{state};
   for (auto _ : state) {
      auto& timer = open[i++ % open.size()];
      timers.cancel(timer);
      timer = timers.add(now + 30s, [] {});
      if (i % 100 == 0)
         benchmark::DoNotOptimize(timers.take_due(++now));
   }
}
BENCHMARK(far_deadlines_cancelled);

// A timer that runs: add, find it due, take it.
void timers_run(benchmark::State& state)
{
   timer_wheel timers;
   base::event_loop::time_point now{0};
   for (auto i = 0; i != 1000; ++i)
      timers.add(base::event_loop::time_point{i}, [] {});
   counted const allocations{state};
   for (auto _ : state) {
      timers.take_due(now)();
      timers.add(now + 1s, [] {});
      ++now;
   }
}
BENCHMARK(timers_run);

}  // namespace
