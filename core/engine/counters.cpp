// SPDX-License-Identifier: Apache-2.0
#include "core/engine/counters.hpp"

#include "core/audit/plan.hpp"
#include "core/engine/trial_report.hpp"
#include "core/scan/board_watch.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <sys/resource.h>

namespace dnslint::engine {
namespace {

constexpr std::string_view latency_name = "latency.ms.";

std::string outcome_of(resolver::exchange const& e)
{
   if (e.failure)
      return e.failure->code;
   constexpr std::size_t rcode_at = 3;
   if (e.wire.size() <= rcode_at)
      return "unreadable";
   return to_text(static_cast<dns::rcode>(static_cast<unsigned char>(e.wire[rcode_at]) & 0x0fU));
}

std::uint64_t cpu_microseconds()
{
   rusage used{};
   getrusage(RUSAGE_SELF, &used);
   auto const of = [](timeval const& t) {
      return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000 +
             static_cast<std::uint64_t>(t.tv_usec);
   };
   return of(used.ru_utime) + of(used.ru_stime);
}

void count_resolver(scan::statistics& into, resolver::shared_resolver& resolver)
{
   auto const& c = resolver.stats();
   into.counters["dns.questions"] = c.questions;
   into.counters["dns.memo_hits"] = c.memo_hits;
   into.counters["dns.coalesced"] = c.coalesced;
   into.counters[scan::statistics::cache_hits] = c.cache_hits;
   if (auto const silent = resolver.outage())
      into.counters[scan::statistics::silent] = static_cast<std::uint64_t>(silent->count());
   into.counters["dns.sent"] = c.exchanges;
   into.counters["dns.retries"] = c.retries;
   into.counters["dns.tcp"] = c.tcp;
   into.counters["dns.unknown"] = c.unknown;
}

void count_probes(scan::statistics& into, scan::board_watch const& watch, audit::plan const& plan)
{
   for (std::size_t i = 0; i != plan.probes.size(); ++i) {
      auto const& p = plan.probes[i];
      auto const& plugin = p.owner->manifest;
      into.counters[fmt::format("probe.{}/{}.us", plugin.id, plugin.probes[p.which].id)] =
         watch.time_of_probes()[i] / 1000;
   }
}

}  // namespace

audit::environment audits_in(world& w, audit::plan const& p, run_counters& counters)
{
   audit::environment audits;
   audits.plan = &p;
   audits.suffixes = &w.suffixes;
   audits.resolver = w.resolver.get();
   audits.direct = w.direct.get();
   audits.why_no_direct = why_no_direct(w);
   audits.https = w.https.get();
   audits.now = w.now;
   audits.seen = [&](resolver::exchange const& e) {
      counters.seen(e);
      if (w.recorder && e.destination.empty())
         w.recorder->note_unasked(e);
   };
   return audits;
}

unsigned latency_bound(std::uint64_t milliseconds)
{
   unsigned bound = 1;
   while (bound < milliseconds && bound < 1'000'000)
      bound += std::max(1U, bound / 4);
   return bound;
}

unsigned latency_percentile(scan::statistics const& counted, double share)
{
   std::map<unsigned, std::uint64_t> by_bound;
   std::uint64_t all = 0;
   for (auto const& [name, count] : counted.counters) {
      if (!name.starts_with(latency_name))
         continue;
      auto const digits = std::string_view{name}.substr(latency_name.size());
      unsigned bound = 0;
      std::from_chars(digits.begin(), digits.end(), bound);
      by_bound[bound] += count;
      all += count;
   }
   std::uint64_t below = 0;
   for (auto const& [bound, count] : by_bound) {
      below += count;
      if (static_cast<double>(below) >= share * static_cast<double>(all))
         return bound;
   }
   return 0;
}

void run_counters::seen(resolver::exchange const& e)
{
   ++questions_[{static_cast<std::uint16_t>(e.asked.type), outcome_of(e)}];
   // One that another domain asked for, and that was remembered, is no new latency.
   constexpr std::chrono::milliseconds fresh{20};
   if (!e.failure && world_->loop->now() - e.received <= fresh)
      ++latency_[latency_bound(static_cast<std::uint64_t>((e.received - e.sent).count()))];
}

scan::statistics run_counters::take(scan::board_watch const* watch, audit::plan const& plan) const
{
   scan::statistics taken;
   count_resolver(taken, *world_->resolver);
   taken.counters["cpu.us"] = cpu_microseconds();
   for (auto const& [about, count] : questions_)
      taken.counters[fmt::format(
         "questions.{}.{}", to_text(static_cast<dns::rrtype>(about.first)), about.second)] = count;
   for (auto const& [bound, count] : latency_)
      taken.counters[fmt::format("{}{}", latency_name, bound)] = count;
   if (watch != nullptr)
      count_probes(taken, *watch, plan);
   for (auto const& r : resolver::remarks_on(world_->resolver->upstreams()))
      taken.remarks.push_back(fmt::format("{}\n{}\n{}", r.where, r.remark, r.advice));
   return taken;
}

}  // namespace dnslint::engine
