// SPDX-License-Identifier: Apache-2.0
#include "core/audit/judgement.hpp"

#include <fmt/format.h>

namespace dnslint::audit {
namespace {

rules::bindings bind(planned_check const& c, judged_facts const& with)
{
   rules::bindings b;
   b.domain = with.domain;
   b.now = with.now;
   b.facts = with.facts;
   b.variables = c.variables;
   return b;
}

rules::value applies(planned_check const& c, judged_facts const& with, rules::bindings const& b)
{
   if (with.conditions == nullptr || !c.condition)
      return rules::applicability(*c.says, b);
   auto& known = (*with.conditions)[*c.condition];
   if (!known)
      known = rules::applicability(*c.says, b);
   return *known;
}

// Texts that a lookup_result borrows and an answer does not hold.
struct lookup_texts {
   std::string name;
   std::string rcode;
};

rules::lookup_result view(resolver::answer const& a, lookup_texts const& texts)
{
   rules::lookup_result r;
   r.name = texts.name;
   r.status = resolver::to_text(a.state);
   r.why = a.state == resolver::status::unknown ? &a.why : nullptr;
   r.rcode = texts.rcode;
   r.secure = a.secure;
   r.records = a.records();
   r.chain = a.chain();
   return r;
}

std::string render(std::optional<rules::text_template> const& t, rules::bindings const& with)
{
   return t ? t->render(with) : std::string{};
}

void add_fix(finding& f, rules::check const& c, rules::bindings const& with)
{
   if (f.result != base::outcome::fail)
      return;
   if (f.fix_text.empty())
      f.fix_text = base::untrusted{render(c.how_to_fix.text, with)};
   if (f.fix_record.empty())
      f.fix_record = base::untrusted{render(c.how_to_fix.record, with)};
}

void take(finding& f, rules::judgement j)
{
   f.result = j.result;
   f.why = std::move(j.why);
   f.reason = std::move(j.reason);
   f.message = base::untrusted{std::move(j.message)};
}

constexpr std::size_t most_evidence = 64;

void add_evidence(finding& f, resolver::answer const& a)
{
   for (auto const& r : a.records())
      if (f.rests_on.size() < most_evidence)
         f.rests_on.push_back(
            {"record",
             base::untrusted{fmt::format(
                "{} {} {}",
                r.owner.to_absolute_text(),
                dns::to_text(r.type),
                dns::rdata_to_text(r))}});
   if (a.state == resolver::status::absent && f.rests_on.size() < most_evidence)
      f.rests_on.push_back(
         {"text",
          base::untrusted{
             fmt::format("{}: proved absent ({})", dns::to_text(a.asked), dns::to_text(a.code))}});
}

}  // namespace

std::map<std::string, dns::question, std::less<>> questions_of(
   planned_check const& c, judged_facts const& with)
{
   std::map<std::string, dns::question, std::less<>> questions;
   if (c.says->lookups.empty())
      return questions;
   auto const b = bind(c, with);
   if (applies(c, with, b).is_false())
      return questions;
   for (auto const& lookup : c.says->lookups)
      if (auto const name = dns::name::from_text(lookup.name.render(b)))
         questions.emplace(lookup.key, dns::question{*name, lookup.type});
   return questions;
}

void judge_expression(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers, finding& into)
{
   auto b = bind(c, with);
   std::map<std::string, lookup_texts, std::less<>> texts;
   for (auto const& [key, a] : answers) {
      auto const& kept = texts[key] = {a->asked.asked.to_text(), dns::to_text(a->code)};
      b.lookups.emplace(key, view(*a, kept));
   }
   into.id = c.says->id;
   take(into, rules::judge(*c.says, applies(c, with, b), b));
   add_fix(into, *c.says, b);
   if (into.result == base::outcome::fail || into.result == base::outcome::pass)
      for (auto const& [key, a] : answers)
         add_evidence(into, *a);
}

finding judge_expression(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers)
{
   finding f;
   judge_expression(c, with, answers, f);
   return f;
}

finding judge_settled(planned_check const& c, judged_facts const& with, finding settled)
{
   auto const b = bind(c, with);
   if (auto overruled = rules::judge_applicability(*c.says, applies(c, with, b))) {
      finding f;
      f.id = c.says->id;
      take(f, std::move(*overruled));
      return f;
   }
   if (settled.message.empty() && settled.result == base::outcome::fail)
      settled.message = base::untrusted{render(c.says->message, b)};
   add_fix(settled, *c.says, b);
   return settled;
}

}  // namespace dnslint::audit
