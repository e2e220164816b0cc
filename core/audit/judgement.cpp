// SPDX-License-Identifier: Apache-2.0
#include "core/audit/judgement.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/plan.hpp"
#include "core/base/causes.hpp"
#include "core/base/escape.hpp"
#include "core/rules/fix_record.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

std::string render(std::optional<rules::text_template> const& t, cel::bindings const& bound)
{
   return t ? t->render(bound) : std::string{};
}

void add_fix(finding& f, rules::check const& c, cel::bindings const& bound)
{
   if (f.result != base::outcome::fail)
      return;
   if (f.fix_text.empty())
      f.fix_text = base::untrusted{render(c.how_to_fix.text, bound)};
   if (!f.fix_record.empty())
      return;
   auto edit = rules::render_edit(c.how_to_fix, bound);
   f.fix_record = base::untrusted{std::move(edit.add)};
   for (auto& line : edit.remove)
      f.fix_removed.emplace_back(std::move(line));
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
      if (f.evidence.size() < most_evidence)
         f.evidence.push_back(
            {"record",
             base::untrusted{fmt::format(
                "{} {} {}",
                r.owner.to_absolute_text(),
                dns::to_text(r.type),
                dns::rdata_to_text(r))}});
   if (a.state == resolver::status::absent && f.evidence.size() < most_evidence)
      f.evidence.push_back(
         {"text",
          base::untrusted{
             fmt::format("{}: proved absent ({})", dns::to_text(a.asked), dns::to_text(a.code))}});
}

// An empty list or map, or null: what others say already, or say better.
bool says_nothing(facts::value const& v)
{
   auto const* const list = v.as<facts::list>();
   auto const* const map = v.as<facts::map>();
   return v.is_null() || (list != nullptr && list->empty()) || (map != nullptr && map->empty());
}

// "spf.all: "+all"", if that fact is known.
std::optional<evidence> evidence_of(std::string const& name, facts::tree const& all)
{
   constexpr std::size_t longest_fact = 300;
   auto const dot = name.find('.');
   auto const published = all.find(name.substr(0, dot));
   if (published == all.end())
      return std::nullopt;
   auto const found = published->second.find(name.substr(dot + 1));
   if (
      found == published->second.end() || found->second.unknown() != nullptr ||
      says_nothing(found->second))
      return std::nullopt;
   auto text = name + ": ";
   facts::append_json(text, found->second);
   if (base::character_count(text) > longest_fact)
      text = std::string{base::first_characters(text, longest_fact)} + " ...";
   return evidence{"fact", base::untrusted{std::move(text)}};
}

// Where no record shows why a check failed, the facts do by which it was judged.
void add_facts(finding& f, rules::check const& c, judged_facts const& known)
{
   constexpr std::size_t most_facts = 8;
   if (f.result != base::outcome::fail || !f.evidence.empty() || known.facts == nullptr)
      return;
   auto const add = [&](auto const& names) {
      for (auto const& name : names)
         if (f.evidence.size() < most_facts)
            if (auto e = evidence_of(name, *known.facts))
               f.evidence.push_back(*std::move(e));
   };
   if (c.verdict)
      add(c.verdict->facts_used());
   if (f.evidence.empty() && c.message)
      add(c.message->facts_used());
   if (f.evidence.empty() && c.applies_when)
      add(c.applies_when->facts_used());
}

void take_with_fix(
   finding& f, rules::judgement j, rules::check const& c, cel::bindings const& bound)
{
   take(f, std::move(j));
   add_fix(f, c, bound);
}

rules::judgement too_many(std::size_t count)
{
   rules::judgement j;
   j.why = base::because(
      base::causes::too_many_subjects,
      fmt::format("{} of {} were judged", rules::most_subjects, count));
   return j;
}

std::string source_of_subjects(planned_check const& c)
{
   auto const& subjects = c.definition->fan_out()->for_each;
   return subjects ? subjects->source() : "the name servers";
}

// Any fail is fail, else any unknown is unknown; without a subject nothing is to be judged. The
// finding's message is that of the first subject that decides.
void judge_subjects(planned_check const& c, check_bindings& b, finding& into)
{
   auto const subjects = b.subjects();
   if (!subjects.is(cel::kind::list))
      return take(into, rules::undecided(source_of_subjects(c), subjects));
   auto const& list = subjects.get<cel::list_value>();
   into.result = list.size() == 0 ? base::outcome::not_applicable : base::outcome::pass;
   if (list.size() == 0)
      into.reason = fmt::format("there is none of: {}", source_of_subjects(c));
   for (std::size_t i = 0; i != std::min(list.size(), rules::most_subjects); ++i) {
      auto const subject = list.at(i);
      b.take_subject(subject, i);
      auto j = rules::judge_assert(*c.definition, b.get());
      auto message = j.result == base::outcome::unknown ? base::to_text(*j.why) : j.message;
      into.items.push_back(
         {base::untrusted{cel::to_text(subject, 250)},
          j.result,
          base::untrusted{std::move(message)}});
      bool const decides = j.result == base::outcome::fail && into.result != base::outcome::fail;
      bool const unsettles =
         j.result == base::outcome::unknown && into.result == base::outcome::pass;
      if (decides)
         take_with_fix(into, std::move(j), *c.definition, b.get());
      else if (unsettles)
         take(into, std::move(j));
   }
   if (list.size() > rules::most_subjects && into.result == base::outcome::pass)
      take(into, too_many(list.size()));
}

}  // namespace

void judge_expression(
   planned_check const& c, judged_facts const& known, lookup_answers const& answers, finding& into)
{
   check_bindings b{c, known, answers};
   into.id = c.definition->id;
   auto const condition = applies(c, known, b.get());
   if (c.definition->fan_out() != nullptr && condition.is_true())
      judge_subjects(c, b, into);
   else
      take(into, rules::judge(*c.definition, condition, b.get()));
   add_fix(into, *c.definition, b.get());
   if (into.result == base::outcome::fail || into.result == base::outcome::pass)
      for (auto const& [key, a] : answers)
         if (!key.server_search)
            add_evidence(into, *a);
   add_facts(into, *c.definition, known);
}

finding judge_expression(
   planned_check const& c, judged_facts const& known, lookup_answers const& answers)
{
   finding f;
   judge_expression(c, known, answers, f);
   return f;
}

finding judge_settled(planned_check const& c, judged_facts const& known, finding settled)
{
   check_bindings const bound{c, known, {}};
   auto const& b = bound.get();
   if (auto overruled = rules::judge_applicability(*c.definition, applies(c, known, b))) {
      finding f;
      f.id = c.definition->id;
      take(f, std::move(*overruled));
      return f;
   }
   if (settled.message.empty() && settled.result == base::outcome::fail)
      settled.message = base::untrusted{render(c.definition->message, b)};
   add_fix(settled, *c.definition, b);
   add_facts(settled, *c.definition, known);
   return settled;
}

}  // namespace dnslint::audit
