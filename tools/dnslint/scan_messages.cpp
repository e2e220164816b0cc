// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/scan_messages.hpp"

#include "core/base/escape.hpp"
#include "core/engine/counters.hpp"
#include "core/report/prose.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fmt/format.h>
#include <set>

namespace dnslint::command {
namespace {

std::uint64_t of(scan::statistics const& counted, std::string const& name)
{
   auto const found = counted.counters.find(name);
   return found == counted.counters.end() ? 0 : found->second;
}

void tell_upstream(resolver::upstream_report const& u)
{
   fmt::print(
      stderr,
      "{}: {} sent, {} answered, {} unanswered ({} lost), {} SERVFAIL, {} REFUSED, {:.1f} ms, "
      "breaker {}\n",
      u.where,
      u.health.sent,
      u.health.answered,
      u.health.unanswered,
      u.health.lost,
      u.health.servfail,
      u.health.refused,
      static_cast<double>(u.health.smoothed_rtt.count()) / 1000,
      to_text(u.health.breaker));
}

void tell_datagrams(resolver::datagram_counters const& d)
{
   fmt::print(
      stderr,
      "   datagrams: {} dropped as no answers to what was asked, {} late, {} ICMP errors, {} not "
      "sent, {} lost by the kernel\n",
      d.too_short + d.unknown_id + d.not_a_response + d.wrong_question + d.case_folded +
         d.wrong_cookie,
      d.late,
      d.icmp_errors,
      d.not_sent,
      d.lost_by_kernel);
}

}  // namespace

void tell_new_failures(options const& o, scan::totals const& t)
{
   auto const& baseline = o.output.baseline;
   if (baseline.empty())
      return;
   auto const worst = t.new_failures == 0
                         ? std::string{}
                         : fmt::format(", the worst is {}", base::to_text(t.worst_new_failure));
   fmt::print(
      stderr,
      "{} {} new since {}{}\n",
      report::count_text(t.new_failures, "failure"),
      t.new_failures == 1 ? "is" : "are",
      base::terminal_text(baseline),
      worst);
}

void tell_log(std::string_view domain, std::string_view text)
{
   fmt::print(stderr, "{}: {}\n", domain, base::terminal_text(text));
}

void tell_statistics(scan::totals const& t, scan::statistics const& counted)
{
   fmt::print(
      stderr,
      "{} domains; {} questions, {} sent, {} retries, {} over TCP, {} without an answer; {} from "
      "the shared cache; answers within {} ms (half), {} ms (99 %); {:.1f} s CPU\n",
      t.summary.domains,
      t.questions,
      of(counted, "dns.sent"),
      of(counted, "dns.retries"),
      of(counted, "dns.tcp"),
      of(counted, "dns.unknown"),
      of(counted, "dns.cache_hits"),
      engine::latency_percentile(counted, 0.5),
      engine::latency_percentile(counted, 0.99),
      static_cast<double>(of(counted, "cpu.us")) / 1e6);
}

void tell_upstreams(std::vector<engine::upstream_state> const& all)
{
   for (auto const& u : all) {
      tell_upstream(u.report);
      if (u.datagrams)
         tell_datagrams(*u.datagrams);
   }
}

// An upstream that spoils a scan is named, asked for or not. Workers say the same of it.
void tell_remarks(scan::statistics const& counted)
{
   std::set<std::string> told;
   for (auto const& remark : counted.remarks) {
      auto const where = remark.substr(0, remark.find('\n'));
      auto const advice = remark.rfind('\n');
      if (advice <= where.size() || advice == std::string::npos || !told.insert(where).second)
         continue;
      auto const what = remark.substr(where.size() + 1, advice - where.size() - 1);
      tell({base::warning(fmt::format("{} {}", where, what), remark.substr(advice + 1))});
   }
}

void tell_gates(engine::run_result const& r, bool quiet)
{
   for (auto const& g : r.gates)
      if (g.state == engine::gate_state::fails)
         tell({base::error(
            fmt::format("the gate '{}' does not hold: {}", g.id, g.condition),
            g.text.empty() ? g.values : fmt::format("{}; {}", g.values, g.text))});
      else if (!quiet)
         fmt::print(
            stderr,
            "{}\n",
            base::terminal_text(
               g.state == engine::gate_state::holds
                  ? fmt::format("the gate '{}' holds: {}", g.id, g.values)
                  : fmt::format("the gate '{}' is undecided: {}", g.id, g.values)));
   if (r.is_ended_by_gate)
      tell({base::warning(
         fmt::format(
            "stopped after {}, since a gate cannot hold any more",
            report::count_text(r.totals.summary.domains, "domain")),
         "--keep-going audits the others all the same")});
}

void tell_unaudited(scan::totals const& t)
{
   if (t.unaudited == 0)
      return;
   tell({base::warning(
      fmt::format(
         "too little was found out about {} of {} domains: they count as not audited",
         t.unaudited,
         t.summary.domains),
      "the report says why their checks are unknown; --max-unknown SHARE says how many may be")});
}

std::string shell_word(std::string_view word)
{
   constexpr std::string_view plain = "@%+=:,./-_";
   auto const is_plain = !word.empty() && std::ranges::all_of(word, [&](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
             plain.find(c) != std::string_view::npos;
   });
   if (is_plain)
      return std::string{word};
   std::string quoted{"'"};
   for (auto const c : word)
      quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
   return quoted + "'";
}

void tell_how_to_resume(
   std::vector<std::string> const& arguments, options const& o, bool was_stopped)
{
   std::string line = "dnslint scan";
   for (auto const& word : arguments)
      line += ' ' + shell_word(word);
   if (!o.output.resume)
      line += " --resume";
   fmt::print(
      stderr,
      "{}; to go on:\n   {}\n",
      was_stopped ? "stopped before the end" : "some domains are to be audited again",
      base::terminal_text(line));
}

}  // namespace dnslint::command
