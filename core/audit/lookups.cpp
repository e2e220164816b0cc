// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lookups.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::audit {
namespace {

// RFC 1034 section 4.3.2: what a parent knows of a delegation stands in the authority section of
// its referral.
std::span<dns::record const> delegation(resolver::answer const& a)
{
   auto const& all = a.authority();
   auto const is_asked = [&a](dns::record const& r) {
      return r.owner == a.asked.asked && r.type == a.asked.type;
   };
   auto const first = std::find_if(all.begin(), all.end(), is_asked);
   return {first, std::find_if_not(first, all.end(), is_asked)};
}

bool is_referral(resolver::answer const& a)
{
   return a.state == resolver::status::unknown && a.why.code == "lame";
}

cel::lookup_result view(resolver::answer const& a, std::string_view name, std::string_view rcode)
{
   cel::lookup_result r;
   r.name = name;
   r.status = resolver::to_text(a.state);
   r.why = a.state == resolver::status::unknown ? &a.why : nullptr;
   r.rcode = rcode;
   r.secure = a.secure;
   r.records = a.records();
   r.chain = a.chain();
   return r;
}

// What a referral of the parent says: the records that were asked for, or that others have them.
void read_referral(resolver::answer const& a, cel::lookup_result& r, base::cause& why)
{
   r.records = delegation(a);
   r.why = nullptr;
   if (!r.records.empty()) {
      r.status = resolver::to_text(resolver::status::records);
      return;
   }
   why = base::unobservable("delegated", a.why.detail);
   r.why = &why;
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
      for (auto const& l : check_->definition->lookups)
         if (!l.per_subject)
            add(l, l.key, {});
      if (check_->definition->fan_out() != nullptr && knows_subjects())
         for_each_subject();
      return std::move(found_);
   }

private:
   // What the name of a per-subject lookup stands on has a key of its own for each subject.
   bool has_answer(std::string const& key, std::string const& suffix) const
   {
      return answers_->contains(key) || answers_->contains(key + suffix);
   }

   bool knows_subjects()
   {
      auto const& by = *check_->definition->fan_out();
      if (by.for_each)
         return std::ranges::all_of(by.for_each->lookups_used(), [this](std::string const& key) {
            return answers_->contains(key);
         });
      if (!std::ranges::all_of(by.needs, [this](std::string const& key) {
             return answers_->contains(key);
          }))
         return false;
      auto search = bound_.servers_of(by, by.key);
      found_.merge(search.next);
      return search.next.empty();
   }

   void for_each_subject()
   {
      auto const subjects = bound_.subjects();
      if (!subjects.is(cel::kind::list))
         return;
      auto const& list = subjects.get<cel::list_value>();
      for (std::size_t i = 0; i != std::min(list.size(), rules::most_subjects); ++i) {
         bound_.take_subject(list.at(i), i);
         for (auto const& l : check_->definition->lookups)
            if (l.per_subject)
               add(l, subject_key(l.key, i), subject_key({}, i), i);
      }
   }

   void add(
      rules::lookup const& l,
      std::string const& key,
      std::string const& suffix,
      std::size_t subject = 0)
   {
      bool const is_ready = std::ranges::all_of(l.needs, [&](std::string const& needed) {
         return has_answer(needed, suffix);
      });
      if (!is_ready || answers_->contains(key))
         return;
      auto const text = l.name.evaluate(bound_.get());
      if (!text.is(cel::kind::string))
         return;
      if (auto const name = dns::name::from_text(text.characters()))
         add_question(l, key, {*name, l.type}, subject);
   }

   void add_question(
      rules::lookup const& l, std::string const& key, dns::question asked, std::size_t subject)
   {
      lookup_question q{std::move(asked)};
      if (l.at == rules::asked_at::resolver) {
         found_.emplace(key, std::move(q));
         return;
      }
      bool const is_each = l.at == rules::asked_at::each_nameserver;
      auto search = bound_.servers_of(l, is_each ? l.key : key);
      found_.merge(search.next);
      if (!search.next.empty())
         return;
      if (is_each)
         search.servers = {search.servers.at(subject)};
      for (auto const& s : search.servers)
         if (!s.address.empty() && q.servers.size() < rules::most_parent_servers)
            q.servers.push_back({s.address});
      if (!q.servers.empty())
         found_.emplace(key, std::move(q));
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
   bound_.watched = with.watched;
   for (auto const& l : c.definition->lookups)
      if (!l.per_subject)
         add(l, l.key);
}

cel::value check_bindings::subjects()
{
   auto const& by = *check_->definition->fan_out();
   if (by.for_each)
      return rules::subjects_of(*check_->definition, bound_);
   auto search = servers_of(by, by.key);
   if (search.unknown)
      return cel::value::unknown(*search.unknown);
   servers_ = std::move(search.servers);
   cel::list_value::elements texts;
   for (auto const& s : servers_)
      texts.push_back(cel::value::string(s.to_text()));
   return cel::value{cel::list_value{std::move(texts)}};
}

found_servers check_bindings::servers_of(rules::lookup const& l, std::string const& key) const
{
   found_servers none;
   auto const text = l.name.evaluate(bound_);
   auto const name =
      text.is(cel::kind::string) ? dns::name::from_text(text.characters()) : std::nullopt;
   if (name)
      return find_servers(key, *name, l.at, *answers_);
   none.unknown = why_not_asked(l, key);
   return none;
}

void check_bindings::take_subject(cel::value const& subject, std::size_t number)
{
   bound_.given.insert_or_assign(std::string{rules::subject_name}, subject);
   subject_ = number;
   for (auto const& l : check_->definition->lookups)
      if (l.per_subject)
         add(l, subject_key(l.key, number));
}

void check_bindings::add(rules::lookup const& l, std::string const& key)
{
   auto const found = answers_->find(key);
   if (found == answers_->end()) {
      bound_.lookups.erase(l.key);
      if (others_ == unanswered::explained)
         explain(l, key);
      return;
   }
   auto& texts = kept_.emplace_back();
   auto const& a = *found->second;
   texts.name = a.asked.asked.to_text();
   texts.rcode = dns::to_text(a.code);
   auto shown = view(a, texts.name, texts.rcode);
   if (l.at == rules::asked_at::parent && is_referral(a))
      read_referral(a, shown, texts.why);
   bound_.lookups.insert_or_assign(l.key, shown);
}

void check_bindings::explain(rules::lookup const& l, std::string const& key)
{
   auto& texts = kept_.emplace_back();
   auto const text = l.name.evaluate(bound_);
   texts.why = why_not_asked(l, key);
   texts.name = text.is(cel::kind::string) ? std::string{text.characters()} : std::string{};
   cel::lookup_result r;
   r.name = texts.name;
   r.status = resolver::to_text(resolver::status::unknown);
   r.why = &texts.why;
   bound_.lookups.insert_or_assign(l.key, r);
}

// The name is not known, or is none; or no server is known to ask.
base::cause check_bindings::why_not_asked(rules::lookup const& l, std::string const& key) const
{
   auto const text = l.name.evaluate(bound_);
   if (text.is(cel::kind::unknown))
      return text.why_unknown();
   if (text.is(cel::kind::error))
      return base::internal("rule-error", fmt::format("{}: {}", l.key, text.error_message()));
   auto const name = dns::name::from_text(text.characters());
   if (!name)
      return base::unobservable("no-name", fmt::format("'{}'", text.characters()));
   auto none = base::internal("not-asked", fmt::format("lookup {}", l.key));
   if (l.at == rules::asked_at::resolver)
      return none;
   if (l.at == rules::asked_at::each_nameserver)
      return subject_ < servers_.size() ? servers_[subject_].why : none;
   auto const search = find_servers(key, *name, l.at, *answers_);
   if (search.unknown)
      return *search.unknown;
   return search.servers.empty() ? none : search.servers.front().why;
}

cel::value applies(planned_check const& c, judged_facts const& with, cel::bindings const& b)
{
   if (with.conditions == nullptr || !c.condition)
      return rules::applicability(*c.definition, b);
   auto& known = (*with.conditions)[*c.condition];
   if (!known)
      known = rules::applicability(*c.definition, b);
   return *known;
}

lookup_questions questions_of(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers)
{
   if (c.definition->lookups.empty())
      return {};
   check_bindings const b{c, with, answers, unanswered::left_out};
   if (applies(c, with, b.get()).is_false())
      return {};
   return next_questions{c, with, answers}.find();
}

}  // namespace dnslint::audit
