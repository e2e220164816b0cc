// SPDX-License-Identifier: Apache-2.0
// What waiting for an answer costs in coroutines, without the answer.
#include "core/base/task.hpp"

#include <dnslint/task.hpp>

#include <benchmark/benchmark.h>

namespace {

using namespace dnslint;

std::coroutine_handle<> waiting;

struct answer {
   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> h) const noexcept { waiting = h; }
   int await_resume() const noexcept { return 1; }
};

base::task<int> core_1()
{
   co_return co_await answer{};
}
base::task<int> core_2()
{
   co_return co_await core_1();
}
base::task<int> core_3()
{
   co_return co_await core_2();
}
base::task<> core_probe(std::int64_t& sum)
{
   for (;;)
      sum += co_await core_3();
}

void core_task_three_levels(benchmark::State& state)
{
   std::int64_t sum = 0;
   auto probe = core_probe(sum);
   probe.start();
   for (auto _ : state)
      waiting.resume();
   benchmark::DoNotOptimize(sum);
}
BENCHMARK(core_task_three_levels);

co<int> sdk_1()
{
   co_return co_await answer{};
}
co<int> sdk_2()
{
   co_return co_await sdk_1();
}
co<int> sdk_3()
{
   co_return co_await sdk_2();
}
co<> sdk_probe(std::int64_t& sum)
{
   for (;;)
      sum += co_await sdk_3();
}

void sdk_co_three_levels(benchmark::State& state)
{
   std::int64_t sum = 0;
   auto probe = sdk_probe(sum);
   probe.await_suspend(std::noop_coroutine()).resume();
   for (auto _ : state)
      waiting.resume();
   benchmark::DoNotOptimize(sum);
}
BENCHMARK(sdk_co_three_levels);

}  // namespace
