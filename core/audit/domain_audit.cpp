// SPDX-License-Identifier: Apache-2.0
#include "core/audit/domain_audit.hpp"

#include "core/audit/judgement.hpp"
#include "core/audit/suppression.hpp"
#include "core/plugin/probe_run.hpp"

#include <algorithm>
#include <utility>

namespace dnslint::audit {
namespace {

constexpr std::string_view no_such_name = "the name does not exist";

score::scored_check scored(
   rules::check const& definition,
   std::string_view control,
   base::severity severity,
   finding const& f)
{
   return {
      definition.id,
      definition.category,
      control,
      severity,
      f.result,
      f.why ? f.why->kind : base::cause_class::transient};
}

std::optional<double> standard_score(plan const& plan, std::vector<finding> const& findings)
{
   std::vector<score::scored_check> all;
   for (std::size_t i = 0; i != findings.size(); ++i) {
      auto const& c = plan.checks[i];
      if (c.standard)
         all.push_back(
            scored(*c.definition, c.standard->control, c.standard->severity, findings[i]));
   }
   return score::compute(all, plan.standard_weights, {}).score;
}

// The findings are those of all checks of the plan, in its order.
void score_findings(plan const& plan, domain_record& d)
{
   std::vector<score::scored_check> all;
   all.reserve(d.findings.size());
   for (std::size_t i = 0; i != d.findings.size(); ++i) {
      auto const& definition = *plan.checks[i].definition;
      all.push_back(scored(definition, definition.control, definition.severity, d.findings[i]));
   }
   d.scored = score::compute(all, plan.weights, plan.score_digest);
   d.score_standard = plan.adapted ? standard_score(plan, d.findings) : d.scored.score;
}

std::vector<finding> all_unknown(plan const& plan, base::cause const& why)
{
   std::vector<finding> all;
   all.reserve(plan.checks.size());
   for (auto const& c : plan.checks) {
      auto& f = all.emplace_back();
      f.id = c.definition->id;
      f.result = base::outcome::unknown;
      f.why = why;
   }
   return all;
}

// One domain on its way. Lives as long as a callback holds it: the loop, a question, a probe.
class domain_audit : public std::enable_shared_from_this<domain_audit> {
public:
   domain_audit(environment const& world, subject about, audit_done done)
   : world_{world}
   , done_{std::move(done)}
   , search_{about.name}
   , memo_{*world.resolver, world.budget, world.seen, about.name}
   , conditions_(world.plan->conditions)
   , ended_(world.plan->probes.size(), false)
   , started_(world.plan->probes.size(), false)
   , left_out_{std::move(about.left_out)}
   , number_{about.number}
   {
      record_.domain = about.name.to_text();
      record_.input = std::move(about.input);
      record_.line = about.line;
      facts_["list"] = list_facts(about.columns.get());
      auto const may_ask = world.plan->granted.contains("dnslint.dns-direct/1");
      if (may_ask && world.direct != nullptr && !world.why_no_direct)
         memo_.hear_authority(*world.direct);
   }

   void find_zone()
   {
      auto const next = search_.next();
      if (!next)
         return enter();
      memo_.ask(
         {*next, dns::rrtype::soa},
         [self = shared_from_this()](resolver::answer_ptr const& a) {
            self->zone_answered(*a);
         },
         memo_.questions() == 0 ? world_.resolver->tries_that_tell() : 0);
   }

private:
   // Everything else that is asked of a dead name would time out, too: dead names rule the time
   // that a list takes.
   void zone_answered(resolver::answer const& a)
   {
      auto const is_first = memo_.questions() == 1;
      search_.answered(a);
      if (auto primary = primary_server_of(a))
         primary_server_ = std::move(primary);
      if (is_first && a.state == resolver::status::unknown && a.why.code == "timeout")
         return judge_unanswered(a.why);
      find_zone();
   }

   void enter()
   {
      auto const name = search_.result(*world_.suffixes);
      facts_["name"] = name.to_map();
      if (name.nonexistent()) {
         record_.status = domain_status::nonexistent;
         return judge_nonexistent();
      }
      if (world_.turns == nullptr || !primary_server_)
         return begin_probes();
      auto const since = world_.resolver->loop().now();
      world_.turns->enter(*primary_server_, [self = shared_from_this(), since] {
         self->has_turn_ = true;
         self->memo_.waited(self->world_.resolver->loop().now() - since);
         self->begin_probes();
      });
   }

   void begin_probes()
   {
      open_probes_ = ended_.size();
      for (std::size_t i = 0; i != ended_.size(); ++i)
         if (!world_.plan->runs[i])
            leave_out(i);
      start_ready_probes();
   }

   // A probe that nobody wants: what needs it does not run either, so its facts are not missed.
   void leave_out(std::size_t i)
   {
      ended_[i] = true;
      started_[i] = true;
      --open_probes_;
   }

   void start_ready_probes()
   {
      if (open_probes_ == 0)
         return ask_lookups();
      for (std::size_t i = 0; i != ended_.size(); ++i) {
         auto const& after = world_.plan->probes[i].after;
         auto const ready = std::ranges::all_of(after, [&](std::size_t a) {
            return ended_[a];
         });
         if (ready && !started_[i])
            start(i);
      }
   }

   void start(std::size_t i)
   {
      started_[i] = true;
      auto const& probe = world_.plan->probes[i];
      auto const& manifest = probe.owner->manifest;
      plugin::run_environment where;
      where.loop = &world_.resolver->loop();
      where.memo = &memo_;
      where.direct = world_.direct;
      where.why_no_direct = world_.why_no_direct;
      where.domain = record_.domain;
      where.now = world_.now;
      where.facts = &facts_;
      where.options = &world_.plan->settings.find(manifest.id)->second;
      where.granted = &world_.plan->granted;
      where.watched = {world_.watch, number_, static_cast<std::uint32_t>(i), {}};
      if (auto const found = std::ranges::find(left_out_, i, &left_out_probe::probe);
          found != left_out_.end())
         where.left_out = found->why;
      if (world_.log)
         where.log = [self = shared_from_this()](std::string_view text) {
            self->world_.log(self->record_.domain, text);
         };
      plugin::probe_run::start(
         *probe.owner,
         probe.which,
         probe.checks,
         std::move(where),
         [self = shared_from_this(), i](plugin::run_result r) {
            self->probe_ended(i, std::move(r));
         });
   }

   void probe_ended(std::size_t i, plugin::run_result r)
   {
      ended_[i] = true;
      --open_probes_;
      auto& published = facts_[plugin::fact_name(world_.plan->probes[i].owner->manifest.id)];
      if (published.empty())
         published = std::move(r.facts);
      else
         published.merge(r.facts);
      for (auto& f : r.findings)
         settled_.push_back(std::move(f));
      start_ready_probes();
   }

   judged_facts facts_now()
   {
      return {record_.domain, world_.now, &facts_, &conditions_, world_.suffixes};
   }

   // All lookups of all checks at once, and then, round by round, those that stand on answers;
   // equal ones are one question in the memo.
   void ask_lookups()
   {
      auto const& checks = world_.plan->checks;
      std::vector<std::tuple<std::size_t, std::string, lookup_question>> questions;
      for (std::size_t i = 0; i != checks.size(); ++i)
         if (first_round_ ? !checks[i].definition->lookups.empty() : checks[i].asks_in_rounds)
            for (auto& [key, q] : questions_of(checks[i], facts_now(), answers_of(i)))
               questions.emplace_back(i, key, q);
      first_round_ = false;
      open_lookups_ = questions.size();
      for (auto const& [i, key, q] : questions)
         ask_lookup(
            memo_,
            world_.direct,
            q,
            [self = shared_from_this(), i = i, key = key](resolver::answer_ptr a) {
               self->answers_[i][key] = std::move(a);
               if (--self->open_lookups_ == 0)
                  self->ask_lookups();
            });
      if (questions.empty())
         judge();
   }

   lookup_answers const& answers_of(std::size_t check) const
   {
      static lookup_answers const none;
      auto const found = answers_.find(check);
      return found == answers_.end() ? none : found->second;
   }

   // What a probe's code said of the check; null when an expression has to judge it.
   finding* settled_as(planned_check const& c)
   {
      if (c.definition->verdict)
         return nullptr;
      auto const found = std::ranges::find(settled_, c.definition->id, &finding::id);
      return found == settled_.end() ? nullptr : &*found;
   }

   void judge()
   {
      auto const& checks = world_.plan->checks;
      record_.findings.reserve(checks.size());
      for (std::size_t i = 0; i != checks.size(); ++i) {
         if (auto* const settled = settled_as(checks[i]))
            record_.findings.push_back(judge_settled(checks[i], facts_now(), std::move(*settled)));
         else
            judge_expression(
               checks[i], facts_now(), answers_of(i), record_.findings.emplace_back());
      }
      complete();
   }

   // Nothing but existence is judged for what does not exist.
   void judge_nonexistent()
   {
      record_.findings.reserve(world_.plan->checks.size());
      for (auto const& c : world_.plan->checks) {
         if (c.definition->id == "name/exists") {
            record_.findings.push_back(judge_expression(c, facts_now(), {}));
            continue;
         }
         finding f;
         f.id = c.definition->id;
         f.result = base::outcome::not_applicable;
         f.reason = no_such_name;
         record_.findings.push_back(std::move(f));
      }
      complete();
   }

   void judge_unanswered(base::cause why)
   {
      why.detail = "nothing answered the question for the name itself; no other was asked";
      facts_["name"] = search_.result(*world_.suffixes).to_map();
      record_.findings = all_unknown(*world_.plan, why);
      complete();
   }

   void complete()
   {
      suppress(record_.domain, record_.findings, world_.plan->profile.suppressions, world_.now);
      score_findings(*world_.plan, record_);
      record_.facts = std::move(facts_);
      if (has_turn_)
         world_.turns->leave(*primary_server_);
      done_(std::move(record_), {memo_.questions()});
   }

   environment world_;
   audit_done done_;
   domain_record record_;
   zone_search search_;
   resolver::domain_memo memo_;
   facts::tree facts_;
   std::vector<finding> settled_;  // by probes
   std::vector<std::optional<cel::value>> conditions_;
   std::vector<bool> ended_;
   std::vector<bool> started_;
   std::vector<left_out_probe> left_out_;
   std::uint64_t number_ = 0;
   std::size_t open_probes_ = 0;
   std::size_t open_lookups_ = 0;
   std::optional<std::string> primary_server_;
   bool has_turn_ = false;                          // with it
   bool first_round_ = true;                        // of lookups
   std::map<std::size_t, lookup_answers> answers_;  // of the checks that have lookups
};

}  // namespace

domain_record give_up(plan const& plan, subject about, base::cause const& why)
{
   domain_record d;
   d.domain = about.name.to_text();
   d.input = std::move(about.input);
   d.line = about.line;
   d.status = domain_status::aborted;
   d.facts["list"] = list_facts(about.columns.get());
   d.findings = all_unknown(plan, why);
   score_findings(plan, d);
   return d;
}

void audit_domain(environment const& world, subject about, audit_done done)
{
   std::make_shared<domain_audit>(world, std::move(about), std::move(done))->find_zone();
}

}  // namespace dnslint::audit
