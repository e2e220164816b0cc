// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lookups.hpp"

#include "core/audit/check_bindings.hpp"
#include "core/audit/plan.hpp"

#include <algorithm>

namespace dnslint::audit {
namespace {

// Gathers what can be asked with the answers that are there.
class next_questions {
public:
   next_questions(planned_check const& c, judged_facts const& known, lookup_answers const& answers)
   : check_{&c}
   , answers_{&answers}
   , bound_{c, known, answers, unanswered::left_out}
   {}

   lookup_questions find()
   {
      for (auto const& l : check_->definition->lookups)
         if (!l.per_subject)
            add(l, {l.key});
      if (check_->definition->fan_out() != nullptr && knows_subjects())
         for_each_subject();
      return std::move(found_);
   }

private:
   // A lookup that is asked for each subject may use answers of the domain and of that subject.
   bool has_answer(std::string const& lookup, std::optional<std::size_t> subject = {}) const
   {
      return answers_->contains({lookup}) || answers_->contains({lookup, subject});
   }

   bool has_answers(auto const& lookups, std::optional<std::size_t> subject = {}) const
   {
      return std::ranges::all_of(lookups, [&](std::string const& lookup) {
         return has_answer(lookup, subject);
      });
   }

   bool knows_subjects()
   {
      auto const& source = *check_->definition->fan_out();
      if (source.for_each)
         return has_answers(source.for_each->lookups_used());
      if (!has_answers(source.needs))
         return false;
      auto search = bound_.servers_of(source, {source.key});
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
               add(l, {l.key, i});
      }
   }

   void add(rules::lookup const& l, lookup_key const& key)
   {
      if (!has_answers(l.needs, key.subject) || answers_->contains(key))
         return;
      auto const text = l.name.evaluate(bound_.get());
      if (!text.is(cel::kind::string))
         return;
      if (auto const name = dns::name::from_text(text.characters()))
         add_question(l, key, {*name, l.type});
   }

   void add_question(rules::lookup const& l, lookup_key const& key, dns::question asked)
   {
      lookup_question q{std::move(asked)};
      if (l.at == rules::asked_at::resolver) {
         found_.emplace(key, std::move(q));
         return;
      }
      bool const is_each = l.at == rules::asked_at::each_nameserver;
      auto search = bound_.servers_of(l, is_each ? lookup_key{l.key} : key);
      found_.merge(search.next);
      if (!search.next.empty())
         return;
      if (is_each)
         search.servers = {search.servers.at(key.subject.value_or(0))};
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

lookup_questions questions_of(
   planned_check const& c, judged_facts const& known, lookup_answers const& answers)
{
   if (c.definition->lookups.empty())
      return {};
   check_bindings const b{c, known, answers, unanswered::left_out};
   if (applies(c, known, b.get()).is_false())
      return {};
   return next_questions{c, known, answers}.find();
}

}  // namespace dnslint::audit
