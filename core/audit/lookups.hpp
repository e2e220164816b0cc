// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/lookup_question.hpp"
#include "core/audit/plan.hpp"
#include "core/audit/server_search.hpp"

#include <chrono>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::audit {

// What a check's expressions may look at; borrowed.
struct judged_facts {
   std::string_view domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;
   // By planned_check::condition, what has been evaluated so far; null: nothing is kept.
   std::vector<std::optional<cel::value>>* conditions = nullptr;
   dns::suffix_list const* suffixes = nullptr;
   cel::watch* watched = nullptr;
};

// The questions that the check can ask now, with their keys: those whose names stand on `answers`
// and are not asked yet. None when applies_when is false already without them. A name that is none
// is answered as unknown when judged.
lookup_questions questions_of(
   planned_check const& c, judged_facts const& with, lookup_answers const& answers = {});

// Asks about all of a check by `ask`, which answers at once.
template <class Ask>
lookup_answers answers_of(planned_check const& c, judged_facts const& with, Ask const& ask)
{
   lookup_answers answers;
   for (auto next = questions_of(c, with); !next.empty(); next = questions_of(c, with, answers))
      answers.merge(ask(next));
   return answers;
}

cel::value applies(planned_check const& c, judged_facts const& with, cel::bindings const& b);

// What becomes of lookups without an answer: nothing while more is asked, and at the end unknown
// for the reason that they were not asked.
enum class unanswered : std::uint8_t { left_out, explained };

// The names of a check's expressions with their values. Keeps what they borrow.
class check_bindings {
public:
   check_bindings(
      planned_check const& c,
      judged_facts const& with,
      lookup_answers const& answers,
      unanswered others = unanswered::explained);
   check_bindings(check_bindings const&) = delete;
   check_bindings& operator=(check_bindings const&) = delete;
   check_bindings(check_bindings&&) = delete;
   check_bindings& operator=(check_bindings&&) = delete;
   ~check_bindings() = default;

   cel::bindings const& get() const noexcept { return bound_; }
   // A list, or unknown or an error.
   cel::value subjects();
   // What the lookup asks servers of, with those found so far.
   found_servers servers_of(rules::lookup const& l, std::string const& key) const;
   // Gives the subject its name, and the lookups that depend on it their answers.
   void take_subject(cel::value const& subject, std::size_t number);

private:
   // What a lookup_result borrows and an answer does not hold.
   struct kept {
      std::string name;
      std::string rcode;
      base::cause why;
   };
   void add(rules::lookup const& l, std::string const& key);
   void explain(rules::lookup const& l, std::string const& key);
   base::cause why_not_asked(rules::lookup const& l, std::string const& key) const;

   planned_check const* check_;
   lookup_answers const* answers_;
   unanswered others_;
   cel::bindings bound_;
   std::list<kept> kept_;
   std::vector<name_server> servers_;  // the subjects of at: each-nameserver
   std::size_t subject_ = 0;
};

// How the answers of a lookup are called for one subject.
std::string subject_key(std::string_view lookup, std::size_t number);

}  // namespace dnslint::audit
