// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/lookup_question.hpp"
#include "core/audit/server_search.hpp"
#include "core/cel/bindings.hpp"

#include <chrono>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::rules {
struct lookup;
}

namespace dnslint::audit {

struct planned_check;

// What a check's expressions may look at; borrowed.
struct judged_facts {
   std::string_view domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;
   // The conditions that have been evaluated, by planned_check::condition. Null: none is kept.
   std::vector<std::optional<cel::value>>* conditions = nullptr;
   dns::suffix_list const* suffixes = nullptr;
   cel::watch* watched = nullptr;
};

// The value of the check's applies_when.
cel::value applies(planned_check const& c, judged_facts const& known, cel::bindings const& b);

// How a lookup without an answer is bound. While questions are still being asked it is left out;
// at the end it is unknown, with the reason why it was not asked.
enum class unanswered : std::uint8_t { left_out, explained };

// The names that a check's expressions use, with their values. Keeps what they borrow.
class check_bindings {
public:
   check_bindings(
      planned_check const& c,
      judged_facts const& known,
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
   // The name servers that the lookup asks, as far as they have been found.
   found_servers servers_of(rules::lookup const& l, lookup_key const& key) const;
   // Binds the subject's name, and the answers of the lookups that are asked for each subject.
   void take_subject(cel::value const& subject, std::size_t number);

private:
   // What a lookup_result borrows and an answer does not hold.
   struct kept {
      std::string name;
      std::string rcode;
      base::cause why;
   };
   void add(rules::lookup const& l, lookup_key const& key);
   void explain(rules::lookup const& l, lookup_key const& key);
   base::cause why_not_asked(rules::lookup const& l, lookup_key const& key) const;

   planned_check const* check_;
   lookup_answers const* answers_;
   unanswered others_;
   cel::bindings bound_;
   std::list<kept> kept_;
   std::vector<name_server> servers_;  // the subjects of at: each-nameserver
   std::size_t subject_ = 0;
};

}  // namespace dnslint::audit
