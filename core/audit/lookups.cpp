// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lookups.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

rules::lookup_result view(resolver::answer const& a, std::string_view name, std::string_view rcode)
{
   rules::lookup_result r;
   r.name = name;
   r.status = resolver::to_text(a.state);
   r.why = a.state == resolver::status::unknown ? &a.why : nullptr;
   r.rcode = rcode;
   r.secure = a.secure;
   r.records = a.records();
   r.chain = a.chain();
   return r;
}

// Gathers what can be asked with the answers that are there.
class next_questions {
public:
   next_questions(planned_check const& c, judged_facts const& with, lookup_answers const& answers)
   : check_{&c}
   , answers_{&answers}
   , bound_{c, with, answers, unanswered::left_out}
   {}

   lookup_questions find()
   {
      for (auto const& l : check_->says->lookups)
         if (!l.per_subject)
            add(l, l.key, {});
      if (check_->says->fan_out() != nullptr && knows_subjects())
         for_each_subject();
      return std::move(found_);
   }

private:
   // What the name of a per-subject lookup stands on has a key of its own for each subject.
   bool has_answer(std::string const& key, std::string const& suffix) const
   {
      return answers_->contains(key) || answers_->contains(key + suffix);
   }

   bool knows_subjects() const
   {
      return std::ranges::all_of(
         check_->says->fan_out()->for_each->lookups_used(), [this](std::string const& key) {
            return answers_->contains(key);
         });
   }

   void for_each_subject()
   {
      auto const subjects = rules::subjects_of(*check_->says, bound_.get());
      if (!subjects.is(rules::kind::list))
         return;
      auto const& list = subjects.get<rules::list_value>();
      for (std::size_t i = 0; i != std::min(list.size(), rules::most_subjects); ++i) {
         bound_.take_subject(list.at(i), i);
         for (auto const& l : check_->says->lookups)
            if (l.per_subject)
               add(l, subject_key(l.key, i), subject_key({}, i));
      }
   }

   void add(rules::lookup const& l, std::string const& key, std::string const& suffix)
   {
      bool const is_ready = std::ranges::all_of(l.needs, [&](std::string const& needed) {
         return has_answer(needed, suffix);
      });
      if (!is_ready || answers_->contains(key))
         return;
      auto const text = l.name.evaluate(bound_.get());
      if (!text.is(rules::kind::string))
         return;
      if (auto const name = dns::name::from_text(text.characters()))
         found_.emplace(key, dns::question{*name, l.type});
   }

   planned_check const* check_;
   lookup_answers const* answers_;
   check_bindings bound_;
   lookup_questions found_;
};

}  // namespace

std::string subject_key(std::string_view lookup, std::size_t number)
{
   return fmt::format("{}/{}", lookup, number);
}

check_bindings::check_bindings(
   planned_check const& c,
   judged_facts const& with,
   lookup_answers const& answers,
   unanswered others)
: check_{&c}
, answers_{&answers}
, others_{others}
{
   bound_.domain = with.domain;
   bound_.now = with.now;
   bound_.facts = with.facts;
   bound_.variables = c.variables;
   bound_.suffixes = with.suffixes;
   for (auto const& l : c.says->lookups)
      if (!l.per_subject)
         add(l, l.key);
}

void check_bindings::take_subject(rules::value const& subject, std::size_t number)
{
   bound_.given.insert_or_assign(std::string{rules::subject_name}, subject);
   for (auto const& l : check_->says->lookups)
      if (l.per_subject)
         add(l, subject_key(l.key, number));
}

void check_bindings::add(rules::lookup const& l, std::string const& key)
{
   auto const found = answers_->find(key);
   if (found == answers_->end()) {
      bound_.lookups.erase(l.key);
      if (others_ == unanswered::explained)
         explain(l);
      return;
   }
   auto& texts = kept_.emplace_back();
   texts.name = found->second->asked.asked.to_text();
   texts.rcode = dns::to_text(found->second->code);
   bound_.lookups.insert_or_assign(l.key, view(*found->second, texts.name, texts.rcode));
}

// Why nothing was asked: the name is not known, or is none.
void check_bindings::explain(rules::lookup const& l)
{
   auto& texts = kept_.emplace_back();
   auto const text = l.name.evaluate(bound_);
   if (text.is(rules::kind::unknown))
      texts.why = text.why_unknown();
   else if (text.is(rules::kind::error))
      texts.why = base::internal("rule-error", fmt::format("{}: {}", l.key, text.error_message()));
   else if (!dns::name::from_text(text.characters()))
      texts.why = base::unobservable("no-name", fmt::format("'{}'", text.characters()));
   else
      texts.why = base::internal("not-asked", fmt::format("lookup {}", l.key));
   texts.name = text.is(rules::kind::string) ? std::string{text.characters()} : std::string{};
   rules::lookup_result r;
   r.name = texts.name;
   r.status = resolver::to_text(resolver::status::unknown);
   r.why = &texts.why;
   bound_.lookups.insert_or_assign(l.key, r);
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

lookup_questions questions_of(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers)
{
   if (c.says->lookups.empty())
      return {};
   check_bindings const b{c, with, answers, unanswered::left_out};
   if (applies(c, with, b.get()).is_false())
      return {};
   return next_questions{c, with, answers}.find();
}

}  // namespace dnslint::audit
