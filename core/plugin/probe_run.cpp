// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/probe_run.hpp"

#include "core/base/causes.hpp"
#include "core/plugin/host_run.hpp"
#include "core/plugin/plugin_set.hpp"

#include <fmt/format.h>
#include <utility>
#include <vector>

using dnslint::base::cause;
namespace base = dnslint::base;
namespace resolver = dnslint::resolver;

dnslint_run::dnslint_run(
   dnslint::plugin::plugin const& p,
   dnslint::plugin::probe_definition const& definition,
   dnslint::plugin::run_code part,
   std::vector<std::string> check_ids,
   dnslint::plugin::run_environment environment,
   std::shared_ptr<dnslint::plugin::command_call> in,
   dnslint::plugin::probe_run::done done)
: owner{&p}
, probe{&definition}
, code{std::move(part)}
, where{std::move(environment)}
, command{std::move(in)}
, on_done{std::move(done)}
, facts{
     command ? dnslint::plugin::fact_builder{}
             : dnslint::plugin::fact_builder{p.manifest.facts, probe->publishes}}
, checks{std::move(check_ids)}
{}

std::optional<cause> dnslint_run::missing_power() const
{
   if (where.left_out)
      return where.left_out;
   for (auto const& power : probe->powers) {
      if (!where.granted->contains(power))
         return base::because(base::causes::power_not_granted, power);
      if (power == "dnslint.dns-direct/1" && where.direct == nullptr)
         return where.why_no_direct.value_or(base::because(base::causes::power_not_granted, power));
      if (power == "dnslint.https/1" && where.https == nullptr)
         return base::because(base::causes::power_not_granted, power);
   }
   return std::nullopt;
}

void dnslint_run::begin()
{
   if (auto why = missing_power()) {
      if (command)
         defect = why;
      checks.cover(std::move(*why));
      finished = true;
      return where.loop->post([run = shared_from_this()] {
         run->complete();
      });
   }
   self = shared_from_this();
   deadline = where.loop->now() + probe->deadline;
   timer = where.loop->run_after(probe->deadline, [run = self] {
      run->expire();
   });
   {
      dnslint::plugin::entered const plugin_code{where.watched};
      task = code.start(this);
   }
   if (task != nullptr || finished)
      return;
   defect = base::because(base::causes::not_started, "the probe could not start");
   finished = true;
   where.loop->post([run = std::exchange(self, nullptr)] {
      run->complete();
   });
}

std::uint64_t dnslint_run::open(open_question q)
{
   note_question();
   questions.emplace(last_question, std::move(q));
   return last_question;
}

void dnslint_run::note_question()
{
   if (++last_question == dnslint::plugin::most_questions)
      where.loop->post([run = shared_from_this()] {
         run->abandon(base::because(
            base::causes::not_ended,
            fmt::format("the probe asked {} questions", dnslint::plugin::most_questions)));
      });
}

void dnslint_run::answer(std::uint64_t question, resolver::answer_ptr a)
{
   auto const found = questions.extract(question);
   if (found.empty() || finished)
      return;
   auto& reply = replies.emplace_front();
   reply.answer = std::move(a);
   dnslint::plugin::entered const plugin_code{where.watched};
   found.mapped().done(found.mapped().user, &reply);
}

void dnslint_run::answer_later(std::uint64_t question, resolver::answer_ptr a)
{
   where.loop->post([run = shared_from_this(), question, a = std::move(a)]() mutable {
      run->answer(question, std::move(a));
   });
}

// The deadline answers the open questions, so that the coroutine that waits for them goes on and
// ends by itself.
void dnslint_run::expire()
{
   expired = true;
   for (auto const& [id, q] : questions)
      answer_later(id, resolver::make_unknown(q.asked, base::because(base::causes::deadline)));
   for (auto const& [id, r] : requests) {
      fail_later(id, base::because(base::causes::deadline));
      if (r.call != 0)
         where.https->cancel(r.call);
   }
   timer = where.loop->run_after(dnslint::plugin::grace_after_deadline, [run = shared_from_this()] {
      run->abandon(base::because(
         base::causes::not_ended, "the probe did not end when its deadline had passed"));
   });
}

void dnslint_run::abandon(base::cause why)
{
   if (finished)
      return;
   // Code of the abandoned probe may still call the host, so the run stays alive for ever.
   static auto* const abandoned = new std::vector<std::shared_ptr<dnslint_run>>;
   abandoned->push_back(shared_from_this());
   finished = true;
   defect = std::move(why);
   complete();
}

void dnslint_run::finish(dnslint_status status, std::string_view why)
{
   if (finished) {
      checks.misuse("finish() was called twice");
      return;
   }
   finished = true;
   if (status != DNSLINT_OK)
      defect = base::because(base::causes::exception, std::string{why});
   else if (!questions.empty() || !requests.empty())
      checks.misuse("finish() was called with a question open");
   where.loop->cancel(timer);
   where.loop->post([run = self] {
      if (auto* const ended = std::exchange(run->task, nullptr)) {
         dnslint::plugin::entered const plugin_code{run->where.watched};
         run->code.destroy(ended);
      }
      run->self.reset();
      run->complete();
   });
}

void dnslint_run::add_missing_facts(dnslint::facts::map& published) const
{
   auto const open =
      checks.cause_of_open(defect.value_or(base::because(base::causes::not_published)));
   auto const quiet = !defect && !checks.covered();
   for (auto const& name : probe->publishes) {
      auto const [fact, is_missing] = published.try_emplace(name);
      if (is_missing && !(quiet && owner->manifest.facts.find(name)->second.optional))
         fact->second = open;
   }
}

void dnslint_run::complete()
{
   where.loop->cancel(timer);
   if (facts.over_limit())
      checks.cover(
         base::because(base::causes::budget, "the probe's facts are too many or too large"));
   else if (auto const mistake = facts.mistake_at_end(); mistake && !defect)
      checks.misuse(*mistake);
   if (!defect && checks.mistake())
      defect = base::because(base::causes::misuse, *checks.mistake());
   dnslint::plugin::run_result result;
   result.findings = checks.close(defect.value_or(base::because(base::causes::not_settled)));
   if (!checks.mistake())
      result.facts = facts.take();
   if (result.facts.size() != probe->publishes.size())
      add_missing_facts(result.facts);
   result.defect = defect;
   on_done(std::move(result));
}

namespace dnslint::plugin {

std::string bounded(std::string_view text)
{
   if (text.size() <= most_text)
      return std::string{text};
   return fmt::format("{}... ({} bytes in all)", text.substr(0, most_text), text.size());
}

void probe_run::start(
   plugin const& p,
   std::size_t which,
   std::vector<std::string> checks,
   run_environment where,
   done on_done)
{
   auto const* probe = p.probe_code[which];
   run_code code{
      [probe](dnslint_run* run) {
         return probe->start(probe, &host_table, run);
      },
      probe->destroy};
   std::make_shared<dnslint_run>(
      p,
      p.manifest.probes[which],
      std::move(code),
      std::move(checks),
      std::move(where),
      nullptr,
      std::move(on_done))
      ->begin();
}

base::cause from_abi(dnslint_cause const& c)
{
   auto const kind = c.cause_class <= DNSLINT_INTERNAL
                        ? static_cast<base::cause_class>(c.cause_class)
                        : base::cause_class::internal;
   if (c.code.size == 0)
      return base::because(base::causes::no_cause, bounded(from_abi(c.detail)));
   return {kind, bounded(from_abi(c.code)), bounded(from_abi(c.detail))};
}

void to_abi(base::cause const& c, dnslint_cause& out) noexcept
{
   out.cause_class = static_cast<std::uint32_t>(c.kind);
   out.code = to_abi(c.code);
   out.detail = to_abi(c.detail);
}

}  // namespace dnslint::plugin
