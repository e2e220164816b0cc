// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_audit.hpp"

#include "core/audit/advice.hpp"
#include "core/audit/check_bindings.hpp"
#include "core/audit/domain_findings.hpp"
#include "core/audit/plan.hpp"
#include "core/audit/probe_schedule.hpp"
#include "core/audit/scoring.hpp"
#include "core/audit/suppression.hpp"
#include "core/base/causes.hpp"
#include "core/base/inbox.hpp"
#include "core/base/task.hpp"
#include "core/plugin/probe_run.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::audit {
namespace {

struct ended_probe {
   std::size_t probe = 0;  // its place in the plan
   plugin::run_result result;
};

struct answered_lookup {
   std::size_t place = 0;  // in its round
   resolver::answer_ptr answer;
};

bool is_silence(resolver::answer const& a)
{
   return a.state == resolver::status::unknown && a.why == base::causes::timeout;
}

domain_record record_of(subject& audited)
{
   domain_record d;
   d.domain = audited.name.to_text();
   d.input = std::move(audited.input);
   d.line = audited.line;
   d.facts["list"] = list_facts(audited.columns.get());
   return d;
}

// One domain on its way. Lives as long as a callback holds it: the loop, a question, a probe. Each
// of them puts what it brings into an inbox, which resumes run().
class domain_audit : public std::enable_shared_from_this<domain_audit> {
public:
   domain_audit(environment const& world, subject audited, audit_done done)
   : world_{world}
   , done_{std::move(done)}
   , record_{record_of(audited)}
   , search_{audited.name}
   , memo_{*world.resolver, world.budget, world.seen, audited.name}
   , conditions_(world.plan->conditions)
   , schedule_{world.plan->probes, world.plan->runs}
   , lookups_{world.plan->checks}
   , left_out_{std::move(audited.left_out)}
   , number_{audited.number}
   {
      auto const may_ask = world.plan->granted.contains("dnslint.dns-direct/1");
      if (may_ask && world.direct != nullptr && !world.why_no_direct)
         memo_.hear_authority(*world.direct);
   }

   void start()
   {
      running_ = run();
      running_.start();
   }

private:
   base::task<> run()
   {
      auto const silence = co_await find_zone();
      auto const name = search_.result(*world_.suffixes);
      facts()["name"] = name.to_map();
      if (auto const stated = world_.plan->settings.find("advice");
          stated != world_.plan->settings.end())
         facts()["advice"] = stated->second;
      if (silence) {
         record_.findings = all_unknown(*world_.plan, *silence);
      } else if (name.nonexistent()) {
         record_.status = domain_status::nonexistent;
         record_.findings = judge_nonexistent(*world_.plan, known());
      } else {
         co_await take_turn();
         co_await run_probes();
         co_await ask_lookups();
         record_.findings = judge_all(*world_.plan, known(), std::move(settled_), lookups_);
      }
      complete();
   }

   // Asks SOA until the zone is known. Gives a cause when nothing answers for the name itself:
   // every other question about a dead name would time out, too, and dead names decide how long a
   // list takes.
   base::task<std::optional<base::cause>> find_zone()
   {
      while (auto const next = search_.next()) {
         bool const is_first = memo_.questions() == 0;
         ask_soa(*next, is_first ? world_.resolver->tries_that_tell() : 0);
         auto const soa = co_await soa_.next();
         search_.answered(*soa);
         if (auto primary = primary_server_of(*soa))
            primary_server_ = std::move(primary);
         if (is_first && is_silence(*soa))
            co_return base::because(
               base::causes::timeout,
               "nothing answered the question for the name itself; no other was asked");
      }
      co_return std::nullopt;
   }

   void ask_soa(dns::name const& name, unsigned most_tries)
   {
      memo_.ask(
         {name, dns::rrtype::soa},
         [self = shared_from_this()](resolver::answer_ptr a) {
            self->soa_.put(std::move(a));
         },
         most_tries);
   }

   // Waits while too many domains of the same name servers are under way.
   base::task<> take_turn()
   {
      if (world_.turns == nullptr || !primary_server_)
         co_return;
      auto const since = loop().now();
      world_.turns->enter(*primary_server_, [self = shared_from_this()] {
         self->turn_.put(true);
      });
      has_turn_ = co_await turn_.next();
      memo_.waited(loop().now() - since);
   }

   base::task<> run_probes()
   {
      while (!schedule_.all_ended()) {
         for (auto const probe : schedule_.take_ready())
            start_probe(probe);
         auto ended = co_await probes_.next();
         publish(ended.probe, std::move(ended.result));
         schedule_.ended(ended.probe);
      }
   }

   void start_probe(std::size_t i)
   {
      auto const& probe = world_.plan->probes[i];
      plugin::probe_run::start(
         *probe.owner,
         probe.which,
         probe.checks,
         run_environment(i),
         [self = shared_from_this(), i](plugin::run_result r) {
            self->probes_.put({i, std::move(r)});
         });
   }

   plugin::run_environment run_environment(std::size_t i)
   {
      auto const& plugin = world_.plan->probes[i].owner->manifest.id;
      plugin::run_environment where;
      where.loop = &loop();
      where.memo = &memo_;
      where.direct = world_.direct;
      where.why_no_direct = world_.why_no_direct;
      where.https = world_.https;
      where.domain = record_.domain;
      where.now = world_.now;
      where.facts = &facts();
      where.options = &world_.plan->settings.find(plugin)->second;
      where.granted = &world_.plan->granted;
      where.watched = {world_.watch, number_, static_cast<std::uint32_t>(i), {}};
      auto const left_out = std::ranges::find(left_out_, i, &left_out_probe::probe);
      if (left_out != left_out_.end())
         where.left_out = left_out->why;
      if (world_.log)
         where.log = [self = shared_from_this()](std::string_view text) {
            self->world_.log(self->record_.domain, text);
         };
      return where;
   }

   void publish(std::size_t i, plugin::run_result r)
   {
      auto const& plugin = world_.plan->probes[i].owner->manifest.id;
      auto& published = facts()[plugin::fact_name(plugin)];
      if (published.empty())
         published = std::move(r.facts);
      else
         published.merge(r.facts);
      std::ranges::move(r.findings, std::back_inserter(settled_));
   }

   // Equal questions of several checks are one question in the memo.
   base::task<> ask_lookups()
   {
      auto round = lookups_.next(known());
      while (!round.empty()) {
         for (std::size_t i = 0; i != round.size(); ++i)
            ask(round[i].question, i);
         for (std::size_t open = round.size(); open != 0; --open) {
            auto got = co_await answers_.next();
            lookups_.answered(round[got.place], std::move(got.answer));
         }
         round = lookups_.next(known());
      }
   }

   void ask(lookup_question const& question, std::size_t place)
   {
      ask_lookup(
         memo_,
         world_.direct,
         question,
         [self = shared_from_this(), place](resolver::answer_ptr a) {
            self->answers_.put({place, std::move(a)});
         });
   }

   void complete()
   {
      settle_advice(*world_.plan, record_.findings);
      suppress(record_.domain, record_.findings, world_.plan->profile.suppressions, world_.now);
      score_findings(*world_.plan, record_);
      if (has_turn_)
         world_.turns->leave(*primary_server_);
      if (world_.answers)
         world_.answers(memo_.answers());
      done_(std::move(record_), {memo_.questions(), memo_.upstreams()});
   }

   judged_facts known()
   {
      return {record_.domain, world_.now, &facts(), &conditions_, world_.suffixes};
   }
   facts::tree& facts() noexcept { return record_.facts; }
   base::event_loop& loop() noexcept { return world_.resolver->loop(); }

   environment world_;
   audit_done done_;
   domain_record record_;
   zone_search search_;
   resolver::domain_memo memo_;
   std::vector<std::optional<cel::value>> conditions_;
   probe_schedule schedule_;
   lookup_rounds lookups_;
   std::vector<finding> settled_;  // by the code of probes
   std::vector<left_out_probe> left_out_;
   std::uint64_t number_ = 0;
   std::optional<std::string> primary_server_;
   bool has_turn_ = false;  // with the primary server
   base::inbox<resolver::answer_ptr> soa_;
   base::inbox<bool> turn_;
   base::inbox<ended_probe> probes_;
   base::inbox<answered_lookup> answers_;
   base::task<> running_;
};

}  // namespace

domain_record give_up(plan const& plan, subject audited, base::cause const& why)
{
   auto d = record_of(audited);
   d.status = domain_status::aborted;
   d.findings = all_unknown(plan, why);
   score_findings(plan, d);
   return d;
}

void audit_once(environment const& world, subject audited, audit_done done)
{
   std::make_shared<domain_audit>(world, std::move(audited), std::move(done))->start();
}

}  // namespace dnslint::audit
