// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <coroutine>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using dnslint::co;
using dnslint::context;
using dnslint::rrtype;
using dnslint::task;

task at_once(context cx)
{
   cx.settle("ending/at-once", true);
   co_return;
}

task throws_before(context)
{
   throw std::runtime_error{"before any question"};
   co_return;
}

task throws_after(context cx)
{
   cx.settle("ending/throws-after-settled", false);
   auto const mx = co_await cx.query(cx.domain(), rrtype::mx);
   cx.facts().set("before", mx.records().size());
   throw std::runtime_error{"after a question"};
}

task throws_other(context)
{
   throw 7;
   co_return;
}

co<int> fails(context cx)
{
   co_await cx.query(cx.domain(), rrtype::mx);
   throw std::runtime_error{"in a part"};
}

co<int> passes_on(context cx)
{
   co_return co_await fails(cx) + 1;
}

task throws_nested(context cx)
{
   co_await passes_on(cx);
}

task catches_nested(context cx)
{
   std::string what;
   try {
      co_await passes_on(cx);
   } catch (std::runtime_error const& e) {
      what = e.what();
   }
   cx.facts().set("caught", what);
}

co<int> count(context cx, std::string name)
{
   auto const a = co_await cx.query(name, rrtype::a);
   co_return static_cast<int>(a.records().size());
}

task throws_branch(context cx)
{
   std::vector<co<int>> parts;
   parts.push_back(count(cx, "slow.example.test"));
   parts.push_back(fails(cx));
   parts.push_back(count(cx, "mx.example.test"));
   co_await dnslint::when_all(std::move(parts));
}

task branches(context cx)
{
   std::vector<co<int>> parts;
   for (auto const* name : {"slow.example.test", "no.example.test", "mx.example.test"})
      parts.push_back(count(cx, name));
   auto const counts = co_await dnslint::when_all(std::move(parts));
   auto const list = cx.facts().list("branch_records");
   for (auto const n : counts)
      list.add(n);
}

task no_branches(context cx)
{
   auto const none = co_await dnslint::when_all(std::vector<co<int>>{});
   cx.settle("ending/no-branches", none.empty());
}

co<int> descend(context cx, int left)
{
   if (left == 0)
      co_return co_await count(cx, "mx.example.test");
   co_return co_await descend(cx, left - 1) + 1;
}

task deep(context cx)
{
   cx.facts().set("depth", co_await descend(cx, 2000));
}

co<int> at_hand(int n)
{
   co_return n;
}

task many_parts(context cx)
{
   int sum = 0;
   for (int i = 0; i != 2000; ++i)
      sum += co_await at_hand(1);
   co_await cx.query(cx.domain(), rrtype::mx);
   cx.facts().set("parts", sum);
}

task never(context cx)
{
   cx.settle("ending/never-settled", true);
   std::string const kept(1000, 'x');
   co_await cx.query(cx.domain(), rrtype::mx);
   co_await std::suspend_always{};
   cx.log(kept);
}

task past_deadline(context cx)
{
   auto const first = co_await cx.query("silent.example.test", rrtype::a);
   auto const second = co_await cx.query("mx.example.test", rrtype::a);
   cx.log(first.unknown() ? first.cause().code : "known");
   cx.log(second.unknown() ? second.cause().code : "known");
   cx.log(std::to_string(cx.remaining().count()));
   cx.unknown("ending/past-deadline", first.cause());
}

task asks_on(context cx)
{
   for (;;)
      co_await cx.query(cx.domain(), rrtype::mx);
}

task asks_on_slowly(context cx)
{
   for (;;)
      co_await cx.query("silent.example.test", rrtype::a);
}

dnslint_task* no_start(dnslint_probe const*, dnslint_host const*, dnslint_run*) noexcept
{
   return nullptr;
}

void destroy_nothing(dnslint_task*) noexcept {}

dnslint_task* some_task() noexcept
{
   static int token = 0;
   return reinterpret_cast<dnslint_task*>(&token);
}

dnslint_task* end_twice(dnslint_probe const*, dnslint_host const* host, dnslint_run* run) noexcept
{
   host->finish(run, DNSLINT_OK, {nullptr, 0});
   host->finish(run, DNSLINT_OK, {nullptr, 0});
   return some_task();
}

void must_not_complete(void*, dnslint_reply const*) noexcept
{
   std::terminate();
}

dnslint_task* end_asking(dnslint_probe const*, dnslint_host const* host, dnslint_run* run) noexcept
{
   auto const* dns = static_cast<dnslint_dns const*>(host->get_interface(run, "dnslint.dns/1"));
   dns->query(run, host->domain(run), 15, &must_not_complete, nullptr);
   host->finish(run, DNSLINT_OK, {nullptr, 0});
   return some_task();
}

dnslint_task* settle_late(dnslint_probe const*, dnslint_host const* host, dnslint_run* run) noexcept
{
   auto const* findings =
      static_cast<dnslint_findings const*>(host->get_interface(run, "dnslint.findings/1"));
   host->finish(run, DNSLINT_OK, {nullptr, 0});
   findings->settle(run, {"ending/settles-late", 19}, DNSLINT_PASS);
   return some_task();
}

using start_function =
   dnslint_task* (*)(dnslint_probe const*, dnslint_host const*, dnslint_run*) noexcept;

constexpr dnslint_probe raw_probe(std::string_view id, start_function start)
{
   return {sizeof(dnslint_probe), 0, {id.data(), id.size()}, start, &destroy_nothing};
}

}  // namespace

DNSLINT_PLUGIN(
   "ending",
   "1.0.0",
   dnslint::make_probe<at_once>("at-once"),
   dnslint::make_probe<throws_before>("throws-before"),
   dnslint::make_probe<throws_after>("throws-after"),
   dnslint::make_probe<throws_other>("throws-other"),
   dnslint::make_probe<throws_nested>("throws-nested"),
   dnslint::make_probe<catches_nested>("catches-nested"),
   dnslint::make_probe<throws_branch>("throws-branch"),
   dnslint::make_probe<branches>("branches"),
   dnslint::make_probe<no_branches>("no-branches"),
   dnslint::make_probe<deep>("deep"),
   dnslint::make_probe<many_parts>("many-parts"),
   dnslint::make_probe<never>("never"),
   dnslint::make_probe<past_deadline>("past-deadline"),
   dnslint::make_probe<asks_on>("asks-on"),
   dnslint::make_probe<asks_on_slowly>("asks-on-slowly"),
   raw_probe("not-started", &no_start),
   raw_probe("ends-twice", &end_twice),
   raw_probe("ends-asking", &end_asking),
   raw_probe("settles-late", &settle_late))
